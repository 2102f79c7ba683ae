package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// arrived is an arrival as scripts read it.
type arrived struct {
	office.Arrival
	Status      office.Status `json:"status"`
	Provisional string        `json:"provisional,omitempty"`
}

// inboxList lists the incoming documents, newest first.
func inboxList(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var filter office.ArrivalFilter
	flags.BoolVar(&filter.Waiting, "waiting", false, p.text("ctl.flag.waiting", nil))
	flags.StringVar(&filter.Text, "find", "", p.text("ctl.flag.find", nil))
	flags.IntVar(&filter.Year, "year", 0, p.text("ctl.flag.year", nil))
	flags.IntVar(&filter.Limit, "limit", 0, p.text("ctl.flag.limit", nil))
	return func(ctx context.Context, _ []string) error {
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			arrivals, err := w.Store.Arrivals(ctx, filter)
			if err != nil {
				return err
			}
			p.listArrivals(arrivals)
			return nil
		})
	}
}

func (p *program) listArrivals(arrivals []office.Arrival) {
	if p.json {
		for _, a := range arrivals {
			p.print(arrived{a, a.Status(), a.Provisional})
		}
		return
	}
	if len(arrivals) == 0 {
		fmt.Fprintln(p.stdout, p.text("ctl.inbox.empty", nil))
		return
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, p.text("ctl.inbox.columns", nil))
	for _, a := range arrivals {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", a.ID, a.ReceivedAt.In(office.Vietnam).Format("02/01/2006 15:04"),
			arrivalNumber(a), a.Info.Code, a.Info.IssuerName, p.statusWord(a.Status()), a.Info.Subject)
	}
	_ = table.Flush()
}

// arrivalNumber is the number, the provisional mark, or a dash.
func arrivalNumber(a office.Arrival) string {
	switch {
	case a.Number > 0:
		return fmt.Sprintf("%02d", a.Number)
	case a.Provisional != "":
		return a.Provisional
	}
	return "–"
}

func (p *program) statusWord(s office.Status) string {
	if s == office.StatusNone {
		return "–"
	}
	return p.text("ctl.status."+string(s), nil)
}

// saved is what inbox save answers to scripts.
type saved struct {
	Arrival office.ArrivalID `json:"arrival"`
	File    string           `json:"file"`
	SHA256  string           `json:"sha256"`
}

// inboxSave copies the main file of an arrival out of the inbox.
func inboxSave(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	out := flags.StringP("output", "o", "", p.text("ctl.flag.output", nil))
	return func(ctx context.Context, args []string) error {
		if len(args) != 1 || *out == "" {
			return usageError{p.text("ctl.want.arrival_and_output", nil)}
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			arrival, err := w.Store.Arrival(ctx, office.ArrivalID(args[0]))
			if err != nil {
				return err
			}
			file, ok := office.MainFileOf(arrival.Files)
			if !ok {
				return office.ErrFile
			}
			if err := w.Export(ctx, file.SHA256, *out); err != nil {
				return err
			}
			p.report(saved{arrival.ID, *out, file.SHA256}, "ctl.saved", i18n.Args{"file": *out})
			return nil
		})
	}
}

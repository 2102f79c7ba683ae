package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// sent is an outgoing document with its deliveries, as scripts read it.
type sent struct {
	office.Document
	Deliveries []delivered `json:"deliveries"`
}

type delivered struct {
	office.Delivery
	Status office.Status `json:"status"`
}

// status shows what became of the outgoing documents, one or all.
func status(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var filter office.DocumentFilter
	flags.StringVar(&filter.Text, "find", "", p.text("ctl.flag.find", nil))
	flags.IntVar(&filter.Year, "year", 0, p.text("ctl.flag.year", nil))
	flags.IntVar(&filter.Limit, "limit", 0, p.text("ctl.flag.limit", nil))
	return func(ctx context.Context, args []string) error {
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			documents, err := chosen(ctx, w, filter, args)
			if err != nil {
				return err
			}
			for _, d := range documents {
				deliveries, err := w.Store.Deliveries(ctx, d.ID)
				if err != nil {
					return err
				}
				p.showSent(d, deliveries)
			}
			return nil
		})
	}
}

// chosen are the documents named by their ids, or those of the filter.
func chosen(ctx context.Context, w *workplace.Workplace, filter office.DocumentFilter, ids []string) ([]office.Document, error) {
	if len(ids) == 0 {
		return w.Store.Documents(ctx, filter)
	}
	var documents []office.Document
	for _, id := range ids {
		d, err := w.Store.Document(ctx, office.DocumentID(id))
		if err != nil {
			return nil, err
		}
		documents = append(documents, d)
	}
	return documents, nil
}

func (p *program) showSent(d office.Document, deliveries []office.Delivery) {
	if p.json {
		answer := sent{Document: d, Deliveries: []delivered{}}
		for _, one := range deliveries {
			answer.Deliveries = append(answer.Deliveries, delivered{one, one.Status()})
		}
		p.print(answer)
		return
	}
	fmt.Fprintf(p.stdout, "%s  %s  %s  [%s]  %s\n", d.ID, d.Info.Code, d.Info.Date.Shown(), p.text("ctl.stage."+string(d.Stage), nil), d.Info.Subject)
	for _, one := range deliveries {
		fmt.Fprintf(p.stdout, "    %s (%s)\n", one.RecipientName, one.Recipient)
		for _, e := range one.Events {
			fmt.Fprintf(p.stdout, "        %s  %s\n", e.At.In(office.Vietnam).Format("02/01/2006 15:04:05"), p.eventLine(e))
		}
	}
}

// eventLine is a step of a delivery in words.
func (p *program) eventLine(e office.StatusEvent) string {
	line := p.statusWord(e.Status)
	if e.ArrivalNumber > 0 {
		line += p.text("ctl.status.number", i18n.Args{"number": e.ArrivalNumber})
	}
	if e.Text != "" {
		line += ": " + e.Text
	}
	return line + " (" + e.By + ")"
}

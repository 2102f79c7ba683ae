package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// registered is what a register command answers to scripts.
type registered struct {
	Document office.DocumentID `json:"document,omitempty"`
	Arrival  office.ArrivalID  `json:"arrival,omitempty"`
	Code     string            `json:"code,omitempty"`
	Stage    office.Stage      `json:"stage,omitempty"`
	MarkRead *bool             `json:"mark_read,omitempty"` // as of sign
}

// registerOutgoing keeps a PDF as an outgoing document of the agency.
func registerOutgoing(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var about infoFlags
	about.declare(p, flags)
	p.declareTrust(flags)
	return func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return usageError{p.text("ctl.want.one_file", nil)}
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			kept, err := keep(ctx, w, args[0], about, keeping{})
			if err != nil {
				return err
			}
			answer := registered{Document: kept.ID, Code: about.code, Stage: kept.Stage, MarkRead: &kept.MarkRead}
			p.report(answer, "ctl.registered.outgoing", i18n.Args{"id": kept.ID, "stage": p.text("ctl.stage."+string(kept.Stage), nil)})
			p.warnUnread(args[0], kept.MarkRead)
			if kept.Signatures == desk.CouldNotCheck && !p.json {
				fmt.Fprintln(p.stderr, p.text("ctl.signatures_unchecked", i18n.Args{"file": args[0]}))
			}
			return nil
		})
	}
}

// keeping says for what a file is kept.
type keeping struct {
	issue    bool // it is about to be sent
	unsigned bool // without the agency's signature
}

// keep stores a file and registers it as an outgoing document.
func keep(ctx context.Context, w *workplace.Workplace, path string, about infoFlags, how keeping) (workplace.Kept, error) {
	info, err := about.info()
	if err != nil {
		return workplace.Kept{}, err
	}
	info.Unsigned = how.unsigned
	return w.Keep(ctx, path, info, how.issue)
}

// registerPaper enters a paper arrival into the incoming register.
func registerPaper(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var about infoFlags
	about.declare(p, flags)
	to := flags.String("assign-to", "", p.text("ctl.flag.assign-to", nil))
	return func(ctx context.Context, _ []string) error {
		info, err := about.info()
		if err != nil {
			return err
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			id, err := w.Store.RegisterPaper(ctx, office.Arrival{Info: info, ReceivedAt: p.clock.Now(), AssignedTo: *to})
			if err != nil {
				return err
			}
			p.report(registered{Arrival: id}, "ctl.registered.paper", i18n.Args{"id": id})
			return nil
		})
	}
}

// registerAccept accepts an electronic arrival into the incoming register.
func registerAccept(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	to := flags.String("assign-to", "", p.text("ctl.flag.assign-to", nil))
	anyway := flags.Bool("anyway", false, p.text("ctl.flag.anyway", nil))
	p.declareTrust(flags)
	return func(ctx context.Context, args []string) error {
		return p.onArrival(ctx, args, "ctl.registered.accepted", func(w *workplace.Workplace, id office.ArrivalID) error {
			return w.Accept(ctx, id, *to, *anyway)
		})
	}
}

// registerRefuse returns an electronic arrival with a reason.
func registerRefuse(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	reason := flags.String("reason", "", p.text("ctl.flag.reason", nil))
	return func(ctx context.Context, args []string) error {
		return p.onArrival(ctx, args, "ctl.registered.refused", func(w *workplace.Workplace, id office.ArrivalID) error {
			return w.Store.Refuse(ctx, id, *reason)
		})
	}
}

// onArrival runs an action on the arrival named by its id.
func (p *program) onArrival(ctx context.Context, args []string, done string, act func(*workplace.Workplace, office.ArrivalID) error) error {
	if len(args) != 1 {
		return usageError{p.text("ctl.want.one_arrival", nil)}
	}
	id := office.ArrivalID(args[0])
	return p.atWork(ctx, func(w *workplace.Workplace) error {
		if err := act(w, id); err != nil {
			return err
		}
		p.report(registered{Arrival: id}, done, i18n.Args{"id": id})
		return nil
	})
}

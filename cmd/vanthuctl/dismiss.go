package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// dismissed is what sync dismiss answers to scripts.
type dismissed struct {
	Operation office.OpID `json:"operation"`
}

// syncDismiss takes work that the server refused out of the tray, once a person
// has seen why: it is not sent again, and sync reports it no longer.
func syncDismiss(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return usageError{p.text("ctl.want.operation", nil)}
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			for _, id := range args {
				if err := w.Store.Dismiss(ctx, office.OpID(id)); err != nil {
					return err
				}
				p.report(dismissed{office.OpID(id)}, "ctl.dismissed", i18n.Args{"id": id})
			}
			return nil
		})
	}
}

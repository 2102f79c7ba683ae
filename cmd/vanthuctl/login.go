package main

import (
	"context"
	"os"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// connected is what login answers to scripts.
type connected struct {
	User   string        `json:"user"`
	Name   string        `json:"name"`
	Role   office.Role   `json:"role"`
	Agency office.Agency `json:"agency"`
}

// login connects this machine to the central e-office.
func login(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var l desk.Login
	flags.StringVar(&l.Server, "server", "", p.text("ctl.flag.server", nil))
	flags.StringVar(&l.CAFile, "ca", "", p.text("ctl.flag.ca", nil))
	flags.StringVar(&l.User, "user", "", p.text("ctl.flag.user", nil))
	flags.StringVar(&l.Device, "device", "", p.text("ctl.flag.device", nil))
	secret := secretFlags{file: "password-file", stdin: "password-stdin", want: "ctl.want.password"}
	secret.declare(p, flags)
	return func(ctx context.Context, _ []string) error {
		if l.Server == "" || l.User == "" {
			return usageError{p.text("ctl.want.server", nil)}
		}
		var err error
		if l.Password, err = secret.read(ctx, p, p.text("ctl.ask.password", i18n.Args{"user": l.User, "server": l.Server})); err != nil {
			return err
		}
		defer clear(l.Password)
		if l.Device == "" {
			l.Device, _ = os.Hostname()
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			account, err := w.Connect(ctx, l)
			if err != nil {
				return err
			}
			p.report(connected{account.User, account.Name, account.Role, account.Agency}, "ctl.connected",
				i18n.Args{"name": account.Name, "agency": account.Agency.Name})
			return nil
		})
	}
}

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

func deviceList(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	user := flags.String("user", "", p.text("flag.user", nil))
	return func(ctx context.Context, _ []string) error {
		return p.open(ctx, func(home *central.Home) error {
			return home.Store.Read(ctx, func(v store.View) error {
				all, err := v.Devices(*user)
				for _, d := range all {
					p.showDevice(d)
				}
				return err
			})
		})
	}
}

func (p *program) showDevice(d store.Device) {
	state := p.text("device_good", nil)
	if d.RevokedAt != nil {
		state = p.text("device_gone", nil)
	}
	if p.json {
		p.print(map[string]any{
			"device": d.ID, "user": d.User, "name": d.Name, "created_at": d.CreatedAt, "revoked_at": d.RevokedAt, "operations": d.LastSeq,
		})
		return
	}
	fmt.Fprintf(p.stdout, "%s  %-16s %s  %-12s %s\n",
		d.ID, d.User, d.CreatedAt.In(office.Vietnam).Format(time.DateTime), state, d.Name)
}

func deviceRevoke(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		return p.open(ctx, func(home *central.Home) error {
			if err := home.Accounts.Revoke(ctx, office.DeviceID(args[0])); err != nil {
				return err
			}
			p.say("device_revoked", i18n.Args{"device": args[0]})
			return nil
		})
	}
}

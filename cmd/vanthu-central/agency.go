package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

func agencyAdd(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	parent := flags.String("parent", "", p.text("flag.parent", nil))
	return func(ctx context.Context, args []string) error {
		agency := office.Agency{Code: office.AgencyCode(args[0]), Name: args[1], Parent: office.AgencyCode(*parent)}
		return p.open(ctx, func(home *central.Home) error {
			if err := home.AddAgency(ctx, agency); err != nil {
				return err
			}
			p.say("agency_added", i18n.Args{"code": agency.Code, "name": agency.Name})
			return nil
		})
	}
}

func agencyList(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, _ []string) error {
		return p.open(ctx, func(home *central.Home) error {
			return home.Store.Read(ctx, func(v store.View) error {
				all, err := v.Agencies()
				for _, agency := range all {
					if p.json {
						p.print(agency)
					} else {
						fmt.Fprintf(p.stdout, "%-20s %s\n", agency.Code, agency.Name)
					}
				}
				return err
			})
		})
	}
}

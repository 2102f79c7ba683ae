package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

func userAdd(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	agency := flags.String("agency", "", p.text("flag.agency", nil))
	role := flags.String("role", "", p.text("flag.role", nil))
	fullName := flags.String("full-name", "", p.text("flag.full_name", nil))
	password := passwordFlags(p, flags)
	return func(ctx context.Context, args []string) error {
		given, err := password(ctx)
		if err != nil {
			return err
		}
		user := accounts.NewUser{
			Name: args[0], FullName: *fullName, Agency: office.AgencyCode(*agency), Role: office.Role(*role), Password: given,
		}
		return p.open(ctx, func(home *central.Home) error {
			if err := home.Accounts.Add(ctx, user); err != nil {
				return err
			}
			p.say("user_added", i18n.Args{"user": user.Name, "role": user.Role, "agency": user.Agency})
			return nil
		})
	}
}

func userList(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, _ []string) error {
		return p.open(ctx, func(home *central.Home) error {
			return home.Store.Read(ctx, func(v store.View) error {
				all, err := v.Users()
				for _, u := range all {
					if p.json {
						p.print(map[string]any{"user": u.Name, "full_name": u.FullName, "agency": u.Agency, "role": u.Role})
					} else {
						fmt.Fprintf(p.stdout, "%-20s %-14s %-14s %s\n", u.Name, u.Agency, u.Role, u.FullName)
					}
				}
				return err
			})
		})
	}
}

func userReset(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	password := passwordFlags(p, flags)
	return func(ctx context.Context, args []string) error {
		given, err := password(ctx)
		if err != nil {
			return err
		}
		return p.open(ctx, func(home *central.Home) error {
			if err := home.Accounts.Reset(ctx, args[0], given); err != nil {
				return err
			}
			p.say("user_reset", i18n.Args{"user": args[0]})
			return nil
		})
	}
}

// passwordFlags names a file or the standard input: a password never stands in an
// argument, where every process of the machine could read it. A terminal is asked
// and shows nothing.
func passwordFlags(p *program, flags *pflag.FlagSet) func(context.Context) (string, error) {
	file := flags.String("password-file", "", p.text("flag.password_file", nil))
	fromStdin := flags.Bool("password-stdin", false, p.text("flag.password_stdin", nil))
	return func(ctx context.Context) (string, error) {
		ask := secret.Prompt{Question: p.text("ask_password", nil), To: p.stderr}
		var read []byte
		var err error
		switch {
		case (*file != "") == *fromStdin:
			return "", usage("--password-file FILE | --password-stdin")
		case *file != "":
			read, err = secret.FromFile(ctx, *file, ask)
		default:
			read, err = secret.FromStdin(ctx, p.stdin, ask)
		}
		defer clear(read)
		return string(read), err
	}
}

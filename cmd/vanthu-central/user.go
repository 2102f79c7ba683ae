package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

func userAdd(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	agency := flags.String("agency", "", p.text("flag.agency", nil))
	role := flags.String("role", "", p.text("flag.role", nil))
	fullName := flags.String("full-name", "", p.text("flag.full_name", nil))
	password := passwordFlags(p, flags)
	return func(ctx context.Context, args []string) error {
		secret, err := password(p.stdin)
		if err != nil {
			return err
		}
		user := accounts.NewUser{
			Name: args[0], FullName: *fullName, Agency: office.AgencyCode(*agency), Role: office.Role(*role), Password: secret,
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
		secret, err := password(p.stdin)
		if err != nil {
			return err
		}
		return p.open(ctx, func(home *central.Home) error {
			if err := home.Accounts.Reset(ctx, args[0], secret); err != nil {
				return err
			}
			p.say("user_reset", i18n.Args{"user": args[0]})
			return nil
		})
	}
}

// maxPasswordFile bounds what is read, in bytes.
const maxPasswordFile = 4096

// passwordFlags names a file or the standard input: a password never stands in an
// argument, where every process of the machine could read it.
func passwordFlags(p *program, flags *pflag.FlagSet) func(io.Reader) (string, error) {
	file := flags.String("password-file", "", p.text("flag.password_file", nil))
	fromStdin := flags.Bool("password-stdin", false, p.text("flag.password_stdin", nil))
	return func(stdin io.Reader) (string, error) {
		if (*file != "") == *fromStdin {
			return "", usage("--password-file FILE | --password-stdin")
		}
		source, name := stdin, "stdin"
		if *file != "" {
			opened, err := os.Open(*file)
			if err != nil {
				return "", fault.New(errPassword, fault.Args{"file": *file}, err)
			}
			defer opened.Close()
			source, name = opened, *file
		}
		raw, err := io.ReadAll(io.LimitReader(source, maxPasswordFile))
		if err != nil {
			return "", fault.New(errPassword, fault.Args{"file": name}, err)
		}
		line, _, _ := bytes.Cut(raw, []byte("\n"))
		return string(bytes.TrimSuffix(line, []byte("\r"))), nil
	}
}

package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/pades"
)

// preparedFile is what prepare answers to scripts.
type preparedFile struct {
	File   string          `json:"file"`
	Output string          `json:"output"`
	Fields []preparedField `json:"fields"`
}

type preparedField struct {
	Name string `json:"name"`
	Page int    `json:"page"`
	At   string `json:"at"` // as --at
}

// prepareFields adds the form fields for number and date, before the leader signs.
func prepareFields(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	out := flags.StringP("output", "o", "", p.text("ctl.flag.output", nil))
	places := map[string]*string{}
	for _, name := range []string{"number-at", "day-at", "month-at"} {
		places[name] = flags.String(name, "", p.text("ctl.flag."+name, nil))
	}
	return func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return usageError{p.text("ctl.want.one_file", nil)}
		}
		if *out == "" {
			return usageError{p.text("ctl.want.output", nil)}
		}
		order := signature.Preparation{In: args[0], Out: *out}
		for name, to := range map[string]**pades.Visible{"number-at": &order.Number, "day-at": &order.Day, "month-at": &order.Month} {
			var err error
			if *places[name] == "" {
				continue
			}
			if *to, err = parseAt(p, *places[name]); err != nil {
				return err
			}
		}
		reader := workplace.Pages()
		defer reader.Close()
		order.Text = reader.Text
		made, err := signature.AddFields(ctx, order)
		if err != nil {
			return err
		}
		answer := preparedFile{File: args[0], Output: *out}
		for _, f := range made {
			answer.Fields = append(answer.Fields, preparedField{f.Name, f.At.Page, at(f.At)})
		}
		p.report(answer, "ctl.prepared", i18n.Args{"file": args[0], "out": *out, "count": len(made)})
		return nil
	}
}

package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/token"
)

// errPINsDiffer: the new PIN was not typed the same twice.
var errPINsDiffer = fault.Define("ctl.pins_differ")

// pinChange is what token change-pin is told.
type pinChange struct {
	token   string
	modules []string
	lastTry bool
	secret  secretFlags
}

// pinChanged is what it answers to scripts.
type pinChanged struct {
	Label   string `json:"label"`
	Serial  string `json:"serial"`
	Changed bool   `json:"changed"`
}

// tokenChangePIN replaces a token's PIN. The old one is sent once.
func tokenChangePIN(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var c pinChange
	flags.StringVar(&c.token, "token", "", p.text("ctl.flag.token", nil))
	flags.StringArrayVar(&c.modules, "module", nil, p.text("ctl.flag.module", nil))
	flags.BoolVar(&c.lastTry, "last-try", false, p.text("ctl.flag.last-try", nil))
	c.secret = secretFlags{file: "pin-file", stdin: "pin-stdin", want: "ctl.want.pins"}
	c.secret.declare(p, flags)
	return func(ctx context.Context, _ []string) error {
		if c.token == "" {
			return usageError{p.text("ctl.want.which_token", nil)}
		}
		at, err := workplace.FindToken(ctx, c.token, c.modules...)
		if err != nil {
			return err
		}
		if err := at.MayTry(c.lastTry); err != nil {
			return err
		}
		return c.change(ctx, p, at)
	}
}

// change says what the token says of its tries before it asks.
func (c *pinChange) change(ctx context.Context, p *program, at token.Token) error {
	fmt.Fprintln(p.stderr, p.text("ctl.token.tries", i18n.Args{"token": at.Name(), "tries": p.text("token.tries."+string(at.Tries), nil)}))
	old, next, err := c.ask(ctx, p, at)
	if err != nil {
		return err
	}
	if err := token.ChangePIN(ctx, at, old, next, token.LoginOptions{AllowFinalTry: c.lastTry}); err != nil {
		return err
	}
	p.report(pinChanged{at.Label, at.Serial, true}, "ctl.token.pin_changed", i18n.Args{"token": at.Name()})
	return nil
}

// ask gets the old PIN and the new one, which a person types twice. A token with
// its own PIN pad asks itself.
func (c *pinChange) ask(ctx context.Context, p *program, at token.Token) (old, next *token.PIN, err error) {
	if at.PINPad {
		return nil, nil, nil
	}
	questions := []string{"ctl.ask.old_pin", "ctl.ask.new_pin"}
	if at.MaxPIN > 0 {
		questions[1] = "ctl.ask.new_pin_bounds"
	}
	if c.secret.typed(p) {
		questions = append(questions, "ctl.ask.new_pin_again")
	}
	for i, key := range questions {
		questions[i] = p.text(key, i18n.Args{"token": at.Name(), "min": at.MinPIN, "max": at.MaxPIN})
	}
	given, err := c.secret.readAll(ctx, p, questions...)
	if err != nil {
		return nil, nil, err
	}
	if len(given) > 2 {
		same := bytes.Equal(given[1], given[2])
		clear(given[2])
		if !same {
			clear(given[0])
			clear(given[1])
			return nil, nil, errPINsDiffer
		}
	}
	return token.NewPIN(given[0]), token.NewPIN(given[1]), nil
}

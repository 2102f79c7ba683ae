package main

import (
	"context"
	"errors"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

// errUsage is a wrong use of the command line {detail}.
var errUsage = fault.Define("ctl.usage")

// usageError says what is wrong with the arguments, in a few words.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// Unwrap gives the error that people and scripts read.
func (e usageError) Unwrap() error {
	return fault.New(errUsage, fault.Args{"detail": e.text}, nil)
}

// alone is for commands that take no arguments but flags: one that is there all
// the same was meant to do something.
func alone(declare func(*program, *pflag.FlagSet) func(context.Context, []string) error) func(*program, *pflag.FlagSet) func(context.Context, []string) error {
	return func(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
		action := declare(p, flags)
		return func(ctx context.Context, args []string) error {
			if len(args) > 0 {
				return usageError{p.text("ctl.want.no_arguments", i18n.Args{"argument": args[0]})}
			}
			return action(ctx, args)
		}
	}
}

// flagError says in the user's language what the parser found.
func (p *program) flagError(err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && len(unknown.GetSpecifiedName()) == 1:
		return usageError{p.text("ctl.want.known_flag", i18n.Args{"flag": "-" + unknown.GetSpecifiedName()})}
	case errors.As(err, &unknown):
		return usageError{p.text("ctl.want.known_flag", i18n.Args{"flag": "--" + unknown.GetSpecifiedName()})}
	case errors.As(err, &empty):
		return usageError{p.text("ctl.want.value", i18n.Args{"flag": "--" + empty.GetFlag().Name})}
	case errors.As(err, &value):
		return usageError{p.text("ctl.want.other_value", i18n.Args{"flag": "--" + value.GetFlag().Name, "value": value.GetValue()})}
	}
	return usageError{err.Error()}
}

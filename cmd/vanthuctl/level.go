package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/pades"
)

// levelFlags say how far a signature is to rise; what they leave open, this
// machine's settings say.
type levelFlags struct {
	level, tsa, user, passwordFile, proxy string
	timeout                               int
}

func (f *levelFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.StringVar(&f.level, "level", "", text("level"))
	flags.StringVar(&f.tsa, "tsa", "", text("tsa"))
	flags.StringVar(&f.user, "tsa-user", "", text("tsa-user"))
	flags.StringVar(&f.passwordFile, "tsa-password-file", "", text("tsa-password-file"))
	flags.StringVar(&f.proxy, "proxy", "", text("proxy"))
	flags.IntVar(&f.timeout, "timeout", 0, text("timeout"))
}

// over lays the flags over settings.
func (f *levelFlags) over(s workplace.Stamping) workplace.Stamping {
	s.Level = cmp.Or(strings.TrimPrefix(strings.ToUpper(f.level), "B-"), s.Level)
	if f.tsa != "" && f.tsa != s.TSA {
		s.TSA, s.User, s.PasswordFile = f.tsa, "", "" // a login is one server's
	}
	s.User, s.PasswordFile = cmp.Or(f.user, s.User), cmp.Or(f.passwordFile, s.PasswordFile)
	s.Proxy, s.Timeout = cmp.Or(f.proxy, s.Proxy), cmp.Or(f.timeout, s.Timeout)
	return s
}

// services opens the way to the servers, by which roots they are believed.
func (f *levelFlags) services(ctx context.Context, p *program, trustFolder string) (to pades.ExtendRequest, end func(), err error) {
	home, err := p.homeDir()
	if err != nil {
		return to, nil, err
	}
	settings, err := workplace.Config{Home: home}.Stamping()
	if err != nil {
		return to, nil, err
	}
	settings = f.over(settings)
	if err := p.asUsage(settings.Check()); err != nil {
		return to, nil, err
	}
	trust, err := p.trust(trustFolder)
	if err != nil {
		return to, nil, err
	}
	return settings.Services(ctx, trust, p.clock, p.random)
}

// asUsage turns what is wrong with a level or an address into wrong usage.
func (p *program) asUsage(err error) error {
	if errors.Is(err, workplace.ErrLevel) || errors.Is(err, workplace.ErrTSAAddress) {
		return usageError{strings.TrimSuffix(i18n.Explain(p.lang, err).What, ".")}
	}
	return err
}

// missing is why a level was not reached, as scripts read it; nil where it was.
func (p *program) missing(err error) *failureError {
	if err == nil {
		return nil
	}
	f := p.failureOf(err)
	return &f
}

// fellShort tells a person that a file is there with a lower level than was
// asked for, and gives the exit status.
func (p *program) fellShort(file string, asked pades.Level, reached pades.Reached) int {
	if reached.Missing == nil {
		return exitDone
	}
	if !p.json {
		fmt.Fprintln(p.stderr, p.text("ctl.fell_short", i18n.Args{
			"file": file, "level": reached.Level, "asked": asked, "why": i18n.Explain(p.lang, reached.Missing),
		}))
		p.explainCauses(reached.Missing)
	}
	return statusOf(reached.Missing)
}

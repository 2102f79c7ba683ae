package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
)

// levelShow tells how far signatures made on this machine rise by themselves.
func levelShow(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(context.Context, []string) error {
		home, err := p.homeDir()
		if err != nil {
			return err
		}
		settings, err := workplace.Config{Home: home}.Stamping()
		if err != nil {
			return err
		}
		p.showStamping(settings)
		return nil
	}
}

// levelSet changes what the flags name.
func levelSet(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var f levelFlags
	f.declare(p, flags)
	return func(context.Context, []string) error {
		home, err := p.homeDir()
		if err != nil {
			return err
		}
		config := workplace.Config{Home: home}
		settings, err := config.Stamping()
		if err != nil {
			return err
		}
		settings = f.over(settings)
		if settings.PasswordFile != "" { // other programs read it from other folders
			if settings.PasswordFile, err = filepath.Abs(settings.PasswordFile); err != nil {
				return err
			}
		}
		if err := p.asUsage(config.KeepStamping(settings)); err != nil {
			return err
		}
		p.showStamping(settings)
		return nil
	}
}

func (p *program) showStamping(s workplace.Stamping) {
	p.report(s, "ctl.level", i18n.Args{"level": "B-" + s.Level, "tsa": orDash(s.TSA), "proxy": orDash(s.Proxy)})
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

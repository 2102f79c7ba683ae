package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
)

// declareTrust gives a command the flag that names roots other than this machine's.
func (p *program) declareTrust(flags *pflag.FlagSet) {
	flags.StringVar(&p.roots, "trust", "", p.text("ctl.flag.trust", nil))
}

// atWork opens this machine's workplace for one action.
func (p *program) atWork(ctx context.Context, act func(*workplace.Workplace) error) (err error) {
	home, err := p.homeDir()
	if err != nil {
		return err
	}
	reader := workplace.Pages()
	defer reader.Close()
	w, err := workplace.Open(ctx, workplace.Config{Home: home, Trust: p.roots, Clock: p.clock, Random: p.random, Reader: reader})
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	return act(w)
}

// warnUnread tells a person that nobody looked for a printed mark of secrecy.
func (p *program) warnUnread(file string, read bool) {
	if !read && !p.json {
		fmt.Fprintln(p.stderr, p.text("ctl.mark_unread", i18n.Args{"file": file}))
	}
}

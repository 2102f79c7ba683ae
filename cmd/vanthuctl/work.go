package main

import (
	"context"
	"fmt"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
)

// atWork opens this machine's workplace for one action.
func (p *program) atWork(ctx context.Context, act func(*workplace.Workplace) error) (err error) {
	home, err := p.homeDir()
	if err != nil {
		return err
	}
	w, err := workplace.Open(ctx, workplace.Config{Home: home, Clock: p.clock, Random: p.random})
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

// report answers with one JSON object, or with a line for a person.
func (p *program) report(value any, key string, args i18n.Args) {
	if p.json {
		p.print(value)
		return
	}
	fmt.Fprintln(p.stdout, p.text(key, args))
}

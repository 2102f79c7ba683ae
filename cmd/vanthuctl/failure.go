package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

// errStopped: a signal ended the command.
var errStopped = fault.Define("ctl.stopped")

// failure is an error as scripts read it.
type failure struct {
	File  string       `json:"file,omitempty"`
	Error failureError `json:"error"`
}

type failureError struct {
	Code    string `json:"code"`
	Heading string `json:"heading"`
	What    string `json:"what"`
	Do      string `json:"do"`
	// Causes say why, one for each piece of evidence or server that was no help.
	Causes []failureCause `json:"causes,omitempty"`
}

type failureCause struct {
	Code string `json:"code"`
	What string `json:"what"`
}

func (p *program) failureOf(err error) failureError {
	message := i18n.Explain(p.lang, err)
	code, _, ok := fault.Of(err)
	if !ok {
		code = i18n.ErrInternal
	}
	return failureError{string(code), message.Heading, message.What, message.Do, p.causes(err)}
}

func (p *program) failuresOf(errs []error) (all []failureError) {
	for _, err := range errs {
		all = append(all, p.failureOf(err))
	}
	return all
}

// causes leaves out what the error says itself.
func (p *program) causes(err error) (all []failureCause) {
	own := i18n.Explain(p.lang, err).What
	for _, cause := range fault.Causes(err) {
		code, _, _ := fault.Of(cause)
		if what := i18n.Explain(p.lang, cause).What; what != own {
			all = append(all, failureCause{string(code), what})
		}
	}
	return all
}

// explain prints an error for a person on the error stream; with --json for a
// script on the output stream. file may be empty.
func (p *program) explain(file string, err error) {
	if errors.Is(err, context.Canceled) && !errors.Is(err, secret.ErrInterrupted) {
		err = fault.New(errStopped, nil, err)
	}
	if p.json {
		p.print(failure{file, p.failureOf(err)})
		return
	}
	if file != "" {
		fmt.Fprintf(p.stderr, "%s: ", file)
	}
	fmt.Fprintln(p.stderr, i18n.Explain(p.lang, err))
	p.explainCauses(err)
}

func (p *program) explainCauses(err error) {
	for _, cause := range p.causes(err) {
		fmt.Fprintf(p.stderr, "  ! %s\n", cause.What)
	}
}

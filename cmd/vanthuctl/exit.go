package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/trust"
)

// The exit statuses that scripts may rely on.
const (
	exitDone        = 0 // done, or every signature valid
	exitNo          = 1 // the answer is no: a signature is not valid, a file was refused
	exitUsage       = 2 // wrong usage
	exitCould       = 3 // could not be done or checked: no token, no trust, no network
	exitNoSignature = 4 // no signature in the file
)

// usageError is a wrong use of the command line.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// told is an exit status whose reason has been printed already.
type told int

func (t told) Error() string { return fmt.Sprintf("exit status %d", int(t)) }

// fail prints an error, unless it was told, and gives the exit status.
func (p *program) fail(err error) int {
	var status told
	if errors.As(err, &status) {
		return int(status)
	}
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(p.stderr, p.text("ctl.wrong_usage", i18n.Args{"detail": usage.text}))
		return exitUsage
	}
	p.explain("", err)
	return statusOf(err)
}

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

// print writes one JSON object on a line.
func (p *program) print(value any) {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(value)
}

// refusing are the areas of codes that say no to what was given; all others say
// that something could not be done.
var refusing = map[string]bool{"pdf": true, "pades": true, "appearance": true, "office": true, "signature": true, "api": true, "trust": true}

// unable are codes of those areas that say something else all the same.
var unable = map[fault.Code]bool{trust.ErrFolder: true, desk.ErrPersonUnchecked: true, desk.ErrSealUnchecked: true}

// answers are codes with an exit status of their own.
var answers = map[fault.Code]int{pades.ErrNothingSigned: exitNoSignature, revocation.ErrRevoked: exitNo}

func statusOf(err error) int {
	code, _, ok := fault.Of(err)
	if status, known := answers[code]; known {
		return status
	}
	area, _, _ := strings.Cut(string(code), ".")
	if ok && refusing[area] && !unable[code] {
		return exitNo
	}
	return exitCould
}

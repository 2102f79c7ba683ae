package main

import (
	"strings"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/signing/batch"
	"github.com/vanthu/vanthu/signing/pades"
)

// copyWordOf takes the word as it is shown, or without diacritics (sao-luc).
func (f *signFlags) copyWordOf(p *program, role signature.Role) (string, error) {
	if f.copyWord == "" {
		return "", nil
	}
	for _, word := range signature.CopyWords {
		if role == signature.Copy && fold.Text(strings.ReplaceAll(f.copyWord, "-", " ")) == fold.Text(word) {
			return word, nil
		}
	}
	return "", usageError{p.text("ctl.want.copy_word", nil)}
}

// readable leaves the inputs that can be opened, with their outputs: the others
// are told before a PIN is asked for.
func (p *program) readable(inputs, outputs []string) (in, out []string, unread []batch.Outcome) {
	for i, path := range inputs {
		if err := workplace.Readable(path); err != nil {
			err = fault.New(pades.ErrSource, fault.Args{"file": path}, err)
			p.explain(path, err)
			unread = append(unread, batch.Outcome{Document: batch.Document{In: path, Out: outputs[i]}, State: batch.Failed, Err: err})
			continue
		}
		in, out = append(in, path), append(out, outputs[i])
	}
	return in, out, unread
}

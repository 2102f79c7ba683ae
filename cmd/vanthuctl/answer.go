package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

// errAnswer: what was found or done cannot be told.
var errAnswer = fault.Define("ctl.answer")

// stream is an output stream. It keeps the first error, for an answer that
// nobody got must not look like one, and lets through no control character of a
// file's name or content that could steer the terminal.
type stream struct {
	to   io.Writer
	line *statusLine

	mu  sync.Mutex
	err error
}

func (s *stream) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	s.line.without(func() { _, err = s.to.Write(bytes.Map(harmless, b)) })
	if s.err == nil && err != nil {
		s.err = fault.New(errAnswer, nil, err)
	}
	return len(b), err
}

func harmless(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return utf8.RuneError
	}
	return r
}

// report answers with one JSON object, or with a line for a person.
func (p *program) report(value any, key string, args i18n.Args) {
	if p.json {
		p.print(value)
		return
	}
	fmt.Fprintln(p.stdout, p.text(key, args))
}

// print writes one JSON object on a line.
func (p *program) print(value any) {
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(value)
}

// Package fault names what can go wrong. The core says a code and its
// arguments; heading, what happened and what to do next are written at the
// edge, in each language (see internal/i18n). A caller that decides on an error
// asks errors.Is(err, pkg.ErrSomething), never its text.
package fault

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

// Code is one kind of failure, such as "token.pin_incorrect". It is an error
// itself, so that errors.Is finds it in any chain.
type Code string

// Error is for logs; people read the texts of internal/i18n.
func (c Code) Error() string { return string(c) }

var (
	mu    sync.Mutex
	known = map[Code]bool{}
)

// Define registers a code; packages call it in variable declarations:
//
//	var ErrNotPDF = fault.Define("pdf.not_a_pdf")
//
// A code defined twice is a programming error and panics at start-up.
func Define(code Code) Code {
	mu.Lock()
	defer mu.Unlock()
	if known[code] {
		panic("fault: code defined twice: " + string(code))
	}
	known[code] = true
	return code
}

// All lists the codes defined by the packages linked into the program, sorted.
func All() []Code {
	mu.Lock()
	defer mu.Unlock()
	codes := make([]Code, 0, len(known))
	for c := range known {
		codes = append(codes, c)
	}
	sort.Slice(codes, func(i, j int) bool { return codes[i] < codes[j] })
	return codes
}

// Args are the values that a text may show: a file's name, tries left.
type Args map[string]any

// Error is a code with its arguments and the cause below it.
type Error struct {
	Code  Code
	Args  Args
	Cause error
}

// New makes an error of a code; cause may be nil.
func New(code Code, args Args, cause error) *Error {
	return &Error{Code: code, Args: args, Cause: cause}
}

// Error gives code, arguments and cause for a log.
func (e *Error) Error() string {
	text := string(e.Code)
	if len(e.Args) > 0 {
		text += fmt.Sprintf(" %v", map[string]any(e.Args))
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap leads errors.Is to the code and to the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Code}
	}
	return []error{e.Code, e.Cause}
}

// Of finds the outermost code in a chain and its arguments; ok is false where
// there is none (an error nobody named: show it as internal).
func Of(err error) (code Code, args Args, ok bool) {
	var full *Error
	if errors.As(err, &full) {
		return full.Code, full.Args, true
	}
	if errors.As(err, &code) {
		return code, nil, true
	}
	return "", nil, false
}

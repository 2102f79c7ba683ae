// Package secret reads a PIN or a password from where a person or a script gives
// it: a file, the standard input, or the keyboard without showing it. What can
// only be a mistake, such as a blank at the end, is refused here, before it costs
// a try at a token or a server. The bytes are the caller's to wipe.
package secret

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can be wrong with a secret; nothing of it stands in an error.
var (
	ErrUnreadable  = fault.Define("secret.unreadable") // {file}, "stdin" for the standard input
	ErrEmpty       = fault.Define("secret.empty")
	ErrBlanks      = fault.Define("secret.blanks")      // at the beginning or the end
	ErrUnprintable = fault.Define("secret.unprintable") // control characters, or not UTF-8
	ErrLines       = fault.Define("secret.lines")       // more than one
	ErrTooLong     = fault.Define("secret.too_long")    // {max} in bytes
	ErrInterrupted = fault.Define("secret.interrupted") // at the keyboard
)

// Longest bounds a secret, in bytes.
const Longest = 1024

// FromFile reads the secret in a file; a file that is a terminal asks like one.
func FromFile(ctx context.Context, path string, ask Prompt) ([]byte, error) {
	file, err := await(ctx, func() (*os.File, error) { return os.Open(path) })
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer file.Close()
	return from(ctx, file, path, ask)
}

// FromStdin reads the secret from the standard input, or asks for it where that
// is a terminal.
func FromStdin(ctx context.Context, in io.Reader, ask Prompt) ([]byte, error) {
	return from(ctx, in, "stdin", ask)
}

// Terminal is the terminal that a reader is, if it is one.
func Terminal(in io.Reader) (*os.File, bool) {
	file, ok := in.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

func from(ctx context.Context, in io.Reader, name string, ask Prompt) ([]byte, error) {
	if terminal, ok := Terminal(in); ok {
		return ask.read(ctx, terminal)
	}
	secret, err := await(ctx, func() ([]byte, error) {
		buffer := make([]byte, Longest+1)
		n, err := io.ReadFull(in, buffer)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			clear(buffer)
			return nil, err
		}
		return buffer[:n], nil
	})
	if err != nil {
		return nil, unreadable(name, err)
	}
	return checked(secret)
}

// await gives up when the context ends: a pipe that nobody writes to never does.
func await[T any](ctx context.Context, act func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	came := make(chan answer, 1)
	go func() {
		value, err := act()
		came <- answer{value, err}
	}()
	select {
	case a := <-came:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

func unreadable(name string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fault.New(ErrInterrupted, nil, err)
	}
	return fault.New(ErrUnreadable, fault.Args{"file": name}, err)
}

var mark = []byte("\uFEFF") // what Windows editors put before UTF-8

// checked takes off what an editor adds and refuses what is no secret; refused
// bytes are wiped.
func checked(read []byte) ([]byte, error) {
	secret := bytes.TrimRight(bytes.TrimPrefix(read, mark), "\r\n")
	if err := shape(secret); err != nil {
		clear(read)
		return nil, err
	}
	return secret, nil
}

func shape(secret []byte) error {
	first, _ := utf8.DecodeRune(secret)
	last, _ := utf8.DecodeLastRune(secret)
	switch {
	case len(secret) > Longest:
		return fault.New(ErrTooLong, fault.Args{"max": Longest}, nil)
	case len(secret) == 0:
		return ErrEmpty
	case bytes.ContainsAny(secret, "\r\n"):
		return ErrLines
	case !utf8.Valid(secret):
		return ErrUnprintable
	case unicode.IsSpace(first) || unicode.IsSpace(last):
		return ErrBlanks
	case bytes.ContainsFunc(secret, func(r rune) bool { return !unicode.IsPrint(r) }):
		return ErrUnprintable
	}
	return nil
}

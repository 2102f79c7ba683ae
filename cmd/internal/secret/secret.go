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
	ErrCount       = fault.Define("secret.count")       // {count} lines are wanted
	ErrTooLong     = fault.Define("secret.too_long")    // {max} in bytes
	ErrInterrupted = fault.Define("secret.interrupted") // at the keyboard
)

// Longest bounds a secret, in bytes.
const Longest = 1024

// FromFile reads the secret in a file; a file that is a terminal asks like one.
func FromFile(ctx context.Context, path string, ask Prompt) ([]byte, error) {
	return only(AllFromFile(ctx, path, ask))
}

// FromStdin reads the secret from the standard input, or asks for it where that
// is a terminal.
func FromStdin(ctx context.Context, in io.Reader, ask Prompt) ([]byte, error) {
	return only(AllFromStdin(ctx, in, ask))
}

// AllFromFile is FromFile for several secrets, which stand on a line each.
func AllFromFile(ctx context.Context, path string, ask ...Prompt) ([][]byte, error) {
	file, err := await(ctx, func() (*os.File, error) { return os.Open(path) })
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer file.Close()
	return from(ctx, file, path, ask)
}

// AllFromStdin is FromStdin for several secrets.
func AllFromStdin(ctx context.Context, in io.Reader, ask ...Prompt) ([][]byte, error) {
	return from(ctx, in, "stdin", ask)
}

func only(secrets [][]byte, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return secrets[0], nil
}

// Terminal is the terminal that a reader is, if it is one.
func Terminal(in io.Reader) (*os.File, bool) {
	file, ok := in.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

func from(ctx context.Context, in io.Reader, name string, ask []Prompt) ([][]byte, error) {
	if terminal, ok := Terminal(in); ok {
		return asked(ctx, terminal, ask)
	}
	read, err := await(ctx, func() ([]byte, error) {
		buffer := make([]byte, len(ask)*(Longest+2)+1)
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
	return checked(read, len(ask))
}

// asked asks a person for one after the other.
func asked(ctx context.Context, terminal *os.File, ask []Prompt) (secrets [][]byte, err error) {
	for _, p := range ask {
		secret, err := p.read(ctx, terminal)
		if err != nil {
			for _, s := range secrets {
				clear(s)
			}
			return nil, err
		}
		secrets = append(secrets, secret)
	}
	return secrets, nil
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
// bytes are wiped. Each of several secrets is a line.
func checked(read []byte, count int) ([][]byte, error) {
	text := bytes.TrimRight(bytes.TrimPrefix(read, mark), "\r\n")
	secrets := bytes.Split(text, []byte("\n"))
	err := shapeAll(secrets, count)
	if err != nil {
		clear(read)
		return nil, err
	}
	return secrets, nil
}

func shapeAll(secrets [][]byte, count int) error {
	switch {
	case count == 1 && len(secrets) > 1:
		return ErrLines
	case len(secrets) != count:
		return fault.New(ErrCount, fault.Args{"count": count}, nil)
	}
	for i := range secrets {
		secrets[i] = bytes.TrimSuffix(secrets[i], []byte("\r"))
		if err := shape(secrets[i]); err != nil {
			return err
		}
	}
	return nil
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

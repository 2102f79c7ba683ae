package secret

import (
	"context"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/vanthu/vanthu/internal/fault"
)

// Prompt is how a person is asked: a question, and where to write it. The answer
// is not shown.
type Prompt struct {
	Question string
	To       io.Writer
}

// The keys that mean something while a secret is typed.
const (
	keyInterrupt = 3  // Ctrl-C
	keyEnd       = 4  // Ctrl-D
	keyBackspace = 8  // on some terminals
	keyErase     = 21 // Ctrl-U
	keySuspend   = 26 // Ctrl-Z, the end of input on Windows
	keyQuit      = 28 // Ctrl-\
	keyDelete    = 127
)

// read asks at a terminal, which is as it was when read returns, also when the
// context ends first. The terminal's own line editing is off, so that no copy of
// the secret stays in a buffer that nobody can wipe.
func (p Prompt) read(ctx context.Context, terminal *os.File) ([]byte, error) {
	before, err := term.MakeRaw(int(terminal.Fd()))
	if err != nil {
		return nil, unreadable(terminal.Name(), err)
	}
	defer fmt.Fprintln(p.To)
	defer func() { _ = term.Restore(int(terminal.Fd()), before) }()
	fmt.Fprint(p.To, p.Question)
	typed, err := await(ctx, func() (*line, error) {
		line := &line{buffer: make([]byte, Longest+1)}
		if err := line.read(ctx, terminal); err != nil {
			clear(line.buffer)
			return nil, err
		}
		return line, nil
	})
	if ctx.Err() != nil {
		return nil, fault.New(ErrInterrupted, nil, ctx.Err())
	}
	if err != nil {
		return nil, err
	}
	return only(checked(typed.buffer[:typed.length], 1))
}

// line is what was typed so far.
type line struct {
	buffer []byte
	length int
}

// read takes keys until Enter. Keys after the context's end are for others, but
// one read then is lost: a read at a terminal cannot be taken back.
func (l *line) read(ctx context.Context, keys io.Reader) error {
	var key [1]byte
	defer clear(key[:])
	for {
		if n, err := keys.Read(key[:]); err != nil || n == 0 || ctx.Err() != nil {
			return fault.New(ErrInterrupted, nil, err)
		}
		switch key[0] {
		case '\r', '\n':
			return nil
		case keyInterrupt, keySuspend, keyQuit:
			return ErrInterrupted
		case keyEnd:
			if l.length == 0 {
				return ErrInterrupted
			}
			return nil
		case keyBackspace, keyDelete:
			_, size := utf8.DecodeLastRune(l.buffer[:l.length])
			l.cut(l.length - size)
		case keyErase:
			l.cut(0)
		default:
			l.add(key[0])
		}
	}
}

func (l *line) cut(length int) {
	clear(l.buffer[length:l.length])
	l.length = length
}

// add keeps a byte; one too many is kept to be refused, more are not.
func (l *line) add(b byte) {
	if l.length < len(l.buffer) {
		l.buffer[l.length] = b
		l.length++
	}
}

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/internal/fold"
)

// agreed asks a person at the terminal; whoever else started the command has
// agreed already.
func (p *program) agreed(ctx context.Context, question string) (bool, error) {
	if _, atTerminal := secret.Terminal(p.stdin); !atTerminal || p.json {
		return true, nil
	}
	fmt.Fprint(p.stderr, question)
	typed := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(oneByte{p.stdin}).ReadString('\n')
		typed <- line
	}()
	select {
	case line := <-typed:
		switch fold.Text(strings.TrimSpace(line)) {
		case "c", "co", "y", "yes":
			return true, nil
		}
		return false, nil
	case <-ctx.Done():
		fmt.Fprintln(p.stderr)
		return false, ctx.Err()
	}
}

// oneByte leaves what was typed after the line to whoever reads next.
type oneByte struct{ io.Reader }

func (r oneByte) Read(b []byte) (int, error) { return r.Reader.Read(b[:1]) }

package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/secret"
)

// secretFlags name a file or the standard input that holds a secret: none ever
// stands in an argument, where every process of the machine could read it. With
// neither it is asked for at the terminal, where there is one.
type secretFlags struct {
	file, stdin, want string
	path              string
	fromStdin         bool
}

func (f *secretFlags) declare(p *program, flags *pflag.FlagSet) {
	flags.StringVar(&f.path, f.file, "", p.text("ctl.flag."+f.file, nil))
	flags.BoolVar(&f.fromStdin, f.stdin, false, p.text("ctl.flag."+f.stdin, nil))
}

// read gets the secret, which the caller wipes. The question is for a person at
// the terminal.
func (f *secretFlags) read(ctx context.Context, p *program, question string) ([]byte, error) {
	secrets, err := f.readAll(ctx, p, question)
	if err != nil {
		return nil, err
	}
	return secrets[0], nil
}

// readAll gets several, a line each, or typed one after the other.
func (f *secretFlags) readAll(ctx context.Context, p *program, questions ...string) ([][]byte, error) {
	ask := make([]secret.Prompt, len(questions))
	for i, q := range questions {
		ask[i] = secret.Prompt{Question: q, To: p.stderr}
	}
	_, atTerminal := secret.Terminal(p.stdin)
	switch {
	case f.path != "" && !f.fromStdin:
		return secret.AllFromFile(ctx, f.path, ask...)
	case f.path == "" && (f.fromStdin || atTerminal):
		return secret.AllFromStdin(ctx, p.stdin, ask...)
	}
	return nil, usageError{p.text(f.want, nil)}
}

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
	ask := secret.Prompt{Question: question, To: p.stderr}
	_, atTerminal := secret.Terminal(p.stdin)
	switch {
	case f.path != "" && !f.fromStdin:
		return secret.FromFile(ctx, f.path, ask)
	case f.path == "" && (f.fromStdin || atTerminal):
		return secret.FromStdin(ctx, p.stdin, ask)
	}
	return nil, usageError{p.text(f.want, nil)}
}

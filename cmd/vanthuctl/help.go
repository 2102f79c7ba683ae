package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/internal/i18n"
)

// help answers a call without a command that is known.
func (p *program) help(args []string) int {
	if len(args) > 0 && isHelp(args[0]) {
		if cmd, rest := find(args[1:]); cmd != nil && len(rest) == 0 {
			flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
			p.prepare(cmd, flags)
			p.usage(p.stdout, cmd, flags)
			return exitDone
		}
		p.listCommands(p.stdout)
		return exitDone
	}
	wrong := p.text("ctl.want.command", nil)
	if len(args) > 0 {
		wrong = p.text("ctl.unknown", i18n.Args{"command": strings.Join(words(args), " ")})
	}
	status := p.fail(usageError{wrong})
	if !p.json {
		p.listCommands(p.stderr)
	}
	return status
}

// words are the arguments up to the first flag, else that flag.
func words(args []string) []string {
	for i, arg := range args {
		if strings.HasPrefix(arg, "-") {
			return args[:max(i, 1)]
		}
	}
	return args
}

func isHelp(word string) bool { return word == "help" || word == "--help" || word == "-h" }

func (p *program) listCommands(out io.Writer) {
	fmt.Fprintln(out, p.text("ctl.usage", nil))
	for _, c := range commands {
		fmt.Fprintf(out, "  vanthuctl %-20s %s\n", c.name, p.text("ctl.command."+key(c.name), nil))
	}
}

// usage prints the help of one command.
func (p *program) usage(out io.Writer, c *command, flags *pflag.FlagSet) {
	fmt.Fprintf(out, "vanthuctl %s %s\n  %s\n\n%s", c.name, p.text("ctl.arguments."+key(c.name), nil),
		p.text("ctl.command."+key(c.name), nil), flags.FlagUsages())
}

func key(name string) string { return strings.ReplaceAll(name, " ", "_") }

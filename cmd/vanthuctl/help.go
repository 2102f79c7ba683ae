package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// help answers a call without a command that is known.
func (p *program) help(args []string) int {
	asked := len(args) > 0 && (args[0] == "help" || args[0] == "--help" || args[0] == "-h")
	out, status := p.stderr, exitUsage
	if asked {
		out, status = p.stdout, exitDone
	}
	if len(args) > 0 && !asked {
		fmt.Fprintln(out, p.text("ctl.unknown", map[string]any{"command": strings.Join(args, " ")}))
	}
	fmt.Fprintln(out, p.text("ctl.usage", nil))
	for _, c := range commands {
		fmt.Fprintf(out, "  vanthuctl %-20s %s\n", c.name, p.text("ctl.command."+key(c.name), nil))
	}
	return status
}

// usage prints the help of one command.
func (p *program) usage(out io.Writer, c *command, flags *pflag.FlagSet) {
	fmt.Fprintf(out, "vanthuctl %s %s\n  %s\n\n%s", c.name, p.text("ctl.arguments."+key(c.name), nil),
		p.text("ctl.command."+key(c.name), nil), flags.FlagUsages())
}

func key(name string) string { return strings.ReplaceAll(name, " ", "_") }

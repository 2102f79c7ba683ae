package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// The exit statuses that scripts may rely on.
const (
	exitDone  = 0
	exitNo    = 1 // refused: it exists already, or is not well formed
	exitUsage = 2 // wrong usage
	exitCould = 3 // could not be done
)

// program is one run with everything it takes from outside.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	clock          clock.Clock
	random         io.Reader
	getenv         func(string) string

	language i18n.Language
	dir      string
	json     bool
}

var errUsage = fault.Define("central.usage") // wrong usage {detail}

// command is one word of the command line. declare adds its flags and gives what
// runs with the other arguments.
type command struct {
	name, arguments string
	count           int // of arguments
	declare         func(*program, *pflag.FlagSet) func(context.Context, []string) error
}

var commands = []command{
	{"serve", "", 0, serve},
	{"agency add", "CODE NAME", 2, agencyAdd},
	{"agency list", "", 0, agencyList},
	{"user add", "NAME", 1, userAdd},
	{"user list", "", 0, userList},
	{"user reset", "NAME", 1, userReset},
	{"device list", "", 0, deviceList},
	{"device revoke", "DEVICE", 1, deviceRevoke},
}

// run runs the command that the arguments begin with and gives the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	p.language = i18n.Vietnamese
	if strings.HasPrefix(p.getenv("VANTHU_LANG"), string(i18n.English)) {
		p.language = i18n.English
	}
	for _, cmd := range commands {
		words := strings.Fields(cmd.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == cmd.name {
			return p.status(p.runCommand(ctx, cmd, args[len(words):]))
		}
	}
	if len(args) == 1 && (args[0] == "help" || args[0] == "--help" || args[0] == "-h") {
		p.help(p.stdout)
		return exitDone
	}
	p.help(p.stderr)
	return exitUsage
}

func (p *program) runCommand(ctx context.Context, cmd command, args []string) error {
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&p.dir, "data", "", p.text("flag.data", nil))
	flags.BoolVar(&p.json, "json", false, p.text("flag.json", nil))
	action := cmd.declare(p, flags)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprintf(p.stdout, "vanthu-central %s --data DIR [flags] %s\n%s", cmd.name, cmd.arguments, flags.FlagUsages())
		return nil
	case err != nil:
		return usage(err.Error())
	case flags.NArg() != cmd.count:
		return usage(fmt.Sprintf("vanthu-central %s %s", cmd.name, cmd.arguments))
	case p.dir == "":
		return usage("--data DIR")
	}
	return action(ctx, flags.Args())
}

func usage(detail string) error { return fault.New(errUsage, fault.Args{"detail": detail}, nil) }

func (p *program) help(to io.Writer) {
	fmt.Fprintln(to, p.text("help", nil))
	for _, cmd := range commands {
		fmt.Fprintln(to, strings.TrimRight(fmt.Sprintf("  vanthu-central %s --data DIR %s", cmd.name, cmd.arguments), " "))
	}
}

// status explains an error and gives the exit status.
func (p *program) status(err error) int {
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(p.stderr, i18n.Explain(p.language, err))
	for _, kind := range []struct {
		codes  []fault.Code
		status int
	}{
		{[]fault.Code{errUsage}, exitUsage},
		{[]fault.Code{
			store.ErrAbsent, store.ErrTaken, office.ErrAgencyCode, office.ErrAgencyUnknown, central.ErrAgencyName,
			accounts.ErrPassword, accounts.ErrUserName, accounts.ErrFullName, accounts.ErrRole,
		}, exitNo},
	} {
		for _, code := range kind.codes {
			if errors.Is(err, code) {
				return kind.status
			}
		}
	}
	return exitCould
}

func (p *program) text(key string, args i18n.Args) string {
	return i18n.Text(p.language, "central.command."+key, args)
}

// say tells a person what was done, or a script with --json.
func (p *program) say(key string, args i18n.Args) {
	if p.json {
		p.print(args)
		return
	}
	fmt.Fprintln(p.stdout, p.text(key, args))
}

// print writes one JSON object on a line.
func (p *program) print(value any) {
	out := json.NewEncoder(p.stdout)
	out.SetEscapeHTML(false)
	_ = out.Encode(value)
}

// open opens the data folder for administration.
func (p *program) open(ctx context.Context, work func(*central.Home) error) error {
	home, err := central.Open(ctx, central.Config{Dir: p.dir, Clock: p.clock, Random: p.random})
	if err != nil {
		return err
	}
	return errors.Join(work(home), home.Close())
}

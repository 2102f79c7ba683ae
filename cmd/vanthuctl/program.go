package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/i18n"
)

// program is one run of vanthuctl with everything it takes from outside.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	clock          clock.Clock
	random         io.Reader
	getenv         func(string) string
	configDir      func() (string, error)

	lang  i18n.Language
	home  string
	roots string // folder of trusted roots, where a command takes one
	json  bool
	line  *statusLine // where the error stream is a terminal
}

// command is one word of the command line with what it runs. The flags a
// command declares are parsed before run is called with the other arguments.
type command struct {
	name    string // "token list"
	declare func(*program, *pflag.FlagSet) func(context.Context, []string) error
}

// commands in the order in which the help lists them.
var commands = []command{
	{"token list", alone(tokenList)},
	{"token change-pin", alone(tokenChangePIN)},
	{"prepare", prepareFields},
	{"sign", sign},
	{"extend", extend},
	{"level set", alone(levelSet)},
	{"level show", alone(levelShow)},
	{"verify", verifyFiles},
	{"trust add", trustAdd},
	{"trust list", alone(trustList)},
	{"trust remove", trustRemove},
	{"read", readFiles},
	{"login", alone(login)},
	{"register outgoing", registerOutgoing},
	{"register paper", alone(registerPaper)},
	{"register accept", registerAccept},
	{"register refuse", registerRefuse},
	{"send", send},
	{"sync", alone(syncNow)},
	{"sync dismiss", syncDismiss},
	{"inbox", alone(inboxList)},
	{"inbox save", inboxSave},
	{"status", status},
}

// run parses the arguments, runs the command and gives the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	p.lang = language(p.getenv)
	p.look(args)
	if terminal, ok := p.stderr.(*os.File); ok && !p.json && term.IsTerminal(int(terminal.Fd())) {
		p.line = &statusLine{to: terminal}
	}
	out := &stream{to: p.stdout, line: p.line}
	p.stdout, p.stderr = out, &stream{to: p.stderr, line: p.line}
	status := p.dispatch(ctx, args)
	if out.err != nil {
		fmt.Fprintln(p.stderr, i18n.Explain(p.lang, out.err))
		return exitCould
	}
	return status
}

func (p *program) dispatch(ctx context.Context, args []string) int {
	cmd, rest := find(args)
	if cmd == nil {
		return p.help(args)
	}
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	action := p.prepare(cmd, flags)
	if err := flags.Parse(rest); err == pflag.ErrHelp {
		p.usage(p.stdout, cmd, flags)
		return exitDone
	} else if err != nil {
		return p.fail(p.flagError(err))
	}
	if err := action(ctx, flags.Args()); err != nil {
		return p.fail(err)
	}
	return exitDone
}

// prepare declares the flags of a command and those that every command has.
func (p *program) prepare(cmd *command, flags *pflag.FlagSet) func(context.Context, []string) error {
	flags.SetOutput(io.Discard)
	flags.BoolVar(&p.json, "json", p.json, p.text("ctl.flag.json", nil))
	flags.StringVar(&p.home, "home", "", p.text("ctl.flag.home", nil))
	flags.Func("lang", p.text("ctl.flag.lang", nil), p.setLanguage)
	return cmd.declare(p, flags)
}

// look finds language and form of the answer before the flags are parsed: their
// own texts, and what is said when they cannot be parsed, depend on both.
func (p *program) look(args []string) {
	for i, arg := range args {
		value, ok := strings.CutPrefix(arg, "--lang=")
		switch {
		case arg == "--":
			return
		case arg == "--json":
			p.json = true
		case ok:
			_ = p.setLanguage(value)
		case arg == "--lang" && i+1 < len(args):
			_ = p.setLanguage(args[i+1])
		}
	}
}

// find takes the longest command that the arguments begin with.
func find(args []string) (*command, []string) {
	var best *command
	words := 0
	for i := range commands {
		parts := strings.Fields(commands[i].name)
		if len(parts) <= len(args) && len(parts) > words && strings.Join(args[:len(parts)], " ") == commands[i].name {
			best, words = &commands[i], len(parts)
		}
	}
	return best, args[words:]
}

func (p *program) setLanguage(s string) error {
	for _, l := range i18n.Languages {
		if s == string(l) {
			p.lang = l
			return nil
		}
	}
	return fmt.Errorf("vi | en")
}

// language is Vietnamese unless the environment asks for English.
func language(getenv func(string) string) i18n.Language {
	if strings.HasPrefix(getenv("VANTHU_LANG"), string(i18n.English)) {
		return i18n.English
	}
	return i18n.Vietnamese
}

func (p *program) text(key string, args i18n.Args) string { return i18n.Text(p.lang, key, args) }

// homeDir is the folder of the local inbox.
func (p *program) homeDir() (string, error) { return workplace.HomeDir(p.home, p.configDir) }

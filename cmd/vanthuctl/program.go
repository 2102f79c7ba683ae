package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

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
}

// command is one word of the command line with what it runs. The flags a
// command declares are parsed before run is called with the other arguments.
type command struct {
	name    string // "token list"
	declare func(*program, *pflag.FlagSet) func(context.Context, []string) error
}

// commands in the order in which the help lists them.
var commands = []command{
	{"token list", tokenList},
	{"sign", sign},
	{"extend", extend},
	{"level set", levelSet},
	{"level show", levelShow},
	{"verify", verifyFiles},
	{"trust add", trustAdd},
	{"trust list", trustList},
	{"trust remove", trustRemove},
	{"read", readFiles},
	{"login", login},
	{"register outgoing", registerOutgoing},
	{"register paper", registerPaper},
	{"register accept", registerAccept},
	{"register refuse", registerRefuse},
	{"send", send},
	{"sync", syncNow},
	{"inbox", inboxList},
	{"inbox save", inboxSave},
	{"status", status},
}

// run parses the arguments, runs the command and gives the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	p.lang = language(p.getenv)
	cmd, rest := find(args)
	if cmd == nil {
		return p.help(args)
	}
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&p.json, "json", false, p.text("ctl.flag.json", nil))
	flags.StringVar(&p.home, "home", "", p.text("ctl.flag.home", nil))
	flags.Func("lang", p.text("ctl.flag.lang", nil), p.setLanguage)
	action := cmd.declare(p, flags)
	if err := flags.Parse(rest); err != nil {
		if err == pflag.ErrHelp {
			p.usage(p.stdout, cmd, flags)
			return exitDone
		}
		return p.fail(usageError{err.Error()})
	}
	if err := action(ctx, flags.Args()); err != nil {
		return p.fail(err)
	}
	return exitDone
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
func (p *program) homeDir() (string, error) {
	if p.home != "" {
		return p.home, nil
	}
	config, err := p.configDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(config, "vanthu"), nil
}

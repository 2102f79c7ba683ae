package main

import (
	"bytes"
	"context"
	"os"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/token"
)

// keyFlags say with which key to sign: one on a token, or one in a PKCS#12 file.
type keyFlags struct {
	token, cert string
	modules     []string
	file        string // PKCS#12
	lastTry     bool
	secret      secretFlags
}

func (f *keyFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.StringVar(&f.token, "token", "", text("token"))
	flags.StringArrayVar(&f.modules, "module", nil, text("module"))
	flags.StringVar(&f.cert, "cert", "", text("cert"))
	flags.StringVar(&f.file, "p12", "", text("p12"))
	flags.BoolVar(&f.lastTry, "last-try", false, text("last-try"))
	f.secret = secretFlags{file: "pin-file", stdin: "pin-stdin", want: "ctl.want.pin"}
	f.secret.declare(p, flags)
}

// check tells a wrong use before anything is asked.
func (f *keyFlags) check(p *program) error {
	if (f.token == "") == (f.file == "") || f.file != "" && (len(f.modules) > 0 || f.cert != "") {
		return usageError{p.text("ctl.want.token", nil)}
	}
	return nil
}

// signKey is the key that the flags name, open until Close.
type signKey struct {
	*workplace.Key
	p     *program
	flags *keyFlags
	// kept is a PIN that no person typed, so that nobody could be asked for it
	// again; only while many files are signed.
	kept []byte
}

// open asks for the PIN and gives the key, which the caller closes. keep is for
// many files, in the midst of which the token may be pulled.
func (f *keyFlags) open(ctx context.Context, p *program, holder token.Holder, keep bool) (*signKey, error) {
	k := &signKey{p: p, flags: f}
	if f.file != "" {
		return k, k.openFile(ctx)
	}
	at, err := workplace.FindToken(ctx, f.token, f.modules...)
	if err != nil {
		return nil, err
	}
	pin, err := k.read(ctx, at, keep)
	if err != nil {
		return nil, err
	}
	choice := workplace.KeyChoice{Certificate: f.cert, Holder: holder, AllowFinalTry: f.lastTry}
	if k.Key, err = workplace.OpenKey(ctx, at, choice, pin, p.clock.Now()); err != nil {
		k.forget()
		return nil, err
	}
	return k, nil
}

func (k *signKey) openFile(ctx context.Context) error {
	content, err := workplace.ReadKeyFile(k.flags.file)
	if err != nil {
		return err
	}
	password, err := k.flags.secret.read(ctx, k.p, k.p.text("ctl.ask.p12", i18n.Args{"file": k.flags.file}))
	if err != nil {
		return err
	}
	k.Key, err = workplace.OpenSoftKey(ctx, content, token.NewPIN(password), k.p.clock.Now())
	return err
}

// read gets the PIN, unless it is typed on the token itself.
func (k *signKey) read(ctx context.Context, at token.Token, keep bool) (*token.PIN, error) {
	if at.PINPad {
		return nil, nil
	}
	pin, err := k.flags.secret.read(ctx, k.p, k.p.text("ctl.ask.pin", i18n.Args{"token": at.Name()}))
	if err != nil {
		return nil, err
	}
	if keep && !k.flags.secret.typed(k.p) {
		k.kept = bytes.Clone(pin)
	}
	return token.NewPIN(pin), nil
}

// again gives the PIN for a token that came back: the one that is kept, or what
// a person types now.
func (k *signKey) again(ctx context.Context, at token.Token) (*token.PIN, error) {
	if k.kept != nil {
		return token.NewPIN(bytes.Clone(k.kept)), nil
	}
	return k.read(ctx, at, false)
}

func (k *signKey) forget() {
	clear(k.kept)
	k.kept = nil
}

// Close ends the token's session and wipes the PIN.
func (k *signKey) Close() error {
	k.forget()
	return k.Key.Close()
}

// typed tells whether the secret comes from a person at a terminal.
func (f *secretFlags) typed(p *program) bool {
	if f.path == "" {
		_, atTerminal := secret.Terminal(p.stdin)
		return atTerminal
	}
	info, err := os.Stat(f.path)
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

package main

import (
	"bytes"
	"context"
	"crypto/x509"
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
	pinEach     bool
	secret      secretFlags
}

func (f *keyFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.StringVar(&f.token, "token", "", text("token"))
	flags.StringArrayVar(&f.modules, "module", nil, text("module"))
	flags.StringVar(&f.cert, "cert", "", text("cert"))
	flags.StringVar(&f.file, "p12", "", text("p12"))
	flags.BoolVar(&f.lastTry, "last-try", false, text("last-try"))
	flags.BoolVar(&f.pinEach, "pin-each", false, text("pin-each"))
	f.secret = secretFlags{file: "pin-file", stdin: "pin-stdin", want: "ctl.want.pin"}
	f.secret.declare(p, flags)
}

// check tells a wrong use before anything is asked.
func (f *keyFlags) check(p *program) error {
	if (f.token == "") == (f.file == "") || f.file != "" && (len(f.modules) > 0 || f.cert != "") {
		return usageError{p.text("ctl.want.token", nil)}
	}
	if f.pinEach && (f.file != "" || f.secret.path == "" && !f.secret.typed(p)) {
		return usageError{p.text("ctl.want.pin_each", nil)}
	}
	return nil
}

// signKey is the key that the flags name, until Close. One on a token may sign
// once open got its PIN; of one in a file that is a part of find.
type signKey struct {
	*workplace.Key
	p      *program
	flags  *keyFlags
	chosen *workplace.ChosenKey
	chain  []*x509.Certificate // the signer's first
	// kept is a PIN that no person typed, so that nobody could be asked for it
	// again; only while many files are signed.
	kept []byte
}

// find gives the key, which the caller closes, without a PIN.
func (f *keyFlags) find(ctx context.Context, p *program, holder token.Holder) (*signKey, error) {
	k := &signKey{p: p, flags: f}
	if f.file != "" {
		return k, k.openFile(ctx)
	}
	at, err := workplace.FindToken(ctx, f.token, f.modules...)
	if err != nil {
		return nil, err
	}
	if err := at.MayTry(f.lastTry); err != nil {
		return nil, err
	}
	choice := workplace.KeyChoice{Certificate: f.cert, Holder: holder, AllowFinalTry: f.lastTry}
	if f.pinEach {
		choice.Ask = func(ctx context.Context) (*token.PIN, error) { return k.read(ctx, at, false) }
	}
	if k.chosen, err = workplace.ChooseKey(ctx, at, choice, p.clock.Now()); err != nil {
		return nil, err
	}
	k.chain = k.chosen.Chain
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
	if k.Key, err = workplace.OpenSoftKey(ctx, content, token.NewPIN(password), k.p.clock.Now()); err != nil {
		return err
	}
	k.chain = k.Key.Chain
	return nil
}

// open asks for the PIN. keep is for many files, in the midst of which the token
// may be pulled.
func (k *signKey) open(ctx context.Context, keep bool) error {
	if k.Key != nil {
		return nil
	}
	pin, err := k.read(ctx, k.chosen.Token(), keep && !k.flags.pinEach)
	if err != nil {
		return err
	}
	k.Key, err = k.chosen.Unlock(ctx, pin, k.p.clock.Now())
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
	if k.Key != nil {
		return k.Key.Close()
	}
	return k.chosen.Close()
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

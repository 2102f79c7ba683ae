package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/token"
)

// keyFlags say with which key to sign: one on a token, or one in a PKCS#12 file.
type keyFlags struct {
	token, module, cert string
	file                string // PKCS#12
	lastTry             bool
	secret              secretFlags
}

func (f *keyFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.StringVar(&f.token, "token", "", text("token"))
	flags.StringVar(&f.module, "module", "", text("module"))
	flags.StringVar(&f.cert, "cert", "", text("cert"))
	flags.StringVar(&f.file, "p12", "", text("p12"))
	flags.BoolVar(&f.lastTry, "last-try", false, text("last-try"))
	f.secret = secretFlags{file: "pin-file", stdin: "pin-stdin", want: "ctl.want.pin"}
	f.secret.declare(p, flags)
}

// check tells a wrong use before anything is asked.
func (f *keyFlags) check(p *program) error {
	if (f.token == "") == (f.file == "") || f.file != "" && (f.module != "" || f.cert != "") {
		return usageError{p.text("ctl.want.token", nil)}
	}
	return nil
}

// open gives the key, which the caller closes.
func (f *keyFlags) open(ctx context.Context, p *program, holder token.Holder) (*workplace.Key, error) {
	if f.file != "" {
		return f.openFile(ctx, p)
	}
	modules, err := workplace.Drivers(f.module)
	if err != nil {
		return nil, err
	}
	at, err := modules.Find(ctx, f.token)
	if err != nil {
		return nil, err
	}
	pin, err := f.askPIN(ctx, p, at)
	if err != nil {
		return nil, err
	}
	choice := workplace.KeyChoice{Certificate: f.cert, Holder: holder, AllowFinalTry: f.lastTry}
	return workplace.OpenKey(ctx, at, choice, pin, p.clock.Now())
}

func (f *keyFlags) openFile(ctx context.Context, p *program) (*workplace.Key, error) {
	content, err := workplace.ReadKeyFile(f.file)
	if err != nil {
		return nil, err
	}
	password, err := f.secret.read(ctx, p, p.text("ctl.ask.p12", i18n.Args{"file": f.file}))
	if err != nil {
		return nil, err
	}
	return workplace.OpenSoftKey(ctx, content, token.NewPIN(password), p.clock.Now())
}

// askPIN gets the PIN, unless it is typed on the token itself.
func (f *keyFlags) askPIN(ctx context.Context, p *program, at token.Token) (*token.PIN, error) {
	if at.PINPad {
		return nil, nil
	}
	pin, err := f.secret.read(ctx, p, p.text("ctl.ask.pin", i18n.Args{"token": at.Name()}))
	if err != nil {
		return nil, err
	}
	return token.NewPIN(pin), nil
}

package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/pades"
)

// signFlags are the flags of sign.
type signFlags struct {
	out, outDir     string
	key             keyFlags
	role, field, at string
	page            int
	image, trust    string
	copyWord        string
	look            lookFlags
	invisible       bool
	certify         int
	level           levelFlags
	tokenWait       int // seconds; -1: as long as is usual
}

// signedFile is what sign answers to scripts for each file.
type signedFile struct {
	File   string `json:"file"`
	Output string `json:"output"`
	Signer string `json:"signer"`
	Field  string `json:"field"`
	Bytes  int64  `json:"bytes"`
	Page   int    `json:"page,omitempty"` // where it stands, as --page and --at
	At     string `json:"at,omitempty"`
	Moved  bool   `json:"moved,omitempty"` // not as asked: that would have run off the page
	// Numbered is the number and the date that were entered, in words.
	Numbered string `json:"numbered,omitempty"`

	Level   string        `json:"level"`
	Missing *failureError `json:"missing,omitempty"` // why it is not the level asked for

	Already bool `json:"already,omitempty"` // by a run of this command that was broken off

	// MarkRead: the first page has text, and it bears no mark of secrecy.
	MarkRead bool `json:"mark_read"`
}

// sign signs PDF files with one login at the token.
func sign(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var f signFlags
	f.declare(p, flags)
	return func(ctx context.Context, inputs []string) error {
		inputs, names, err := pdfsOf(inputs, f.outDir)
		if err != nil {
			return err
		}
		outputs, order, err := f.plan(p, inputs, names)
		if err != nil {
			return err
		}
		if order.Number != nil && len(inputs) > 1 { // a number is one document's
			return usageError{p.text("ctl.want.number", nil)}
		}
		level, end, err := f.level.services(ctx, p, f.trust)
		if err != nil {
			return err
		}
		defer end()
		order.Level = level
		inputs, outputs, unread := p.readable(inputs, outputs)
		if len(inputs) == 0 {
			return told(unread)
		}
		key, err := f.key.open(ctx, p, workplace.HolderOf(order.Role), len(inputs) > 1)
		if err != nil {
			return err
		}
		defer key.Close()
		order.Key, order.Chain = key, key.Chain
		reader := workplace.Pages()
		defer reader.Close()
		order.Text = reader.Text
		j := &signJob{p: p, ctx: ctx, order: order, key: key, worst: unread, patience: patienceOf(f.tokenWait, f.key.secret.typed(p))}
		return j.signAll(ctx, inputs, outputs, f.outDir)
	}
}

func (f *signFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.StringVarP(&f.out, "output", "o", "", text("output"))
	flags.StringVar(&f.outDir, "out-dir", "", text("out-dir"))
	flags.StringVar(&f.role, "as", string(signature.Person), text("as"))
	flags.StringVar(&f.field, "field", "", text("field"))
	flags.IntVar(&f.page, "page", 0, text("page"))
	flags.StringVar(&f.at, "at", "", text("at"))
	flags.StringVar(&f.image, "image", "", text("image"))
	flags.StringVar(&f.copyWord, "copy-word", "", text("copy-word"))
	flags.StringVar(&f.trust, "trust", "", text("trust"))
	flags.BoolVar(&f.invisible, "invisible", false, text("invisible"))
	flags.IntVar(&f.certify, "certify", 0, text("certify"))
	flags.IntVar(&f.tokenWait, "token-wait", -1, text("token-wait"))
	f.key.declare(p, flags)
	f.level.declare(p, flags)
	f.look.declare(p, flags)
}

// plan checks all that can be checked before a PIN is used.
func (f *signFlags) plan(p *program, inputs, names []string) (outputs []string, order signature.Order, err error) {
	if outputs, err = f.outputs(p, inputs, names); err != nil {
		return nil, order, err
	}
	if err := f.key.check(p); err != nil {
		return nil, order, err
	}
	if f.certify < 0 || f.certify > 3 {
		return nil, order, usageError{p.text("ctl.want.certify", nil)}
	}
	order = signature.Order{
		Invisible: f.invisible, Field: f.field, Certify: pades.Permission(f.certify),
	}
	if order.Role, err = f.roleOf(p); err != nil {
		return nil, order, err
	}
	if order.CopyWord, err = f.copyWordOf(p, order.Role); err != nil {
		return nil, order, err
	}
	if order.Visible, err = f.place(p); err != nil {
		return nil, order, err
	}
	order.Whole = order.Visible != nil
	if f.image != "" {
		if order.Image, err = workplace.ReadImage(f.image); err != nil {
			return nil, order, err
		}
	}
	if err := f.look.into(p, &order); err != nil {
		return nil, order, err
	}
	trust, err := p.trust(f.trust)
	if err != nil {
		return nil, order, err
	}
	order.Check = workplace.Check(trust, p.clock)
	return outputs, order, nil
}

// outputs pairs each input with the file its signed form goes to.
func (f *signFlags) outputs(p *program, inputs, names []string) ([]string, error) {
	switch {
	case len(inputs) == 0:
		return nil, usageError{p.text("ctl.want.files", nil)}
	case f.out != "" && f.outDir == "" && len(inputs) == 1:
		return []string{f.out}, nil
	case f.out != "" || f.outDir == "":
		return nil, usageError{p.text("ctl.want.output", nil)}
	}
	outputs := make([]string, len(inputs))
	seen := map[string]bool{}
	for i, in := range inputs {
		outputs[i] = filepath.Join(f.outDir, names[i])
		if seen[outputs[i]] || sameFile(in, outputs[i]) {
			return nil, usageError{p.text("ctl.want.other_names", i18n.Args{"file": outputs[i]})}
		}
		seen[outputs[i]] = true
		if err := os.MkdirAll(filepath.Dir(outputs[i]), 0o755); err != nil {
			return nil, workplace.Unwritable(filepath.Dir(outputs[i]), err)
		}
	}
	return outputs, nil
}

func (f *signFlags) roleOf(p *program) (signature.Role, error) {
	for _, r := range signature.Roles {
		if f.role == string(r) {
			return r, nil
		}
	}
	return "", usageError{p.text("ctl.want.role", nil)}
}

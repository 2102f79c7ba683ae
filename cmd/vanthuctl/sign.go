package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/signing/batch"
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
	many            manyFlags
	algorithm       algorithmFlags
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
	Over   bool   `json:"over,omitempty"`  // a stamp of arrival that found no free place
	// Numbered is the number and the date that were entered, in words.
	Numbered string `json:"numbered,omitempty"`

	Level   string        `json:"level"`
	Missing *failureError `json:"missing,omitempty"` // why it is not the level asked for

	// Warnings are what the document says against what was asked for.
	Warnings []failureError `json:"warnings,omitempty"`

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
			return told(exitCould)
		}
		key, err := f.key.find(ctx, p, workplace.HolderOf(order.Role))
		if err != nil {
			return err
		}
		defer key.Close()
		order.Chain = key.chain
		reader := workplace.Pages()
		defer reader.Close()
		order.Text, order.Draw = reader.Text, reader.Draw
		j := &signJob{p: p, ctx: ctx, order: order, key: key, report: f.many.report, unread: unread}
		if len(unread) > 0 {
			j.worst = exitCould
		}
		return f.run(j, inputs, outputs)
	}
}

// run signs one file at once, and many after a look at all of them.
func (f *signFlags) run(j *signJob, inputs, outputs []string) error {
	switch {
	case f.many.plan:
		return f.planOnly(j, inputs, outputs)
	case f.outDir != "" && len(inputs) > 1:
		return f.runMany(j, inputs, outputs)
	}
	if err := f.makeFolders(outputs); err != nil {
		return err
	}
	if err := j.key.open(j.ctx, false); err != nil {
		return err
	}
	return j.run(batch.New([]batch.Document{{In: inputs[0], Out: outputs[0]}}))
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
	f.many.declare(p, flags)
	f.key.declare(p, flags)
	f.level.declare(p, flags)
	f.look.declare(p, flags)
	f.algorithm.declare(p, flags)
}

// plan checks all that can be checked before a PIN is used.
func (f *signFlags) plan(p *program, inputs, names []string) (outputs []string, order signature.Order, err error) {
	if outputs, err = f.outputs(p, inputs, names); err != nil {
		return nil, order, err
	}
	if err := f.checkReport(p, inputs, outputs); err != nil {
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
	if err := f.algorithm.into(p, &order); err != nil {
		return nil, order, err
	}
	trust, err := p.trust(f.trust)
	if err != nil {
		return nil, order, err
	}
	order.Check = workplace.Check(trust, p.clock)
	return outputs, order, nil
}

func (f *signFlags) roleOf(p *program) (signature.Role, error) {
	for _, r := range signature.Roles {
		if f.role == string(r) {
			return r, nil
		}
	}
	return "", usageError{p.text("ctl.want.role", nil)}
}

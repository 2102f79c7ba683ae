package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/pades"
)

// extendedFile is what extend answers to scripts.
type extendedFile struct {
	File    string        `json:"file"`
	Output  string        `json:"output"`
	Level   string        `json:"level"` // of every signature but those skipped
	Bytes   int64         `json:"bytes"`
	Added   addedPieces   `json:"added"`
	Skipped []string      `json:"skipped,omitempty"` // fields of older kinds of signatures
	Missing *failureError `json:"missing,omitempty"` // why it is not the level asked for
}

type addedPieces struct {
	Timestamps   int `json:"timestamps"`
	Certificates int `json:"certificates"`
	OCSPs        int `json:"ocsps"`
	CRLs         int `json:"crls"`
}

// extend raises the level of the signatures in a file.
func extend(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var level levelFlags
	level.declare(p, flags)
	var out, trust string
	flags.StringVarP(&out, "output", "o", "", p.text("ctl.flag.output", nil))
	flags.StringVar(&trust, "trust", "", p.text("ctl.flag.trust", nil))
	renew := flags.Bool("renew", false, p.text("ctl.flag.renew", nil))
	return func(ctx context.Context, args []string) error {
		if len(args) != 1 || out == "" {
			return usageError{p.text("ctl.want.one_and_output", nil)}
		}
		to, end, err := level.services(ctx, p, trust)
		if err != nil {
			return err
		}
		defer end()
		if to.Level == pades.LevelB {
			return usageError{p.text("ctl.want.level", nil)}
		}
		to.Partly, to.Renew = true, *renew
		extension, err := pades.Extend(ctx, args[0], out, to)
		if err != nil {
			p.explain(args[0], err)
			return told(statusOf(err))
		}
		return p.showExtension(args[0], out, to.Level, extension)
	}
}

func (p *program) showExtension(in, out string, asked pades.Level, e pades.Extension) error {
	answer := extendedFile{
		File: in, Output: out, Level: e.Level.String(), Bytes: e.Size, Skipped: e.Skipped, Missing: p.missing(e.Missing),
		Added: addedPieces{e.Timestamps, e.Certificates, e.OCSPs, e.CRLs},
	}
	key := "ctl.extended"
	if !e.Changed {
		key = "ctl.extended_already"
	}
	p.report(answer, key, i18n.Args{"file": in, "out": out, "level": answer.Level})
	if status := p.fellShort(out, asked, pades.Reached{Level: e.Level, Missing: e.Missing}); status != exitDone {
		return told(status)
	}
	return nil
}

package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// queued is what send answers to scripts, one for each document.
type queued struct {
	File       string              `json:"file,omitempty"`
	Document   office.DocumentID   `json:"document"`
	Dispatch   office.DispatchID   `json:"dispatch"`
	Recipients []office.AgencyCode `json:"recipients"`
	MarkRead   *bool               `json:"mark_read,omitempty"` // as of sign, for a file
}

// send queues a document for its recipients; sync carries it. A file is
// registered first; --document names one that is registered.
func send(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var about infoFlags
	about.declare(p, flags)
	to := flags.StringSlice("to", nil, p.text("ctl.flag.to", nil))
	unsigned := flags.Bool("unsigned", false, p.text("ctl.flag.unsigned", nil))
	p.declareTrust(flags)
	document := flags.String("document", "", p.text("ctl.flag.document", nil))
	return func(ctx context.Context, args []string) error {
		if (len(args) == 1) == (*document != "") {
			return usageError{p.text("ctl.want.file_or_document", nil)}
		}
		if len(*to) == 0 {
			return usageError{p.text("ctl.want.to", nil)}
		}
		recipients, err := agencyCodes(*to)
		if err != nil {
			return err
		}
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			answer := queued{Document: office.DocumentID(*document), Recipients: recipients}
			if err := w.Known(ctx, recipients); err != nil {
				return err
			}
			if len(args) == 1 {
				answer.File = args[0]
				kept, err := keep(ctx, w, args[0], about, keeping{issue: true, unsigned: *unsigned})
				if err != nil {
					return err
				}
				answer.Document, answer.MarkRead = kept.ID, &kept.MarkRead
			}
			if answer.Dispatch, err = w.Documents().Dispatch(ctx, answer.Document, recipients); err != nil {
				return err
			}
			p.report(answer, "ctl.queued", i18n.Args{"id": answer.Document, "n": len(recipients)})
			if answer.MarkRead != nil {
				p.warnUnread(answer.File, *answer.MarkRead)
			}
			return nil
		})
	}
}

// agencyCodes reads the recipients, each once.
func agencyCodes(words []string) ([]office.AgencyCode, error) {
	codes := make([]office.AgencyCode, 0, len(words))
	for _, w := range words {
		code, err := office.ParseAgencyCode(w)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	return codes, office.CheckRecipients(codes)
}

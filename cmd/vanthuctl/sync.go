package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/inbox"
)

// synced is what sync answers to scripts.
type synced struct {
	Sent       int       `json:"sent"`
	Refused    int       `json:"refused"`
	Received   int       `json:"received"`
	Files      int       `json:"files"`
	Uploaded   int64     `json:"uploaded_bytes"`
	Downloaded int64     `json:"downloaded_bytes"`
	Waiting    int       `json:"waiting"` // operations not sent yet
	Tray       []refused `json:"tray"`    // operations that could not be sent
}

// refused is an operation in the tray.
type refused struct {
	ID    office.OpID `json:"id"` // for sync dismiss
	Title string      `json:"title"`
	Code  string      `json:"code"`
	Text  string      `json:"text"`
}

// syncNow exchanges with the server once.
func syncNow(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, _ []string) error {
		return p.atWork(ctx, func(w *workplace.Workplace) error {
			e, end, err := w.Engine(nil)
			if err != nil {
				return err
			}
			defer end()
			summary, err := e.Sync(ctx)
			if err != nil {
				return err
			}
			return p.showSync(ctx, w, summary)
		})
	}
}

// showSync tells what was done and what waits; a tray that is not empty is a no.
func (p *program) showSync(ctx context.Context, w *workplace.Workplace, s engine.Summary) error {
	pending, err := w.Store.Waiting(ctx)
	if err != nil {
		return err
	}
	answer := synced{
		Sent: s.Sent, Refused: s.Refused, Received: s.Received, Files: s.Files,
		Uploaded: s.Uploaded, Downloaded: s.Downloaded, Tray: []refused{},
	}
	for _, op := range pending {
		if op.State != inbox.Rejected {
			answer.Waiting++
			continue
		}
		why := i18n.Explain(p.lang, fault.New(op.Code, op.Args, nil))
		answer.Tray = append(answer.Tray, refused{op.Op.ID, op.Title, string(op.Code), why.What})
	}
	p.report(answer, "ctl.synced", i18n.Args{
		"pushed": s.Sent, "pulled": s.Received, "downloaded": s.Files, "waiting": answer.Waiting,
	})
	if len(answer.Tray) == 0 {
		return nil
	}
	for _, r := range answer.Tray {
		if !p.json {
			fmt.Fprintln(p.stderr, p.text("ctl.not_sent", i18n.Args{"title": r.Title, "reason": r.Text, "id": r.ID}))
		}
	}
	return told(exitNo)
}

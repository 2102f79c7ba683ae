package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
	"github.com/vanthu/vanthu/signing/pades"
)

// planned is one file of the command, as it was reviewed before any PIN.
type planned struct {
	batch.Outcome                   // Waiting, Already, or Failed where it cannot be signed
	review        *signature.Review // of one that waits
}

// plan reviews all files, several at once.
func (j *signJob) plan(inputs, outputs []string, l ledger) ([]planned, error) {
	was, err := l.read()
	if err != nil {
		return nil, err
	}
	signed := map[string]batch.Outcome{}
	for _, o := range was {
		if o.State == batch.Already {
			signed[o.Out] = o
		}
	}
	plan := make([]planned, len(inputs))
	group, ctx := errgroup.WithContext(j.ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	reviewed := j.p.reviewing(len(inputs))
	defer j.p.line.hide()
	for i := range inputs {
		group.Go(func() error {
			plan[i] = j.look(ctx, inputs[i], outputs[i], signed[outputs[i]])
			reviewed()
			return ctx.Err()
		})
	}
	return plan, group.Wait()
}

// look reviews one file; one that an earlier run of the same job has signed is
// left as it is.
func (j *signJob) look(ctx context.Context, in, out string, was batch.Outcome) planned {
	document, err := batch.Look(in, out)
	one := planned{Outcome: batch.Outcome{Document: document, State: batch.Waiting}}
	if err == nil && was.In == in && was.Digest == document.Digest && was.Stands() {
		one.State, one.Before = batch.Already, was.Before
		return one
	}
	if err == nil {
		order := j.order
		order.In, order.Out, order.Time = in, out, j.p.clock.Now()
		one.review, err = signature.Examine(ctx, order)
	}
	if err != nil {
		one.State, one.Err = batch.Failed, err
	}
	return one
}

// plannedFile is what --plan answers to scripts for each file.
type plannedFile struct {
	File       string        `json:"file"`
	Output     string        `json:"output"`
	State      batch.State   `json:"state"` // waiting, already, failed
	SHA256     string        `json:"sha256"`
	Bytes      int64         `json:"bytes"`
	Pages      int           `json:"pages,omitempty"`
	Signatures int           `json:"signatures"`
	Field      string        `json:"field,omitempty"`
	Page       int           `json:"page,omitempty"` // where it would stand, as --page and --at
	At         string        `json:"at,omitempty"`
	Moved      bool          `json:"moved,omitempty"`
	Numbered   string        `json:"numbered,omitempty"`
	MarkRead   bool          `json:"mark_read"`
	Over       bool          `json:"over,omitempty"`
	Error      *failureError `json:"error,omitempty"`

	Warnings []failureError `json:"warnings,omitempty"`
}

// showPlan answers --plan, and gives the exit status that the files call for.
func (j *signJob) showPlan(plan []planned) error {
	for _, one := range plan {
		j.worst = worseStatus(j.worst, j.showPlanned(one))
	}
	if !j.p.json {
		fmt.Fprintln(j.p.stderr, j.summary(plan))
	}
	if j.worst != exitDone {
		return told(j.worst)
	}
	return nil
}

func (j *signJob) showPlanned(one planned) int {
	digest := hex.EncodeToString(one.Digest[:])
	answer := plannedFile{File: one.In, Output: one.Out, State: one.State, SHA256: digest, Bytes: one.Size}
	args := i18n.Args{"file": one.In, "out": one.Out, "sha256": digest}
	switch {
	case one.State == batch.Already:
		j.p.report(answer, "ctl.already", args)
		return exitDone
	case one.Err != nil:
		answer.Error = j.p.missing(one.Err)
		args["why"] = i18n.Explain(j.p.lang, one.Err)
		j.p.report(answer, "ctl.plan.refused", args)
		return statusOf(one.Err)
	}
	r := one.review
	answer.Pages, answer.Signatures, answer.Field, answer.Numbered, answer.MarkRead = r.Pages, r.Signatures, r.Field, r.Numbered, r.MarkRead
	answer.Over, answer.Warnings = r.Over, j.p.failuresOf(r.Warnings)
	args["pages"], args["signatures"], args["place"] = r.Pages, r.Signatures, j.p.text("ctl.plan.unseen", nil)
	if answer.stand(j.order.Visible, r.Visible); r.Visible != nil {
		args["place"] = j.p.text("ctl.plan.place", i18n.Args{"page": answer.Page, "at": answer.At})
	}
	j.p.report(answer, "ctl.plan.file", args)
	j.remarkOn(one, answer)
	return exitDone
}

// remarkOn tells what else to know of a file before it is signed.
func (j *signJob) remarkOn(one planned, stands plannedFile) {
	j.p.remark(i18n.Args{"file": one.In, "page": stands.Page, "at": stands.At}, stands.Moved, one.review.Over, one.review.Warnings)
	j.p.warnUnread(one.In, one.review.MarkRead)
}

// stand tells where the signature would stand.
func (f *plannedFile) stand(asked, stands *pades.Visible) {
	if stands == nil {
		return
	}
	f.Page, f.At = stands.Page, at(*stands)
	f.Moved = asked != nil && f.At != at(*asked)
}

// summary says in a line what will become of the files.
func (j *signJob) summary(plan []planned) string {
	pages, states := 0, map[batch.State]int{}
	for _, one := range plan {
		states[one.State]++
		if one.review != nil {
			pages += one.review.Pages
		}
	}
	return j.p.text("ctl.plan.summary", i18n.Args{
		"count": states[batch.Waiting], "pages": pages, "already": states[batch.Already], "refused": states[batch.Failed],
		"signer": j.order.Chain[0].Subject.CommonName,
	})
}

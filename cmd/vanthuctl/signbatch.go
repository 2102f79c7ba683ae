package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
)

// journalName begins the name of the file beside the outputs that tells a later run
// of the same job what a run that was broken off has signed.
const journalName = ".vanthuctl-sign-"

// signJob is one command's files on their way: prepared ahead of the key,
// finished behind it, signed in their order.
type signJob struct {
	p       *program
	ctx     context.Context
	order   signature.Order
	key     *signKey
	journal *batch.Journal // nil: for a single file
	worst   int
	broken  error // why the journal is not kept

	patience time.Duration  // with a token that was pulled; 0: without end
	gone     batch.Document // for which the token was away last
	returned int            // how often it came back for that
	stopped  error          // why it was not waited for any longer
}

// signAll signs the files; one that fails stops only itself. Of many files those
// that wait wait for a token that was pulled; what else goes wrong with it stops
// them, and the same command goes on with them.
func (j *signJob) signAll(ctx context.Context, inputs, outputs []string, folder string) error {
	many := folder != "" && len(inputs) > 1
	documents := make([]batch.Document, len(inputs))
	for i, in := range inputs {
		documents[i] = batch.Document{In: in, Out: outputs[i]}
		if many {
			documents[i], _ = batch.Look(in, outputs[i]) // what cannot be read fails in its turn
		}
	}
	outcomes := batch.New(documents)
	if many {
		if err := j.open(folder, outcomes); err != nil {
			return err
		}
	}
	outcomes, err := batch.Run(ctx, outcomes, j.begin, batch.Options{Refused: j.refused, Done: j.done})
	return j.end(outcomes, err)
}

// open begins the journal; what one of the same job tells was signed is not
// signed again.
func (j *signJob) open(folder string, outcomes []batch.Outcome) error {
	job, err := jobOf(j.order)
	if err != nil {
		return err
	}
	path := filepath.Join(folder, journalName+job)
	var before string
	switch old, was, err := batch.ReadJournal(path, &before); {
	case err == nil:
		_ = old.Close()
		j.takeOver(outcomes, was)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	documents := make([]batch.Document, len(outcomes))
	for i, o := range outcomes {
		documents[i] = o.Document
	}
	if j.journal, err = batch.NewJournal(path, job, documents); err != nil {
		return err
	}
	for i, o := range outcomes {
		if o.State == batch.Already {
			j.note(i)
		}
	}
	return j.broken
}

func (j *signJob) takeOver(outcomes, was []batch.Outcome) {
	signed := map[string]batch.Document{}
	for _, o := range was {
		if o.State == batch.Already {
			signed[o.Out] = o.Document
		}
	}
	for i := range outcomes {
		o := &outcomes[i]
		if d, ok := signed[o.Out]; ok && d.In == o.In && d.Digest == o.Digest && d.Stands() {
			o.State, o.Before = batch.Already, d.Before
			j.p.report(signedFile{File: o.In, Output: o.Out, Already: true}, "ctl.already", i18n.Args{"file": o.In, "out": o.Out})
		}
	}
}

func (j *signJob) note(index int) {
	if j.journal != nil && j.broken == nil {
		j.broken = j.journal.Signed(index)
	}
}

// begin prepares a file, and makes sure that it is the one that was looked at; a
// single file is signed at once, without a look before.
func (j *signJob) begin(ctx context.Context, d batch.Document) (batch.Task, error) {
	order := j.order
	order.In, order.Out, order.Time = d.In, d.Out, j.p.clock.Now()
	task, err := signature.Prepare(ctx, order)
	if err != nil {
		return nil, err
	}
	if j.journal == nil {
		return &signTask{task, j, d, signature.Made{}}, nil
	}
	if now, err := batch.Look(d.In, ""); err != nil || now.Digest != d.Digest {
		task.Discard()
		return nil, fault.New(batch.ErrChanged, fault.Args{"file": d.In}, err)
	}
	return &signTask{task, j, d, signature.Made{}}, nil
}

// signTask is one file on its way.
type signTask struct {
	*signature.Task
	job      *signJob
	document batch.Document
	made     signature.Made
}

// Finish makes the file appear; servers are asked also when the person stops
// waiting, for the key has signed.
func (t *signTask) Finish() (err error) {
	t.made, err = t.Task.Finish(context.WithoutCancel(t.job.ctx))
	return err
}

// done reports a file that is final.
func (j *signJob) done(index int, o batch.Outcome, task batch.Task) {
	if o.State != batch.Signed {
		j.p.explain(o.In, o.Err)
		j.worst = worseStatus(j.worst, statusOf(o.Err))
		return
	}
	j.note(index)
	j.worst = worseStatus(j.worst, j.p.signed(o.Document, j.order, task.(*signTask).made))
}

// end tells what is not signed, and keeps the journal for it.
func (j *signJob) end(outcomes []batch.Outcome, err error) error {
	if err != nil {
		err = cmp.Or(j.ctx.Err(), j.stopped, err)
	}
	left := 0
	for _, o := range outcomes {
		if o.State == batch.Waiting || o.State == batch.Failed {
			left++
		}
	}
	if j.journal != nil && left > 0 {
		err = errors.Join(err, j.journal.Close())
		fmt.Fprintln(j.p.stderr, j.p.text("ctl.waiting", i18n.Args{"count": left}))
	} else if j.journal != nil {
		err = errors.Join(err, j.journal.End())
	}
	if err = errors.Join(err, j.broken); err != nil {
		j.p.explain("", err)
		j.worst = worseStatus(j.worst, statusOf(err))
	}
	if j.worst != exitDone {
		return told(j.worst)
	}
	return nil
}

// signed tells of one signed file.
func (p *program) signed(d batch.Document, order signature.Order, made signature.Made) int {
	signer := order.Chain[0].Subject.CommonName
	answer := signedFile{File: d.In, Output: d.Out, Signer: signer, Field: made.Field, Bytes: made.Size, Numbered: made.Numbered, MarkRead: made.MarkRead}
	answer.place(order.Visible, made.Visible)
	answer.Level, answer.Missing = made.Level.String(), p.missing(made.Missing)
	p.report(answer, "ctl.signed", i18n.Args{"file": d.In, "out": d.Out, "signer": signer, "level": answer.Level})
	status := p.fellShort(d.Out, order.Level.Level, made.Reached)
	if answer.Moved && !p.json {
		fmt.Fprintln(p.stderr, p.text("ctl.moved", i18n.Args{"file": d.In, "page": answer.Page, "at": answer.At}))
	}
	p.warnUnread(d.In, made.MarkRead)
	return status
}

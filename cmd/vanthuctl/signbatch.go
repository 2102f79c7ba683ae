package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
	"github.com/vanthu/vanthu/signing/cms"
)

// signJob is one command's files on their way: reviewed, prepared ahead of the
// key, finished behind it, signed in their order.
type signJob struct {
	p       *program
	ctx     context.Context
	order   signature.Order
	key     *signKey
	journal *batch.Journal               // nil: for a single file
	reviews map[string]*signature.Review // by output; of many files
	worst   int
	broken  error // why the journal is not kept
	stop    context.CancelCauseFunc

	gate     *batch.Gate
	progress progress
	report   string               // file to write; empty: none
	unread   []batch.Outcome      // files that could not be opened
	times    map[string]time.Time // that signatures claim, by output; for the report

	patience time.Duration  // with a token that was pulled; 0: without end
	gone     batch.Document // for which the token was away last
	returned int            // how often it came back for that
	stopped  error          // why it was not waited for any longer
}

// run signs what waits; one file that fails stops only itself. Of many files those
// that wait wait for a token that was pulled; what else goes wrong with it stops
// them, and the same command goes on with them.
func (j *signJob) run(outcomes []batch.Outcome) error {
	j.gate, j.times = batch.NewGate(), map[string]time.Time{}
	j.progress.counts = batch.NewProgress(outcomes, j.p.clock.Now())
	ctx, stop := context.WithCancelCause(j.ctx)
	defer stop(nil)
	j.stop = stop
	goOn := j.pausing()
	outcomes, err := batch.Run(ctx, outcomes, j.begin, j.sign, batch.Options{
		Together: together, Refused: j.refused, Done: j.done, Gate: j.gate,
	})
	goOn()
	j.p.line.hide()
	if errors.Is(context.Cause(ctx), cms.ErrWrongKey) {
		err = nil // told with its file
	}
	return j.end(outcomes, err)
}

func (j *signJob) note(index int) {
	if j.journal != nil && j.broken == nil {
		j.broken = j.journal.Signed(index)
	}
}

// begin prepares a file for the key.
func (j *signJob) begin(ctx context.Context, d batch.Document) (batch.Task, error) {
	now := j.p.clock.Now()
	task, err := j.prepare(ctx, d, now)
	if err != nil {
		return nil, err
	}
	return &signTask{task, j, d, now, signature.Made{}}, nil
}

// prepare makes sure that a file is the one that was reviewed; a single one is
// signed at once, without a review before.
func (j *signJob) prepare(ctx context.Context, d batch.Document, now time.Time) (*signature.Task, error) {
	review, ok := j.reviews[d.Out]
	if !ok {
		order := j.order
		order.In, order.Out, order.Key, order.Time = d.In, d.Out, j.key, now
		return signature.Prepare(ctx, order)
	}
	task, err := review.Prepare(ctx, j.key, now)
	if err != nil {
		return nil, err
	}
	digest, err := sourceOf(task, d)
	if err != nil || digest != d.Digest {
		task.Discard()
		return nil, fault.New(batch.ErrChanged, fault.Args{"file": d.In}, err)
	}
	return task, nil
}

// sourceOf is the digest of the file as it was prepared.
func sourceOf(task *signature.Task, d batch.Document) (batch.Digest, error) {
	if copied := task.SourceSHA256(); copied != nil {
		return batch.Digest(copied), nil
	}
	now, err := batch.Look(d.In, "")
	return now.Digest, err
}

// signTask is one file on its way.
type signTask struct {
	*signature.Task
	job      *signJob
	document batch.Document
	prepared time.Time // which the signature claims as its time
	made     signature.Made
}

// claimed is how long before its signature a file may be prepared: the claimed
// time must be the true one, also where the token was away for an hour.
const claimed = time.Minute

// fresh prepares a file anew if it waited for long.
func (t *signTask) fresh(ctx context.Context) error {
	now := t.job.p.clock.Now()
	if now.Sub(t.prepared) <= claimed {
		return nil
	}
	task, err := t.job.prepare(ctx, t.document, now)
	if err != nil {
		return err
	}
	t.Task.Discard()
	t.Task, t.prepared = task, now
	return nil
}

// together is how many files a quick key is asked for at once: their preparing and
// finishing need not wait for it, nor it for them.
const together = 8

// sign asks the key.
func (j *signJob) sign(ctx context.Context, tasks []batch.Task) (int, error) {
	var fresh []*signature.Task
	for _, task := range tasks {
		t := task.(*signTask)
		if err := t.fresh(ctx); err != nil {
			if len(fresh) == 0 {
				return 0, err
			}
			break // it comes in its own turn
		}
		fresh = append(fresh, t.Task)
	}
	return signature.SignAll(ctx, fresh)
}

// Finish makes the file appear; servers are asked also when the person stops
// waiting, for the key has signed.
func (t *signTask) Finish() (err error) {
	t.made, err = t.Task.Finish(context.WithoutCancel(t.job.ctx))
	return err
}

// done reports a file that is final.
func (j *signJob) done(index int, o batch.Outcome, task batch.Task) {
	defer j.ended(o)
	if o.State != batch.Signed {
		if errors.Is(o.Err, cms.ErrWrongKey) {
			j.stop(o.Err) // nothing good comes from that key
		}
		j.p.explain(o.In, o.Err)
		j.worst = worseStatus(j.worst, statusOf(o.Err))
		return
	}
	t := task.(*signTask)
	j.note(index)
	j.times[o.Out] = t.prepared
	j.worst = worseStatus(j.worst, j.signed(o.Document, t.made))
}

// end tells what is not signed, and keeps the journal for it.
func (j *signJob) end(outcomes []batch.Outcome, err error) error {
	left := 0
	for _, o := range outcomes {
		if o.State == batch.Waiting || o.State == batch.Failed {
			left++
		}
	}
	if err != nil {
		err = cmp.Or(j.ctx.Err(), j.stopped, err)
	}
	if j.journal != nil && left > 0 {
		err = errors.Join(err, j.journal.Close())
		fmt.Fprintln(j.p.stderr, j.p.text("ctl.waiting", i18n.Args{"count": left}))
	} else if j.journal != nil {
		err = errors.Join(err, j.journal.End())
	}
	j.tellEnd(outcomes)
	if err = errors.Join(err, j.broken, j.writeReport(outcomes)); err != nil {
		j.p.explain("", err)
		j.worst = worseStatus(j.worst, statusOf(err))
	}
	if j.worst != exitDone {
		return told(j.worst)
	}
	return nil
}

// signed tells of one signed file; what else to know of it the review has told,
// where there was one.
func (j *signJob) signed(d batch.Document, made signature.Made) int {
	p, order := j.p, j.order
	signer := order.Chain[0].Subject.CommonName
	answer := signedFile{File: d.In, Output: d.Out, Signer: signer, Field: made.Field, Bytes: made.Size, Numbered: made.Numbered, MarkRead: made.MarkRead, Over: made.Over}
	answer.place(order.Visible, made.Visible)
	answer.Level, answer.Missing = made.Level.String(), p.missing(made.Missing)
	answer.Warnings = p.failuresOf(made.Warnings)
	p.report(answer, "ctl.signed", i18n.Args{"file": d.In, "out": d.Out, "signer": signer, "level": answer.Level})
	status := p.fellShort(d.Out, order.Level.Level, made.Reached)
	if j.reviews == nil {
		p.remark(i18n.Args{"file": d.In, "page": answer.Page, "at": answer.At}, answer.Moved, answer.Over, made.Warnings)
		p.warnUnread(d.In, made.MarkRead)
	}
	return status
}

// remark tells a person what else to know of a file that is signed, or would be.
func (p *program) remark(stands i18n.Args, moved, over bool, warnings []error) {
	if p.json {
		return
	}
	if moved {
		fmt.Fprintln(p.stderr, p.text("ctl.moved", stands))
	}
	if over {
		fmt.Fprintln(p.stderr, p.text("ctl.over", stands))
	}
	for _, warning := range warnings {
		fmt.Fprintf(p.stderr, "%s: %s\n", stands["file"], i18n.Explain(p.lang, warning))
	}
}

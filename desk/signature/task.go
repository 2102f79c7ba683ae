package signature

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Make signs. Errors: this package's, those of desk.MaySeal,
// office.ErrPrintedSecret, and those of signing/pades, signing/appearance,
// signing/revocation and the key; no file appears then.
func Make(ctx context.Context, o Order) (Made, error) {
	task, err := Prepare(ctx, o)
	if err != nil {
		return Made{}, err
	}
	if err := task.Sign(ctx); err != nil {
		task.Discard()
		return Made{}, err
	}
	return task.Finish(context.WithoutCancel(ctx)) // what the key signed is not thrown away
}

// Task is a signature that waits for its key: Make in three steps, of which only
// Sign asks the key. Either Finish or Discard ends it.
type Task struct {
	pending *pades.Pending
	found   found
}

// Prepare does all of Make that can be done before the key is asked.
func Prepare(ctx context.Context, o Order) (*Task, error) {
	f, err := o.find(ctx, nil)
	if err != nil {
		return nil, err
	}
	return o.prepare(ctx, f)
}

func (o Order) prepare(ctx context.Context, f found) (*Task, error) {
	request, err := o.request(f)
	if err != nil {
		return nil, err
	}
	pending, err := pades.PrepareTo(ctx, o.In, o.Out, request, o.Level)
	if err != nil {
		return nil, err
	}
	f.content = nil
	return &Task{pending, f}, nil
}

// found is what was found in a document about the signature that is ordered.
type found struct {
	content   *appearance.Content // nil: made anew; it holds a picture
	visible   *pades.Visible
	bare      bool // the image alone
	fill      []pades.Fill
	elsewhere []pades.Mark
	lock      []string
	numbered  string
	markRead  bool
	over      bool // see Made
	warnings  []error
}

// find reads the document and decides. look may see it as well.
func (o Order) find(ctx context.Context, look func(*pdf.Document, found) error) (f found, err error) {
	if err := o.allowed(ctx); err != nil {
		return f, err
	}
	text := o.text(ctx)
	if f.markRead, err = reading.CheckSecrecy(text); err != nil {
		return f, err
	}
	f.warnings = o.warnings(text)
	err = withDocument(o.In, func(doc *pdf.Document) error {
		if err := o.decide(ctx, text, doc, &f); err != nil || look == nil {
			return err
		}
		return look(doc, f)
	})
	return f, err
}

func (o Order) decide(ctx context.Context, text []reading.Page, doc *pdf.Document, f *found) error {
	if !o.Invisible {
		if err := o.show(ctx, text, doc, f); err != nil {
			return err
		}
	}
	n, err := o.numbers(text, doc)
	if err != nil {
		return err
	}
	if err := f.enter(n, doc); err != nil {
		return err
	}
	f.lock, err = o.lock(doc)
	return err
}

// request is what pades has to do.
func (o Order) request(f found) (pades.Request, error) {
	r := pades.Request{
		Chain: o.Chain, Key: o.Key, PSS: o.PSS, Hash: o.Hash, Time: o.Time, Field: o.Field, Certify: o.Certify,
		Visible: f.visible, Fill: f.fill, Elsewhere: f.elsewhere, Lock: f.lock,
	}
	if o.Invisible {
		return r, nil
	}
	if f.content == nil {
		content, err := o.content()
		if err != nil {
			return r, err
		}
		f.content = &content
	}
	if f.bare {
		f.content.Values, f.content.Time = nil, time.Time{}
	}
	r.Appearance = draw(*f.content)
	return r, nil
}

// Sign asks the key once. After an error it may be called again.
func (t *Task) Sign(ctx context.Context) error { return t.pending.Sign(ctx) }

// SignAll asks the key for as many of the first tasks as it signs at once, and
// tells how many that were, at least one; an error is that of the first.
func SignAll(ctx context.Context, tasks []*Task) (signed int, err error) {
	pending := make([]*pades.Pending, len(tasks))
	for i, t := range tasks {
		pending[i] = t.pending
	}
	return pades.SignAll(ctx, pending)
}

// SourceSHA256 is the SHA-256 of the file as it was prepared; nil where nobody can
// tell.
func (t *Task) SourceSHA256() []byte { return t.pending.SourceSHA256() }

// Finish makes the signed file appear.
func (t *Task) Finish(ctx context.Context) (made Made, err error) {
	defer t.Discard()
	made.MarkRead, made.Numbered, made.Over, made.Warnings = t.found.markRead, t.found.numbered, t.found.over, t.found.warnings
	made.Result, made.Reached, err = t.pending.Finish(ctx)
	return made, err
}

// Discard removes what was prepared; after Finish it does nothing.
func (t *Task) Discard() { t.pending.Discard() }

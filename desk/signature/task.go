package signature

import (
	"context"

	"github.com/vanthu/vanthu/office/reading"
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
	order    Order
	request  pades.Request
	pending  *pades.Pending
	numbered string
	markRead bool
}

// Prepare does all of Make that can be done before the key is asked.
func Prepare(ctx context.Context, o Order) (*Task, error) {
	if err := o.allowed(ctx); err != nil {
		return nil, err
	}
	text := o.text(ctx)
	markRead, err := reading.CheckSecrecy(text)
	if err != nil {
		return nil, err
	}
	t := &Task{order: o, markRead: markRead, request: pades.Request{
		Chain: o.Chain, Key: o.Key, Time: o.Time, Field: o.Field, Certify: o.Certify,
	}}
	if err := t.compose(text); err != nil {
		return nil, err
	}
	if t.pending, err = pades.PrepareTo(ctx, o.In, o.Out, t.request, o.Level); err != nil {
		return nil, err
	}
	return t, nil
}

// compose completes the request by what the document has and says.
func (t *Task) compose(text []reading.Page) error {
	return withDocument(t.order.In, func(doc *pdf.Document) error {
		if !t.order.Invisible {
			if err := t.order.show(text, doc, &t.request); err != nil {
				return err
			}
		}
		n, err := t.order.numbers(text, doc)
		if err != nil {
			return err
		}
		if err := t.enter(n, doc); err != nil {
			return err
		}
		return t.order.lock(doc, &t.request)
	})
}

// Sign asks the key once. After an error it may be called again.
func (t *Task) Sign(ctx context.Context) error { return t.pending.Sign(ctx) }

// Finish makes the signed file appear.
func (t *Task) Finish(ctx context.Context) (made Made, err error) {
	defer t.Discard()
	made.MarkRead, made.Numbered = t.markRead, t.numbered
	made.Result, made.Reached, err = t.pending.Finish(ctx)
	return made, err
}

// Discard removes what was prepared; after Finish it does nothing.
func (t *Task) Discard() { t.pending.Discard() }

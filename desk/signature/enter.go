package signature

import (
	"context"

	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// entryField bears the agency's signature that shows number and date.
const entryField = "SoVanBan"

// written is a signature of the agency's own that draws number and date into the
// blanks, before the one that seals. A signature shows on one page only (ISO
// 32000-2 §12.7.5.5), and the seal stands on another; text fields and notes could
// not be added without touching what the leader signed.
type written struct {
	pending *pades.Pending
	file    string // that bears them, once it is signed
}

// write prepares it.
func (o Order) write(ctx context.Context, n numbers) (*written, error) {
	request, err := o.writeRequest(n)
	if err != nil {
		return nil, err
	}
	pending, err := pades.PrepareTo(ctx, o.In, o.Out, request, pades.ExtendRequest{})
	if err != nil {
		return nil, err
	}
	return &written{pending: pending}, nil
}

func (o Order) writeRequest(n numbers) (pades.Request, error) {
	request := pades.Request{
		Chain: o.Chain, Key: o.Key, Time: o.Time, Reason: n.says, Says: n.says,
	}
	return request, withDocument(o.In, func(doc *pdf.Document) error {
		page, err := doc.Page(1)
		if err != nil {
			return err
		}
		request.Visible, request.Appearance = drawEntries(page, n.write)
		fields, err := doc.Fields()
		if err != nil {
			return err
		}
		request.Field = entryField
		for _, f := range fields {
			if f.Name == entryField {
				request.Field = "" // taken: any free name
			}
		}
		return nil
	})
}

// sign gives the file that bears number and date; it asks the key once.
func (w *written) sign(ctx context.Context) (string, error) {
	if w.file != "" {
		return w.file, nil
	}
	if err := w.pending.Sign(ctx); err != nil {
		return "", err
	}
	file, err := w.pending.Hold()
	if err == nil {
		w.file = file
	}
	return w.file, err
}

// entered is what was entered in words; empty where nothing was.
func (n numbers) entered() string {
	if len(n.fill)+len(n.write) == 0 {
		return ""
	}
	return n.says
}

// lock names the fields that nobody may change later: all of the form but
// signatures, number and date.
func (o Order) lock(doc *pdf.Document, request *pades.Request) error {
	if !o.LockForm {
		return nil
	}
	fields, err := doc.Fields()
	if err != nil {
		return err
	}
	for _, f := range fields {
		if kind, _ := doc.Resolve(f.Dict["FT"]); kind == pdf.Name("Sig") {
			continue
		}
		switch fold.Text(f.Name) {
		case numberField, dayField, monthField, yearField:
			continue
		}
		request.Lock = append(request.Lock, f.Name)
	}
	return nil
}

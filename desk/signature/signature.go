// Package signature makes one signature by the rules of the office: who may
// sign after whom, what the signature looks like in each role and where it
// stands when nobody chose a place (Decree 30/2020, annex I). The desktop and
// the command line both sign through it. It sees a crypto.Signer, no token.
package signature

import (
	"context"
	"crypto"
	"crypto/x509"
	"os"
	"time"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Role is in what role a signature is made; each has a profile of its name in
// signing/appearance.
type Role string

// The roles.
const (
	Person   Role = "person"   // ký cá nhân
	Agency   Role = "agency"   // ký cơ quan
	Copy     Role = "copy"     // sao y
	Appendix Role = "appendix" // phụ lục, tệp kèm theo
	Incoming Role = "incoming" // dấu đến
	Initial  Role = "initial"  // ký nháy
)

// Roles lists them in the order of a menu.
var Roles = []Role{Person, Agency, Copy, Appendix, Incoming, Initial}

// CopyWords are the kinds of copies (Decree 30/2020 article 25); the first is
// meant where none is chosen.
var CopyWords = []string{"SAO Y", "SAO LỤC", "TRÍCH SAO"}

// Order says what to sign, with what, and how it shall look.
type Order struct {
	In, Out string
	Role    Role
	Key     crypto.Signer
	Chain   []*x509.Certificate // the signer's first
	Time    time.Time           // the claimed signing time

	Visible   *pades.Visible // nil: where the role's rule says
	Whole     bool           // all of the role's text, also beside the printed name
	Invisible bool
	Field     string
	Certify   pades.Permission
	Image     []byte // PNG or JPEG of the signature or seal; may be nil
	Code      string // số, ký hiệu: shown on attachments
	CopyWord  string // one of CopyWords, shown on copies

	// Level to reach, and whom to ask for it; the zero value asks nobody.
	Level pades.ExtendRequest

	Check Check

	// Text reads what stands on the pages of a file, to refuse a printed mark of
	// secrecy, and to find where a person's signature belongs and that the name is
	// printed there. nil, or an error, leaves the place to the role's rule.
	Text func(ctx context.Context, path string) ([]reading.Page, error)
}

// Check tells what a document's present signatures are worth.
type Check func(ctx context.Context, path string) (desk.Report, error)

// Made is a signature with the level that it reached.
type Made struct {
	pades.Result
	pades.Reached
	MarkRead bool // the first page has text, and it was looked at for a mark of secrecy
}

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
	return task.Finish(ctx)
}

// Task is a signature that waits for its key: Make in three steps, of which only
// Sign asks the key. Either Finish or Discard ends it.
type Task struct {
	*pades.Pending
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
	request := pades.Request{
		Chain: o.Chain, Key: o.Key, Time: o.Time, Field: o.Field, Certify: o.Certify,
	}
	if !o.Invisible {
		if err := o.show(text, &request); err != nil {
			return nil, err
		}
	}
	pending, err := pades.PrepareTo(ctx, o.In, o.Out, request, o.Level)
	if err != nil {
		return nil, err
	}
	return &Task{pending, markRead}, nil
}

// Finish makes the signed file appear.
func (t *Task) Finish(ctx context.Context) (made Made, err error) {
	made.MarkRead = t.markRead
	made.Result, made.Reached, err = t.Pending.Finish(ctx)
	return made, err
}

// text is what stands on the pages; none where it cannot be read, which must not
// keep a person from signing. Pages that can show none are not read: a scan would
// fill the memory for nothing.
func (o Order) text(ctx context.Context) []reading.Page {
	if o.Text == nil {
		return nil
	}
	may := true
	err := o.look(func(doc *pdf.Document) (err error) {
		may, err = doc.MayShowText()
		return err
	})
	if err == nil && !may {
		return nil
	}
	pages, err := o.Text(ctx, o.In)
	if err != nil {
		return nil
	}
	return pages
}

// look lends the document as it is before the signature.
func (o Order) look(use func(*pdf.Document) error) error {
	file, err := os.Open(o.In)
	if err != nil {
		return fault.New(pades.ErrSource, fault.Args{"file": o.In}, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fault.New(pades.ErrSource, fault.Args{"file": o.In}, err)
	}
	doc, err := pdf.Open(file, info.Size())
	if err != nil {
		return err
	}
	return use(doc)
}

// allowed holds the order of signatures: an agency only after a person.
func (o Order) allowed(ctx context.Context) error {
	if o.Check == nil || o.Role != Agency {
		return nil
	}
	report, err := o.Check(ctx, o.In)
	if err != nil {
		return err
	}
	return desk.MaySeal(report)
}

// show adds look and place to the request.
func (o Order) show(text []reading.Page, request *pades.Request) error {
	content, err := o.content()
	if err != nil {
		return err
	}
	return o.look(func(doc *pdf.Document) (err error) {
		request.Visible = o.Visible
		if room, ok := o.room(text, doc); !ok || !o.inRoom(room, &content, request) {
			if request.Visible == nil {
				request.Visible, err = o.place(doc, content)
			}
		}
		request.Appearance = draw(content)
		return err
	})
}

// Package signature makes one signature by the rules of the office: who may
// sign after whom, what the signature looks like in each role and where it
// stands when nobody chose a place (Decree 30/2020, annex I). The desktop and
// the command line both sign through it. It sees a crypto.Signer, no token.
package signature

import (
	"context"
	"crypto"
	"crypto/x509"
	"image"
	"time"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/appearance"
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
	PSS     bool                // RSASSA-PSS of an RSA key
	Hash    crypto.Hash         // 0: what the field demands, else SHA-256

	Visible   *pades.Visible // nil: where the role's rule says
	Whole     bool           // all of the role's text, also beside the printed name
	Invisible bool
	Field     string
	Certify   pades.Permission
	Image     []byte // PNG or JPEG of the signature or seal; may be nil
	// ImageWidth is the true width of a seal in mm; 0 leaves it to the image's own
	// resolution.
	ImageWidth float64
	Profile    *appearance.Profile // how it looks; nil: as the program brings it
	Code       string              // số, ký hiệu: shown on attachments
	CopyWord   string              // one of CopyWords, shown on copies
	Arrival    Arrival             // shown on the stamp of arrival
	Number     *Numbering          // what the agency enters as it signs
	LockForm   bool                // nobody may change the form later, but for number and date

	// Level to reach, and whom to ask for it; the zero value asks nobody.
	Level pades.ExtendRequest

	Check Check

	// Text reads what stands on the pages of a file, to refuse a printed mark of
	// secrecy, and to find where a person's signature belongs, that the name is
	// printed there, and where number and date are blank. nil, or an error, leaves
	// the place to the role's rule, and number and date to the form.
	Text func(ctx context.Context, path string) ([]reading.Page, error)

	// Draw gives a page as an image of that width, in which the stamp of arrival
	// finds a free place; nil leaves it where its template says.
	Draw func(ctx context.Context, path string, page, width int) (image.Image, error)
}

// Check tells what a document's present signatures are worth.
type Check func(ctx context.Context, path string) (desk.Report, error)

// Arrival is what the stamp of arrival says; what is empty stays blank, for a hand
// to fill in.
type Arrival struct {
	Number, To, File string
	Date             office.Date // zero: the day of signing
}

// Made is a signature with the level that it reached.
type Made struct {
	pades.Result
	pades.Reached
	Numbered string // what was entered with it, in words
	MarkRead bool   // the first page has text, and it was looked at for a mark of secrecy
	Over     bool   // the stamp of arrival found no free place, and may cover what stands there
	// Warnings are what the document says against what was asked for: ErrOtherCode
	// and desk.ErrOtherName.
	Warnings []error
}

// text is what stands on the pages; none where it cannot be read, which must not
// keep a person from signing.
func (o Order) text(ctx context.Context) []reading.Page {
	pages, err := textOf(ctx, o.In, o.Text)
	if err != nil {
		return nil
	}
	return pages
}

// textOf is nothing where nobody reads.
func textOf(ctx context.Context, path string, read func(context.Context, string) ([]reading.Page, error)) ([]reading.Page, error) {
	if read == nil {
		return nil, nil
	}
	return read(ctx, path)
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

// show decides about look and place.
func (o Order) show(ctx context.Context, text []reading.Page, doc *pdf.Document, f *found) error {
	content, err := o.content()
	if err != nil {
		return err
	}
	f.content, f.visible = &content, o.Visible
	if room, ok := o.room(text, doc); !ok || !o.inRoom(room, f) {
		if f.visible == nil {
			err = o.usual(ctx, doc, f)
		}
	}
	return err
}

// usual places a signature by its role's rule, a stamp of arrival where the page
// has room for it.
func (o Order) usual(ctx context.Context, doc *pdf.Document, f *found) (err error) {
	if f.visible, err = o.place(doc, *f.content); err != nil || o.Role != Incoming {
		return err
	}
	at, free := o.free(ctx, doc, *f.visible)
	f.visible, f.over = &at, !free
	return ctx.Err()
}

package reading

import "github.com/vanthu/vanthu/office"

// Document is all that Read finds. What is empty was not found.
type Document struct {
	office.Info

	// Code has a zero Number and a Notation where the number is still blank.

	ParentName string   // of the agency above the issuer
	Place      string   // địa danh, before the date
	Addressees []string // Kính gửi
	Recipients []string // Nơi nhận, without the line of what is kept
	Kept       string   // Lưu: "VT, KGVX(02)"
}

// Read finds what a document says of itself. Code, date, agency, type, subject
// and marks are those of the first page; signatory and recipients those of the
// first page that has them, so that a signature in an appendix does not count.
func Read(pages []Page) Document {
	pages = clean(pages)
	d := Document{Info: office.Info{Pages: len(pages)}}
	if len(pages) > 0 {
		d.readFirst(pages[0])
	}
	if s, ok := findSignatory(pages); ok {
		d.Signatory = office.Signatory{Position: s.position(), FullName: s.name}
	}
	d.Recipients, d.Kept = recipients(pages)
	return d
}

func (d *Document) readFirst(page Page) {
	h := headOf(page)
	d.Code = h.code
	d.Date, d.Place = h.date()
	d.IssuerName, d.ParentName = h.agencies()
	d.Type, d.Subject = h.typeAndSubject()
	d.Urgency, d.Secrecy = h.marks()
	d.Addressees = h.addressees()
}

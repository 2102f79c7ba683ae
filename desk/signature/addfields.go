package signature

import (
	"context"
	"os"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Preparation says which document gets fields for number and date.
type Preparation struct {
	In, Out string
	Text    func(ctx context.Context, path string) ([]reading.Page, error)
	// Places given by a person go before what the text tells; nil ones are
	// looked for.
	Number, Day, Month *pades.Visible
}

// ErrNumbered: the document bears its number {document} already.
var ErrNumbered = fault.Define("signature.numbered")

// PreparedField is a field that was made and where it stands.
type PreparedField struct {
	Name string
	At   pades.Visible
}

// AddFields adds the fields for number and date that are blank, before the leader
// signs: what is entered there later keeps his signature valid. The notation, the
// place and a printed year stay as they are.
func AddFields(ctx context.Context, p Preparation) ([]PreparedField, error) {
	unit, err := firstUnit(p.In)
	if err != nil {
		return nil, err
	}
	pages, err := textOf(ctx, p.In, p.Text)
	if err != nil && p.Number == nil {
		return nil, err
	}
	blanks := reading.FindBlanks(pages)
	if code := reading.Read(pages).Code; code.Number > 0 && p.Number == nil {
		return nil, fault.New(ErrNumbered, fault.Args{"document": code.String()}, nil)
	}
	var fields []pades.EntryField
	for _, want := range []struct {
		name, tip string
		given     *pades.Visible
		blank     reading.Blank
	}{
		{numberField, "Số", p.Number, blanks.Number},
		{dayField, "Ngày", p.Day, blanks.Day},
		{monthField, "Tháng", p.Month, blanks.Month},
		{yearField, "Năm", nil, blanks.Year},
	} {
		field := pades.EntryField{Name: want.name, Tip: want.tip, SizePt: usualType, Italic: slanted(want.name)}
		switch {
		case want.given != nil:
			field.At = *want.given
			field.SizePt = max(leastType, min(usualType, field.At.Height*pointsPerMM/lineHeight))
		case want.blank.Width > 0:
			field.At, field.SizePt = lineBox(want.blank, field.Italic, unit)
			field.Opaque = want.blank.Leaders
		default:
			continue
		}
		fields = append(fields, field)
	}
	if len(fields) == 0 || fields[0].Name != numberField {
		return nil, fault.New(ErrNoBlank, fault.Args{"what": "Số"}, nil)
	}
	made := make([]PreparedField, len(fields))
	for i, f := range fields {
		made[i] = PreparedField{f.Name, f.At}
	}
	return made, pades.AddFields(ctx, p.In, p.Out, fields)
}

// firstUnit is the /UserUnit of the first page.
func firstUnit(path string) (float64, error) {
	unit := 1.0
	err := withDocument(path, func(doc *pdf.Document) error {
		page, err := doc.Page(1)
		unit = page.UserUnit
		return err
	})
	return unit, err
}

// withDocument opens a file for reading.
func withDocument(path string, use func(*pdf.Document) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fault.New(pades.ErrSource, fault.Args{"file": path}, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fault.New(pades.ErrSource, fault.Args{"file": path}, err)
	}
	doc, err := pdf.Open(file, info.Size())
	if err != nil {
		return err
	}
	return use(doc)
}

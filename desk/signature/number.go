package signature

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Numbering is what the register gave a document after its leader signed it
// (Decree 30/2020 articles 14 and 15): the agency enters it as it signs.
type Numbering struct {
	Code office.DocumentCode // the notation may be left to the document
	Date office.Date         // zero: only the number
	// Must makes it an error when the document has no place for them; else the
	// agency signs without, as a scan of paper has its number already.
	Must bool
}

// What stands against entering a number.
var (
	// ErrCodeDiffers: the document bears another number or notation {document}
	// than the register gave {register}.
	ErrCodeDiffers = fault.Define("signature.code_differs")
	// ErrDateDiffers: the same of the date.
	ErrDateDiffers = fault.Define("signature.date_differs")
	// ErrNoBlank: neither a field nor a blank is there for {what}.
	ErrNoBlank = fault.Define("signature.no_blank")
)

// The names of the fields that hold number and date, as folded text: those that
// AddFields makes, and what an agency names its own in a template.
const (
	numberField = "so"
	dayField    = "ngay"
	monthField  = "thang"
	yearField   = "nam"
)

// entry is one text and where it goes.
type entry struct {
	field string // of the form, folded
	text  string
	blank reading.Blank
}

// numbers is what has to be entered.
type numbers struct {
	fill  []pades.Fill // into fields
	write []entry      // into blanks of the page
	says  string       // all of it in words
}

// numbers finds where number and date go; nothing where they stand already.
func (o Order) numbers(text []reading.Page, doc *pdf.Document) (n numbers, err error) {
	if o.Number == nil || o.Role != Agency {
		return n, nil
	}
	found, blanks := reading.Read(text), reading.FindBlanks(text)
	if err := o.Number.agrees(found, blanks.Printed); err != nil {
		return n, err
	}
	fields, err := numberFields(doc)
	if err != nil {
		return n, err
	}
	for _, e := range o.Number.entries(blanks) {
		if err := n.take(e, fields, found, o.Number.Must); err != nil {
			return n, err
		}
	}
	n.says = o.Number.says(found)
	return n, nil
}

// take decides where one entry goes.
func (n *numbers) take(e entry, fields map[string]pdf.FormField, found reading.Document, must bool) error {
	field, prepared := fields[e.field]
	value, _ := field.Dict["V"].(pdf.String)
	text := strings.TrimSpace(value.Text())
	switch {
	case prepared && text == "":
		n.fill = append(n.fill, pades.Fill{Field: field.Name, Text: e.text, Draw: fieldDraw(e.text, field)})
	case prepared && strings.TrimLeft(text, "0") != strings.TrimLeft(e.text, "0"):
		return fault.New(ErrCodeDiffers, fault.Args{"document": text, "register": e.text}, nil)
	case prepared, standsThere(e.field, found):
	case e.blank.Width > 0:
		n.write = append(n.write, e)
	case must && e.field != yearField:
		return fault.New(ErrNoBlank, fault.Args{"what": e.text}, nil)
	}
	return nil
}

func standsThere(field string, found reading.Document) bool {
	if field == numberField {
		return found.Code.Number > 0
	}
	return !found.Date.IsZero()
}

// agrees holds the document to the register: it is not numbered twice.
func (n Numbering) agrees(found reading.Document, year int) error {
	wanted := n.Code
	if wanted.Notation == "" {
		wanted.Notation = found.Code.Notation
	}
	there := found.Code
	other := there.Notation != "" && there.Notation != wanted.Notation ||
		there.Number > 0 && (there.Number != wanted.Number || there.Suffix != wanted.Suffix)
	if other {
		return fault.New(ErrCodeDiffers, fault.Args{"document": there.String(), "register": wanted.String()}, nil)
	}
	if n.Date.IsZero() {
		return nil
	}
	if !found.Date.IsZero() && found.Date != n.Date {
		return fault.New(ErrDateDiffers, fault.Args{"document": found.Date.Shown(), "register": n.Date.Shown()}, nil)
	}
	if year > 0 && year != n.Date.Year {
		return fault.New(ErrDateDiffers, fault.Args{"document": strconv.Itoa(year), "register": n.Date.Shown()}, nil)
	}
	return nil
}

// entries writes number and date as Decree 30/2020 annex I wants them: numbers
// and days below 10 and the months 1 and 2 with a leading zero (II.3c, II.4b).
func (n Numbering) entries(b reading.Blanks) []entry {
	out := []entry{{numberField, fmt.Sprintf("%02d%s", n.Code.Number, n.Code.Suffix), b.Number}}
	if n.Date.IsZero() {
		return out
	}
	year := strings.TrimPrefix(strconv.Itoa(n.Date.Year), b.Century)
	return append(out,
		entry{dayField, fmt.Sprintf("%02d", n.Date.Day), b.Day},
		entry{monthField, monthText(n.Date.Month), b.Month},
		entry{yearField, year, b.Year})
}

func monthText(month int) string {
	if month < 3 {
		return fmt.Sprintf("%02d", month)
	}
	return strconv.Itoa(month)
}

// says is what the entries come to, as one reads it in the document.
func (n Numbering) says(found reading.Document) string {
	code := n.Code
	if code.Notation == "" {
		code.Notation = found.Code.Notation
	}
	text := "Số: " + strings.TrimSuffix(code.String(), "/")
	if n.Date.IsZero() {
		return text
	}
	text += ", "
	if found.Place != "" {
		text += found.Place + ", "
	}
	return text + fmt.Sprintf("ngày %02d tháng %s năm %d", n.Date.Day, monthText(n.Date.Month), n.Date.Year)
}

// numberFields finds the text fields for number and date by their names.
func numberFields(doc *pdf.Document) (map[string]pdf.FormField, error) {
	fields, err := doc.Fields()
	if err != nil {
		return nil, err
	}
	found := map[string]pdf.FormField{}
	for _, f := range fields {
		switch name := fold.Text(f.Name); name {
		case numberField, dayField, monthField, yearField:
			if kind, _ := doc.Resolve(f.Dict["FT"]); kind == pdf.Name("Tx") {
				value, _ := doc.Resolve(f.Dict["V"])
				f.Dict["V"] = value
				found[name] = f
			}
		}
	}
	return found, nil
}

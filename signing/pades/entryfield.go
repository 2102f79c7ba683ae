package pades

import (
	"fmt"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// EntryField is a text field for what is entered after a document was signed, so
// that the signatures over it stay valid: its number and its date.
type EntryField struct {
	Name   string // its partial and full name, without points
	Tip    string // what it is for, as viewers show and read it
	At     Visible
	SizePt float64
	Italic bool
	Opaque bool // white behind what is entered
}

// The fonts that viewers set typed text in; what this program enters brings its
// own font along.
const (
	uprightFont = pdf.Name("VanThuSerif")
	italicFont  = pdf.Name("VanThuSerifItalic")
)

// addEntries puts the fields into form and pages.
func (e *editor) addEntries(fields []EntryField) error {
	if !e.doc.Permissions().AddFields() {
		return ErrNotPermitted
	}
	existing, err := e.doc.Fields()
	if err != nil {
		return err
	}
	form, save, err := e.form()
	if err != nil {
		return err
	}
	for _, f := range fields {
		for _, old := range existing {
			if old.Name == f.Name {
				return fault.New(ErrFieldExists, fault.Args{"field": f.Name}, nil)
			}
		}
		if err := e.addEntry(form, f); err != nil {
			return err
		}
	}
	if err := e.addFonts(form); err != nil {
		return err
	}
	save()
	return nil
}

// form gives a copy of the form, an empty one where there is none, and what
// keeps its changes.
func (e *editor) form() (form pdf.Dict, save func(), err error) {
	form, err = e.dict(e.root["AcroForm"])
	if err != nil {
		return nil, nil, err
	}
	ref, indirect := e.root["AcroForm"].(pdf.Ref)
	if form == nil {
		form, indirect = pdf.Dict{}, false
	}
	return form, func() {
		if indirect {
			e.update.Set(ref, form)
			return
		}
		e.root["AcroForm"] = form
		e.saveRoot()
	}, nil
}

func (e *editor) addEntry(form pdf.Dict, f EntryField) error {
	page, err := e.shownPage(f.At.Page)
	if err != nil {
		return err
	}
	font := uprightFont
	if f.Italic {
		font = italicFont
	}
	width, height := points(f.At.Width), points(f.At.Height)
	field := pdf.Dict{
		"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Tx"),
		"T": pdf.Text(f.Name), "TU": pdf.Text(f.Tip), "F": pdf.Integer(flagPrint), "Q": pdf.Integer(1),
		"DA": pdf.String(fmt.Sprintf("/%s %g Tf 0 g", font, f.SizePt/page.UserUnit)),
		"P":  page.Ref, "Rect": onPage(page, f.At.On(page)).Array(),
		"AP": pdf.Dict{"N": e.update.Add(&pdf.Stream{Dict: pdf.Dict{
			"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "Resources": pdf.Dict{},
			"BBox": pdf.Rect{URX: width, URY: height}.Array(),
		}})},
	}
	look := pdf.Dict{}
	if f.Opaque {
		look["BG"] = pdf.Array{pdf.Integer(1)}
	}
	if page.Rotate != 0 { // of what is typed, against the page (table 192)
		look["R"] = pdf.Integer(page.Rotate)
	}
	if len(look) > 0 {
		field["MK"] = look
	}
	ref := e.update.Add(field)
	if _, err := e.appended(form, "Fields", ref); err != nil {
		return err
	}
	return e.annotate(page, ref)
}

// addFonts enters the fonts for typing into the form's resources, beside what is
// there.
func (e *editor) addFonts(form pdf.Dict) error {
	resources, err := e.dict(form["DR"])
	if err != nil {
		return err
	}
	if resources == nil {
		resources = pdf.Dict{}
	}
	fonts, err := e.dict(resources["Font"])
	if err != nil {
		return err
	}
	if fonts == nil {
		fonts = pdf.Dict{}
	}
	for name, base := range map[pdf.Name]pdf.Name{uprightFont: "Times-Roman", italicFont: "Times-Italic"} {
		fonts[name] = pdf.Dict{
			"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": base, "Encoding": pdf.Name("WinAnsiEncoding"),
		}
	}
	resources["Font"], form["DR"] = fonts, resources
	return nil
}

package pdftest

import (
	"bytes"
	"fmt"
	"strings"
)

// object is an indirect object's text.
type object struct {
	number, generation int
	body               string
	stream             []byte
	hidden             bool // in the object stream of a hybrid file
}

// Numbers of the objects that tests refer to.
const (
	CatalogNumber   = 1
	PagesNumber     = 2
	FormNumber      = 3
	FieldsNumber    = 4
	TextFieldNumber = 5
	SignatureNumber = 6 // the empty field
	FontNumber      = 7
	FirstPageNumber = 10 // then one page in every three objects: page, content, annotations
)

// Build makes a file.
func Build(o Options) []byte {
	if o.Pages == 0 {
		o.Pages = 1
	}
	if o.MediaBox == "" {
		o.MediaBox = "[0 0 595 842]"
	}
	w := &writer{}
	w.out.WriteString(o.Prefix)
	w.start = w.out.Len()
	w.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	w.objects(o.Kind, all(o))
	w.finish(o.Kind)
	return w.out.Bytes()
}

func all(o Options) []object {
	objects := append([]object{catalog(o), pages(o)}, form(o)...)
	for i := range o.Pages {
		objects = append(objects, page(o, i)...)
	}
	return objects
}

func catalog(o Options) object {
	body := "<</Type /Catalog /Pages 2 0 R " + o.Catalog
	if o.Form && o.Indirect {
		body += fmt.Sprintf(" /AcroForm %d 0 R", FormNumber)
	} else if o.Form {
		body += " /AcroForm " + acroForm(o)
	}
	return object{number: CatalogNumber, body: body + ">>"}
}

func acroForm(o Options) string {
	fields := fmt.Sprintf("[%d 0 R %d 0 R]", TextFieldNumber, SignatureNumber)
	if o.Indirect {
		fields = fmt.Sprintf("%d 0 R", FieldsNumber)
	}
	return fmt.Sprintf("<</Fields %s /DA (/Helv 0 Tf 0 g) /DR <</Font <</Helv %d 0 R>>>>>>", fields, FontNumber)
}

func pages(o Options) object {
	var kids []string
	for i := range o.Pages {
		kids = append(kids, fmt.Sprintf("%d %d R", FirstPageNumber+3*i, generation(o, i)))
	}
	return object{number: PagesNumber, body: fmt.Sprintf("<</Type /Pages /Count %d /MediaBox %s /Kids [%s]>>",
		o.Pages, o.MediaBox, strings.Join(kids, " "))}
}

func generation(o Options, page int) int {
	if page == 0 {
		return o.Generation
	}
	return 0
}

func page(o Options, i int) []object {
	n := FirstPageNumber + 3*i
	annots := "[]"
	if o.Form && i == 0 {
		annots = fmt.Sprintf("[%d 0 R %d 0 R]", TextFieldNumber, SignatureNumber)
	}
	entry := "/Annots " + annots
	if o.Indirect {
		entry = fmt.Sprintf("/Annots %d 0 R", n+2)
	}
	content := fmt.Sprintf("BT /Helv 18 Tf 60 700 Td (Page %d of the document) Tj ET", i+1)
	if i == o.Pages-1 {
		content += strings.Repeat("\n% padding of a large page, not compressed", o.Padding/42)
	}
	return []object{
		{number: n, generation: generation(o, i), body: fmt.Sprintf(
			"<</Type /Page /Parent 2 0 R /Contents %d 0 R /Resources <</Font <</Helv %d 0 R>>>> %s %s>>", n+1, FontNumber, entry, o.Page)},
		{number: n + 1, body: "<<>>", stream: []byte(content)},
		{number: n + 2, body: annots},
	}
}

func form(o Options) []object {
	font := object{number: FontNumber, body: "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"}
	if !o.Form {
		return []object{font}
	}
	lock := o.Lock
	if lock != "" {
		lock = "/Lock " + lock
	}
	return []object{
		font,
		{number: FormNumber, body: acroForm(o), hidden: true},
		{number: FieldsNumber, body: fmt.Sprintf("[%d 0 R %d 0 R]", TextFieldNumber, SignatureNumber), hidden: true},
		{number: TextFieldNumber, hidden: true, body: fmt.Sprintf(
			"<</Type /Annot /Subtype /Widget /FT /Tx /T (Note) /V (kept) /F 4 /Rect [60 600 260 620] /P %d %d R>>", FirstPageNumber, o.Generation)},
		{number: SignatureNumber, hidden: true, body: fmt.Sprintf(
			"<</Type /Annot /Subtype /Widget /FT /Sig /T (Approval) /F 4 /Rect [300 100 500 180] /P %d %d R %s %s>>", FirstPageNumber, o.Generation, lock, o.Field)},
	}
}

// writer lays a file out; offsets count from start, where the header stands.
type writer struct {
	out     bytes.Buffer
	start   int
	entries []entry
	packed  []object
	highest int
}

// entry is one of the cross-reference: container is 0 for plain objects.
type entry struct {
	number, generation, place, container int
	hidden                               bool
}

func (w *writer) objects(kind Kind, objects []object) {
	for _, o := range objects {
		w.highest = max(w.highest, o.number)
		pack := kind == Stream && o.stream == nil && o.generation == 0 || kind == Hybrid && o.hidden
		if pack {
			w.packed = append(w.packed, o)
			continue
		}
		w.plain(o)
	}
	if len(w.packed) > 0 {
		w.pack(kind == Hybrid)
	}
}

func (w *writer) plain(o object) {
	w.entries = append(w.entries, entry{number: o.number, generation: o.generation, place: w.out.Len() - w.start})
	fmt.Fprintf(&w.out, "%d %d obj\n", o.number, o.generation)
	if o.stream == nil {
		w.out.WriteString(o.body)
	} else {
		fmt.Fprintf(&w.out, "%s /Length %d>>\nstream\n", strings.TrimSuffix(o.body, ">>"), len(o.stream))
		w.out.Write(o.stream)
		w.out.WriteString("\nendstream")
	}
	w.out.WriteString("\nendobj\n")
}

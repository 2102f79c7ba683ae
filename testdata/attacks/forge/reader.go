package forge

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// evilObject is what some readers are to show in place of the content, keptObject
// is the content as it was signed.
const (
	evilObject = "11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"
	pageText   = "/Type /Page /Parent 2 0 R /Resources <</Font <</Helv 7 0 R>>>> /Annots [5 0 R 6 0 R]"
)

// readerAttacks are revisions that one reader takes for harmless and another
// one shows something else by.
func readerAttacks() []Case {
	part, unclear := "intact part", doubtful(verify.ChangesUncompared)
	return []Case{
		altered.to("readers: same content under another generation", part, func(w *Workshop) []byte {
			file := w.genuine()
			doc := open(file)
			object := fmt.Sprintf("11 1 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(rawData(doc, contentRef)), rawData(doc, contentRef))
			return bareRevision(file, 11, 1, object, "")
		}),
		unclear.to("readers: same content at a place of another generation", part, func(w *Workshop) []byte {
			file := w.genuine()
			doc := open(file)
			object := fmt.Sprintf("11 5 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(rawData(doc, contentRef)), rawData(doc, contentRef))
			return bareRevision(file, 11, 0, object, "")
		}),
		unclear.to("readers: page with two contents under one key", part, tail(func(t *tailWriter) {
			t.object(600, "<</Length 6>>\nstream\nq 99 Q\nendstream")
			t.object(10, "<<"+annotsOf(t.doc)+" /Contents 600 0 R /Contents 11 0 R>>")
		})),
		unclear.to("readers: trailer with two roots", part, tail(func(t *tailWriter) {
			t.object(600, "<</Type /Catalog /Pages 601 0 R>>")
			t.object(601, "<</Type /Pages /Count 0 /Kids []>>")
			t.head = "/Root 600 0 R"
		})),
		unclear.to("readers: object listed twice", part, tail(func(t *tailWriter) {
			t.list(11, t.at(evilObject))
			t.entries = fmt.Sprintf("11 1\n%010d 00000 n \n", t.placeOf(11)) + t.entries
		})),
		unclear.to("readers: object listed and freed", part, tail(func(t *tailWriter) {
			t.entries = fmt.Sprintf("11 1\n%010d 00000 n \n11 1\n0000000000 00001 f \n", t.placeOf(11))
		})),
		unclear.to("readers: object that only a scan finds", part, tail(func(t *tailWriter) {
			t.at(evilObject)
			t.object(600, "null")
		})),
		unclear.to("readers: object that only a scan finds, behind another signature", "intact part, intact whole", func(w *Workshop) []byte {
			forged := tail(func(t *tailWriter) {
				t.at(evilObject)
				t.object(600, "null")
			})(w)
			return w.sign(forged, w.PKI.Agency)
		}),
		unclear.to("readers: trailer that only a scan finds", part, tail(func(t *tailWriter) {
			t.object(600, "null")
			t.at("trailer\n<</Root 999 0 R>>\n")
			t.at("600 0 obj\nnull\nendobj\n")
			t.at("trailer\n<</Root 999 0 R>>\n")
		})),
		unclear.to("readers: previous section by a reference", part, tail(func(t *tailWriter) {
			t.at(evilObject)
			t.previous = fmt.Sprintf("%d 0 R", startOf(t.file))
		})),
		altered.to("readers: trailer too small for the objects", part, tail(func(t *tailWriter) {
			t.object(12, "[]")
			t.size = 8
		})),
		unclear.to("readers: stream that says otherwise than the table", part, tail(func(t *tailWriter) {
			evil := t.at(evilObject)
			stream := t.at(fmt.Sprintf("602 0 obj\n<</Type /XRef /Size 603 /W [1 4 1] /Index [11 1] /Filter /ASCIIHexDecode /Length 13>>\nstream\n01%08x00>\nendstream\nendobj\n", evil))
			t.list(11, t.placeOf(11))
			t.trailer = fmt.Sprintf("/XRefStm %d", stream)
		})),
		unclear.to("readers: two objects of one number in an object stream", part, twoInOneStream),
		altered.to("readers: prepared cross-reference chosen by a bare startxref", part, bareStart),
		unclear.to("readers: signed revision left out of the chain", part, leftOut),
	}
}

// tailWriter writes a revision by hand.
type tailWriter struct {
	doc      *pdf.Document
	file     []byte
	out      []byte
	entries  string
	head     string // of the trailer
	trailer  string
	root     string
	previous string
	size     int
}

// tail appends a revision with a table to the genuine file.
func tail(write func(*tailWriter)) func(*Workshop) []byte {
	return func(w *Workshop) []byte { return byHand(w.genuine(), write) }
}

func byHand(file []byte, write func(*tailWriter)) []byte {
	t := &tailWriter{doc: open(file), file: file, out: append(bytes.Clone(file), '\n'), root: "1 0 R", size: 999}
	t.previous = fmt.Sprint(startOf(file))
	write(t)
	start := len(t.out)
	return fmt.Appendf(t.out, "xref\n%strailer\n<<%s /Size %d /Root %s /Prev %s %s>>\nstartxref\n%d\n%%%%EOF\n", t.entries, t.head, t.size, t.root, t.previous, t.trailer, start)
}

// at writes a text and gives its place.
func (t *tailWriter) at(text string) int {
	place := len(t.out)
	t.out = append(t.out, text...)
	return place
}

func (t *tailWriter) list(number, place int) {
	t.entries += fmt.Sprintf("%d 1\n%010d 00000 n \n", number, place)
}

func (t *tailWriter) object(number int, body string) {
	t.list(number, t.at(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", number, body)))
}

// placeOf is where an object was signed.
func (t *tailWriter) placeOf(number int) int { return placeIn(t.file, number) }

func placeIn(file []byte, number int) int {
	at := bytes.LastIndex(file, fmt.Appendf(nil, "\n%d 0 obj", number))
	hold(at > 0, "object found")
	return at + 1
}

// annotsOf is the signed page's dictionary without its content, as it stands.
func annotsOf(doc *pdf.Document) string {
	page := resolve[pdf.Dict](doc, pageRef)
	var refs []string
	for _, o := range resolve[pdf.Array](doc, page["Annots"]) {
		refs = append(refs, fmt.Sprintf("%d 0 R", o.(pdf.Ref).Number))
	}
	return strings.Replace(pageText, "[5 0 R 6 0 R]", "["+strings.Join(refs, " ")+"]", 1)
}

// twoInOneStream writes the page's list of contents anew, twice in one object
// stream: which of the two counts, the index or the number decides.
func twoInOneStream(w *Workshop) []byte {
	file := revised(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Pages: 2}), both(onPage(pdf.Dict{"Contents": hidden}), func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, pdf.Array{contentRef})
	}))
	file = w.sign(file, w.PKI.Leader)
	const head, lists = "500 0 500 9 ", "[11 0 R] [14 0 R]"
	previous, container := startOf(file), len(file)
	file = fmt.Appendf(file, "900 0 obj\n<</Type /ObjStm /N 2 /First %d /Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head), len(head+lists), head+lists)
	start := len(file)
	return fmt.Appendf(file, "902 0 obj\n<</Type /XRef /Size 999 /Root 1 0 R /Prev %d /W [1 4 1] /Index [500 1 900 1 902 1] /Filter /ASCIIHexDecode /Length 37>>\n"+
		"stream\n02%08x0001%08x0001%08x00>\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", previous, 900, container, start, start)
}

// bareStart has a second cross-reference in the signed part, inside a stream; all
// that comes later is a startxref that names it.
func bareStart(w *Workshop) []byte {
	file := twoPages()
	const room = 400
	file = revised(file, func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: bytes.Repeat([]byte{' '}, room)})
	})
	at := bytes.Index(file, bytes.Repeat([]byte{' '}, room))
	hold(at > 0, "room found")
	section := at + len(evilObject) + 1
	forged := fmt.Sprintf("%s\nxref\n11 1\n%010d 00000 n \ntrailer\n<</Size 999 /Root 1 0 R /Prev %%d>>\n", evilObject, at)
	place := func(prev int) { copy(file[at:at+room], fmt.Sprintf(forged, prev)) }
	place(0)
	signed := w.sign(file, w.PKI.Leader)
	// The section's /Prev must be that of the signed revision, which is known
	// once the file was signed; a second signature has the same length.
	place(startOf(signed))
	again := w.sign(file, w.PKI.Leader)
	hold(startOf(again) == startOf(signed), "revision at the same place")
	return fmt.Appendf(again, "\nstartxref\n%d\n%%%%EOF\n", section)
}

// leftOut links to the revision before the signed one and lists again what shows
// the signature.
func leftOut(w *Workshop) []byte {
	before := twoPages()
	file := w.sign(before, w.PKI.Leader)
	signed := open(file)
	return byHand(file, func(t *tailWriter) {
		t.previous = fmt.Sprint(startOf(before))
		for ref := range signed.Refs() {
			if place := bytes.LastIndex(file, fmt.Appendf(nil, "\n%d 0 obj", ref.Number)); place+1 >= len(before) {
				t.list(ref.Number, place+1)
			}
		}
		t.list(11, t.at(evilObject))
	})
}

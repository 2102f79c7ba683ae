package forge

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// entryAttacks are revisions with a cross-reference stream whose entries one
// reader takes for nothing and another one follows.
func entryAttacks() (attacks []Case) {
	part, unclear := "intact part", doubtful(verify.ChangesUncompared)
	for name, c := range map[string]struct {
		answer Answer
		pdfsig string
		row    func(evil int) string
	}{
		"of a kind that is not defined yet": {altered, Unopened, func(evil int) string { return row(3, uint64(evil), 0) }},
		"at the file's very start":          {unclear, part, func(int) string { return row(1, 0, 0) }},
		"at a place of 64 bits":             {unclear, Unopened, func(evil int) string { return row(1, 1<<63+uint64(evil), 0) }},
		"at a place that 32 bits cut":       {unclear, part, func(evil int) string { return row(1, 1<<32+uint64(evil), 0) }},
		"of a generation that 16 bits cut":  {altered, part, func(evil int) string { return row(1, uint64(evil), 1<<16) }},
		"in the object stream of no number": {unclear, Unopened, func(int) string { return row(2, math.MaxUint64, 0) }},
		"in an object stream of itself":     {unclear, part, func(int) string { return row(2, 11, 0) }},
		"freed":                             {altered, part, func(int) string { return row(0, 0, 1) }},
		"freed by more than one byte":       {altered, Unopened, func(evil int) string { return fmt.Sprintf("%04x%016x%08x", 0x100, evil, 0) }},
	} {
		attacks = append(attacks, c.answer.to("entries: content "+name, c.pdfsig, func(w *Workshop) []byte {
			file, evil := w.signedWithAnother()
			return streamTail(file, c.row(evil))
		}))
	}
	for name, lines := range map[string]string{
		"in lines of other than 20 bytes": "11 2\n%010d 00000 n\n%010d 00000 n \n",
		"in a line without padding":       "11 2\n%d 0 n\n%010d 00000 n \n",
		"of a generation cut":             "11 2\n%010d 65536 n \n%010d 00000 n \n",
		"of a part that counts from 1":    "1 1\n0000000000 65535 f \n11 2\n%010d 00000 n \n%010d 00000 n \n",
	} {
		attacks = append(attacks, unclear.to("entries: "+name, part, tail(func(t *tailWriter) {
			t.entries = fmt.Sprintf(lines, t.placeOf(11), t.placeOf(12))
		})))
	}
	for name, keys := range map[string]string{
		"index by a reference": "/W [2 8 4] /Index 500 0 R", "index of fractions": "/W [2 8 4] /Index [11.0 1 900 1]",
		"index of three numbers": "/W [2 8 4] /Index [900 1 11]", "widths of four numbers": "/W [2 8 4 0] /Index [900 1]",
	} {
		said := part
		if strings.HasPrefix(name, "index by") || strings.HasPrefix(name, "index of f") {
			said = Unopened
		}
		attacks = append(attacks, unclear.to("entries: "+name, said, func(w *Workshop) []byte {
			file, _ := w.signedWithAnother()
			return streamWith(file, keys, row(1, uint64(len(file)), 0))
		}))
	}
	return append(attacks,
		unclear.to("entries: page at a place of the object stream that is another's", part, func(w *Workshop) []byte {
			file := w.sign(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Pages: 2}), w.PKI.Leader)
			container := bytes.Index(file, []byte("/ObjStm"))
			hold(container > 0, "object stream")
			number := numberBefore(file, container)
			rows := row(2, uint64(number), 0) + row(1, uint64(len(file)), 0)
			return streamWith(file, fmt.Sprintf("/W [2 8 4] /Index [%d 1 900 1]", pagesRef.Number), rows)
		}),
		unclear.to("readers: catalog of another generation", part, tail(func(t *tailWriter) {
			t.object(600, "null")
			t.root = "1 7 R"
		})),
		unclear.to("readers: content behind half a line end", part, tail(func(t *tailWriter) {
			data := rawData(t.doc, contentRef)
			t.object(11, fmt.Sprintf("<</Length %d>>\nstream\r%s\nendstream", len(data), data))
		})),
		wrongRange.to("header moved", "broken part", func(w *Workshop) []byte { return append([]byte("% moved\n"), w.genuine()...) }),
	)
}

// row is an entry: two bytes of kind, eight of place, four of generation.
func row(kind int, place uint64, third int) string {
	return fmt.Sprintf("%04x%016x%08x", kind, place, third)
}

// streamTail ends a file with a cross-reference stream that has one entry, for
// object 11, and its own.
func streamTail(file []byte, entry string) []byte {
	return streamWith(file, "/W [2 8 4] /Index [11 1 900 1]", entry+row(1, uint64(len(file)), 0))
}

// streamWith ends a file with a cross-reference stream of given keys and rows.
func streamWith(file []byte, keys, rows string) []byte {
	previous := startOf(file[:bytes.LastIndex(file, []byte("%%EOF"))+6])
	start, data := len(file), rows+">"
	return fmt.Appendf(file, "900 0 obj\n<</Type /XRef /Size 999 /Root 1 0 R /Prev %d %s /Filter /ASCIIHexDecode /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		previous, keys, len(data), data, start)
}

// signedWithAnother is a signed file with cross-reference streams that has a
// second object 11 in the signed part, which nothing refers to.
func (w *Workshop) signedWithAnother() (file []byte, evil int) {
	file = revised(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Pages: 2}), func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte(evilObject)})
	})
	return w.sign(file, w.PKI.Leader), bytes.Index(file, []byte(evilObject))
}

// numberBefore is the number of the object in which a place is.
func numberBefore(file []byte, at int) int {
	head := bytes.LastIndex(file[:at], []byte(" 0 obj"))
	start := bytes.LastIndexByte(file[:head], '\n') + 1
	return must(strconv.Atoi(string(file[start:head])))
}

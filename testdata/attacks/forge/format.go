package forge

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// What a signature says of the bytes it covers, and its value.
func formatAttacks() (attacks []Case) {
	for name, other := range map[string]func(r [4]int) string{
		"byte range from the second byte":        func(r [4]int) string { return fmt.Sprintf("[1 %d %d %d]", r[1]-1, r[2], r[3]) },
		"byte range that says it starts later":   func(r [4]int) string { return fmt.Sprintf("[9 %d %d %d]", r[1], r[2], r[3]) },
		"byte range behind the end":              func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1], r[2], r[3]+1) },
		"byte range that overlaps itself":        func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[2], r[1], r[3]) },
		"byte range of negative numbers":         func([4]int) string { return "[0 -1 -1 -1]" },
		"byte range beyond all numbers":          func([4]int) string { return "[0 9 9 4294967295]" },
		"byte range of nothing":                  func([4]int) string { return "[0 0 0 0]" },
		"byte range of names":                    func([4]int) string { return "[/a /b /c /d]" },
		"byte range of fractions":                func([4]int) string { return "[0 9.5 11.5 9]" },
		"byte range that starts at minus zero":   func(r [4]int) string { return fmt.Sprintf("[-1 %d %d 9]", r[1], r[2]) },
		"byte range of real numbers":             func(r [4]int) string { return fmt.Sprintf("[0. %d %d 9]", r[1], r[2]) },
		"byte range that leaves out a byte more": func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1], r[2]+1, r[3]-1) },
		"byte range that covers the digits":      func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1]+1, r[2]-1, r[3]+1) },
		"byte range by a reference":              func([4]int) string { return "90 0 R" },
		"byte range of three parts":              func(r [4]int) string { return fmt.Sprintf("[0 9 9 1 %d 9]", r[2]) },
		"byte range of one part":                 func([4]int) string { return "[0 9]" },
		"byte range without numbers":             func([4]int) string { return "[]" },
		"byte range null":                        func([4]int) string { return "null" },
		"byte range that ends before the file's": func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1], r[2], r[3]-9) },
	} {
		forge := func(w *Workshop) []byte { return w.withByteRange(other) }
		a, said := wrongRange, "broken part"
		switch name {
		case "byte range that ends before the file's":
			a = brokenHash
		case "byte range from the second byte":
			said = "broken whole"
		}
		attacks = append(attacks, a.to(name, said, forge))
	}
	return append(attacks,
		brokenValue.to("flipped byte of the signature's value", "broken whole", flipSignature),
		wrongRange.to("hole in the byte range", "intact part", widenHole),
		wrongRange.to("byte range missing", "broken part", func(w *Workshop) []byte {
			return bytes.Replace(w.genuine(), []byte("/ByteRange"), []byte("/BiteRange"), 1)
		}),
		wrongRange.to("contents missing", "broken whole", func(w *Workshop) []byte { return renameContents(w.genuine()) }),
		wrongValue.to("contents of zeros", "broken part", func(w *Workshop) []byte { return w.withContents("<00") }),
		wrongValue.to("contents with a comment", "broken part", func(w *Workshop) []byte { return w.withContents("<%comment\n") }),
		wrongRange.to("contents that end early, a key behind", "broken part", func(w *Workshop) []byte { return w.withContents("<00>/Contents <") }),
		wrongValue.to("contents in parentheses", "broken part", func(w *Workshop) []byte {
			file := w.genuine()
			from, to := hole(file)
			file[from], file[to-1] = '(', ')'
			return file
		}),
		wrongRange.to("contents without an end", "intact part", func(w *Workshop) []byte {
			file := w.genuine()
			_, to := hole(file)
			file[to-1] = '0'
			return file
		}),
		passed(verify.TimeOnlyClaimed).to("contents with an odd number of digits", "intact part", func(w *Workshop) []byte {
			file := w.genuine()
			_, to := hole(file)
			file[to-2] = ' '
			return file
		}),
		wrongRange.to("signature in an object stream", "intact part", func(w *Workshop) []byte {
			file := w.genuine()
			doc := open(file)
			ref := signedRef(doc)
			body := string(file[placeIn(file, ref.Number):])
			body = body[strings.Index(body, "obj")+3 : strings.Index(body, "endobj")]
			head := fmt.Sprintf("%d 0 ", ref.Number)
			previous, container := startOf(file), len(file)
			file = fmt.Appendf(file, "900 0 obj\n<</Type /ObjStm /N 1 /First %d /Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head), len(head+body), head+body)
			start := len(file)
			return fmt.Appendf(file, "902 0 obj\n<</Type /XRef /Size 999 /Root 1 0 R /Prev %d /W [1 4 1] /Index [%d 1 900 1 902 1] /Filter /ASCIIHexDecode /Length 37>>\n"+
				"stream\n02%08x0001%08x0001%08x00>\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", previous, ref.Number, 900, container, start, start)
		}),
		Answer{Result: verify.NoSignature, Finding: verify.OrphansFound}.to("signature that no field holds", "", orphan),
		Answer{Result: verify.NoSignature, Finding: verify.OrphansFound}.to("signature taken out of the form", "intact part", later(inForm("Fields", pdf.Array{noteRef}))),
		wrongRange.to("contents that end early, objects behind", "broken part", func(w *Workshop) []byte {
			return w.withContents("<" + hex.EncodeToString(valueOf(w)) + "> /Later (hidden) >> endobj 99 0 obj << /Hidden (")
		}),
		wrongValue.to("objects hidden in contents", "intact part", hideObjects),
		brokenHash.to("signature of another document", "broken whole", wrapped),
		wrongRange.to("signature wrapped around other objects", "intact part", aroundOthers),
	)
}

// universalForgeries give the signature's dictionary, in a later revision,
// entries that some readers take for "nothing to check".
func universalForgeries() (attacks []Case) {
	for name, entries := range map[string]pdf.Dict{
		"contents null":             {"Contents": pdf.Null{}},
		"contents empty":            {"Contents": pdf.String("")},
		"contents of one zero":      {"Contents": pdf.String("\x00")},
		"contents a name":           {"Contents": pdf.Name("x")},
		"byte range null":           {"ByteRange": pdf.Null{}},
		"byte range empty":          {"ByteRange": pdf.Array{}},
		"byte range of zeros":       {"ByteRange": box(0, 0, 0, 0)},
		"byte range negative":       {"ByteRange": box(0, -1, -1, -1)},
		"byte range that overflows": {"ByteRange": box(0, 1<<62, 1<<62+1<<61, 1<<62)},
		"byte range of references":  {"ByteRange": pdf.Array{contentRef, pageRef, pdf.Ref{Number: 900}, contentRef}},
		"format null":               {"SubFilter": pdf.Null{}, "ByteRange": pdf.Null{}},
		"handler null":              {"Filter": pdf.Null{}, "SubFilter": pdf.Null{}},
		"byte range and value null": {"ByteRange": pdf.Null{}, "Contents": pdf.Null{}},
	} {
		attacks = append(attacks, wrongRange.to("universal forgery: "+name, "broken part", later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, signedRef(doc), entries)
			u.Set(contentRef, evil)
		})))
	}
	return attacks
}

// withContents writes the hole anew; the rest becomes digits that end as they
// should.
func (w *Workshop) withContents(text string) []byte {
	file := w.genuine()
	from, to := hole(file)
	copy(file[from:to], text+string(bytes.Repeat([]byte{'0'}, to-from-len(text)-1))+">")
	return file
}

// aroundOthers moves the second signed part to the file's end and puts other
// bytes between: a second /ByteRange in the hole says where it went.
func aroundOthers(w *Workshop) []byte {
	file := w.genuine()
	r, _, _ := ranges(file)
	second := file[r[2] : r[2]+r[3]]
	head := append(bytes.Clone(file[:r[1]]), "<"+hex.EncodeToString(valueOf(w))+"> "...)
	tail := "11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"
	entry := fmt.Sprintf("/ByteRange [0 %d %10d %d]", r[1], len(file)+len(tail), r[3])
	head = append(head, entry...)
	head = append(head, bytes.Repeat([]byte{' '}, r[2]-len(head))...)
	return append(append(append(head, second...), tail...), second...)
}

// withByteRange writes another ByteRange of the same length into the file.
func (w *Workshop) withByteRange(other func([4]int) string) []byte {
	file := w.genuine()
	r, from, to := ranges(file)
	text := other(r)
	hold(len(text) <= to-from-1, "room for the byte range")
	copy(file[from:to], fmt.Sprintf(" %-*s", to-from-1, text))
	return file
}

// widenHole leaves a byte before the signature's value out of the range: cryptography
// agrees, but something unsigned has a place.
func widenHole(w *Workshop) []byte {
	file := w.withByteRange(func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1]-1, r[2], r[3]) })
	return w.resign(file, w.PKI.Leader)
}

func flipSignature(w *Workshop) []byte {
	file := w.genuine()
	from, to := hole(file)
	end := from + len(bytes.TrimRight(file[from:to-1], "0"))
	digit := &file[end-8]
	if *digit == '1' {
		*digit = '2'
	} else {
		*digit = '1'
	}
	return file
}

func renameContents(file []byte) []byte {
	from, _ := hole(file)
	at := bytes.LastIndex(file[:from], []byte("/Contents"))
	hold(at > 0, "place found")
	copy(file[at:], "/Cantents")
	return file
}

// orphan has a signature dictionary that looks well and belongs to no field.
func orphan(w *Workshop) []byte {
	return revised(blankFile(), func(_ *pdf.Document, u *pdf.Update) {
		u.Add(pdf.Dict{
			"Type": pdf.Name("Sig"), "Filter": pdf.Name("Adobe.PPKLite"), "SubFilter": pdf.Name("adbe.pkcs7.detached"),
			"ByteRange": box(0, 9, 10, 9), "Contents": pdf.String(value{}.der(w, nil)),
		})
	})
}

// hideObjects puts something else than digits between < and >.
func hideObjects(w *Workshop) []byte {
	file := w.genuine()
	_, to := hole(file)
	copy(file[to-40:], "\n9 0 obj (hidden) endobj\n")
	return file
}

// wrapped copies the value of a genuine signature into another document that
// was signed by the forger.
func wrapped(w *Workshop) []byte {
	victim := w.genuine()
	forger := must(pkitest.NewDemo(w.random, w.Now))
	file := w.sign(pdftest.Build(pdftest.Options{Pages: 7}), forger.Leader)
	from, to := hole(victim)
	at, end := hole(file)
	hold(to-from == end-at, "holes as long as each other")
	copy(file[at:end], victim[from:to])
	return file
}

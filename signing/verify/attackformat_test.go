package verify_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pdf"
)

// What a signature says of the bytes it covers, and its value.
func init() {
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
		"byte range of three parts":              func(r [4]int) string { return fmt.Sprintf("[0 9 9 1 %d 9]", r[2]) },
		"byte range of one part":                 func([4]int) string { return "[0 9]" },
		"byte range without numbers":             func([4]int) string { return "[]" },
		"byte range null":                        func([4]int) string { return "null" },
		"byte range that ends before the file's": func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1], r[2], r[3]-9) },
	} {
		forge := func(t *testing.T) []byte { return withByteRange(t, other) }
		a, said := wrongRange, "broken part"
		switch name {
		case "byte range that ends before the file's":
			a = brokenHash
		case "byte range from the second byte":
			said = "broken whole"
		}
		attacks = append(attacks, a.to(name, said, forge))
	}
	attacks = append(attacks,
		brokenValue.to("flipped byte of the signature's value", "broken whole", flipSignature),
		wrongRange.to("hole in the byte range", "intact part", widenHole),
		wrongRange.to("byte range missing", "broken part", func(t *testing.T) []byte {
			return bytes.Replace(genuine(t), []byte("/ByteRange"), []byte("/BiteRange"), 1)
		}),
		wrongRange.to("contents missing", "broken whole", func(t *testing.T) []byte { return renameContents(t, genuine(t)) }),
		wrongValue.to("contents of zeros", "broken part", func(t *testing.T) []byte { return withContents(t, "<00") }),
		wrongRange.to("contents that end early, objects behind", "broken part", func(t *testing.T) []byte {
			return withContents(t, "<"+hex.EncodeToString(valueOf(t))+"> /Later (hidden) >> endobj 99 0 obj << /Hidden (")
		}),
		wrongValue.to("objects hidden in contents", "intact part", hideObjects),
		brokenHash.to("signature of another document", "broken whole", wrapped),
		wrongRange.to("signature wrapped around other objects", "intact part", aroundOthers),
	)
	universalForgeries()
}

// universalForgeries give the signature's dictionary, in a later revision,
// entries that some readers take for "nothing to check".
func universalForgeries() {
	for name, entries := range map[string]pdf.Dict{
		"contents null":             {"Contents": pdf.Null{}},
		"contents empty":            {"Contents": pdf.String("")},
		"contents of one zero":      {"Contents": pdf.String("\x00")},
		"contents a name":           {"Contents": pdf.Name("x")},
		"byte range null":           {"ByteRange": pdf.Null{}},
		"byte range empty":          {"ByteRange": pdf.Array{}},
		"byte range of zeros":       {"ByteRange": box(0, 0, 0, 0)},
		"byte range negative":       {"ByteRange": box(0, -1, -1, -1)},
		"byte range and value null": {"ByteRange": pdf.Null{}, "Contents": pdf.Null{}},
	} {
		attacks = append(attacks, wrongRange.to("universal forgery: "+name, "broken part", later(func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			fields, err := doc.SignatureFields()
			require.NoError(t, err)
			setIn(t, doc, u, fields[len(fields)-1].ValueRef, entries)
			u.Set(contentRef, evil)
		})))
	}
}

// valueOf is the genuine signature's value without padding.
func valueOf(t *testing.T) []byte {
	file := genuine(t)
	from, to := hole(t, file)
	der, err := hex.DecodeString(string(file[from+1 : to-1]))
	require.NoError(t, err)
	return bytes.TrimRight(der, "\x00")
}

// withContents writes the hole anew; the rest becomes digits that end as they
// should.
func withContents(t *testing.T, text string) []byte {
	file := genuine(t)
	from, to := hole(t, file)
	copy(file[from:to], text+string(bytes.Repeat([]byte{'0'}, to-from-len(text)-1))+">")
	return file
}

// aroundOthers moves the second signed part to the file's end and puts other
// bytes between: a second /ByteRange in the hole says where it went.
func aroundOthers(t *testing.T) []byte {
	file := genuine(t)
	r, _, _ := ranges(t, file)
	second := file[r[2] : r[2]+r[3]]
	head := append(bytes.Clone(file[:r[1]]), "<"+hex.EncodeToString(valueOf(t))+"> "...)
	tail := "11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"
	entry := fmt.Sprintf("/ByteRange [0 %d %10d %d]", r[1], len(file)+len(tail), r[3])
	head = append(head, entry...)
	head = append(head, bytes.Repeat([]byte{' '}, r[2]-len(head))...)
	return append(append(append(head, second...), tail...), second...)
}

var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]`)

// ranges reads the first ByteRange of a file and where it stands.
func ranges(t *testing.T, file []byte) (r [4]int, from, to int) {
	t.Helper()
	m := byteRange.FindSubmatchIndex(file)
	require.NotNil(t, m)
	for i := range r {
		n, err := strconv.Atoi(string(file[m[2+2*i]:m[3+2*i]]))
		require.NoError(t, err)
		r[i] = n
	}
	return r, m[0] + len("/ByteRange"), m[1]
}

func hole(t *testing.T, file []byte) (from, to int) {
	r, _, _ := ranges(t, file)
	return r[1], r[2]
}

// withByteRange writes another ByteRange of the same length into the file.
func withByteRange(t *testing.T, other func([4]int) string) []byte {
	file := genuine(t)
	r, from, to := ranges(t, file)
	text := other(r)
	require.LessOrEqual(t, len(text), to-from-1)
	copy(file[from:to], fmt.Sprintf(" %-*s", to-from-1, text))
	return file
}

// resign makes a signature of one's own over a file's ranges, as a forger with
// a key can, and puts it into the hole.
func resign(t *testing.T, file []byte, id *pkitest.Identity) []byte {
	r, _, _ := ranges(t, file)
	h := crypto.SHA256.New()
	h.Write(file[:r[1]])
	h.Write(file[r[2] : r[2]+r[3]])
	der, err := cms.Sign(context.Background(), id.Key, cms.Request{Digest: h.Sum(nil), Hash: crypto.SHA256, Chain: id.Chain})
	require.NoError(t, err)
	from, to := hole(t, file)
	from = bytes.IndexByte(file[from:to], '<') + from
	copy(file[from+1:], hex.EncodeToString(der))
	return file
}

// widenHole leaves a byte before the signature's value out of the range: cryptography
// agrees, but something unsigned has a place.
func widenHole(t *testing.T) []byte {
	file := withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1]-1, r[2], r[3]) })
	return resign(t, file, pki(t).Leader)
}

func flipSignature(t *testing.T) []byte {
	file := genuine(t)
	from, to := hole(t, file)
	end := from + len(bytes.TrimRight(file[from:to-1], "0"))
	digit := &file[end-8]
	if *digit == '1' {
		*digit = '2'
	} else {
		*digit = '1'
	}
	return file
}

func renameContents(t *testing.T, file []byte) []byte {
	from, _ := hole(t, file)
	at := bytes.LastIndex(file[:from], []byte("/Contents"))
	require.Positive(t, at)
	copy(file[at:], "/Cantents")
	return file
}

// hideObjects puts something else than digits between < and >.
func hideObjects(t *testing.T) []byte {
	file := genuine(t)
	_, to := hole(t, file)
	copy(file[to-40:], "\n9 0 obj (hidden) endobj\n")
	return file
}

// wrapped copies the value of a genuine signature into another document that
// was signed by the forger.
func wrapped(t *testing.T) []byte {
	victim := genuine(t)
	forger, err := pkitest.NewDemo(rand.Reader, now)
	require.NoError(t, err)
	file := sign(t, pdftest.Build(pdftest.Options{Pages: 7}), forger.Leader)
	from, to := hole(t, victim)
	at, end := hole(t, file)
	require.Equal(t, to-from, end-at)
	copy(file[at:end], victim[from:to])
	return file
}

package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

func open(t testing.TB, file []byte) *Document {
	t.Helper()
	d, err := Open(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	return d
}

// requireWhole checks that everything a signer needs was found.
func requireWhole(t testing.TB, d *Document, pages int) {
	t.Helper()
	n, err := d.PageCount()
	require.NoError(t, err)
	require.Equal(t, pages, n)
	p, err := d.Page(1)
	require.NoError(t, err)
	require.Equal(t, pdftest.FirstPageNumber, p.Ref.Number)
	fields, err := d.Fields()
	require.NoError(t, err)
	require.Len(t, fields, 2)
	require.Equal(t, "Note", fields[0].Name)
	require.Equal(t, "kept", fields[0].Dict["V"].(String).Text())
	signatures, err := d.SignatureFields()
	require.NoError(t, err)
	require.Len(t, signatures, 1)
	require.Equal(t, "Approval", signatures[0].Name)
	require.Nil(t, signatures[0].Value)
}

func TestOpenEveryKind(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		for _, indirect := range []bool{false, true} {
			file := pdftest.Build(pdftest.Options{Kind: kind, Pages: 3, Form: true, Indirect: indirect})
			d := open(t, file)
			requireWhole(t, d, 3)
			assert.False(t, d.Repaired(), kind)
		}
	}
}

// Damage that viewers forgive is forgiven here; each is seen in real files.
func TestOpenRepairs(t *testing.T) {
	damage := map[string]func(string) string{
		"junk before the header": func(s string) string { return "HTTP/1.1 200 OK\r\n\r\n" + s },
		"lines inserted":         func(s string) string { return strings.Replace(s, "\n2 0 obj", "\n% edited\n2 0 obj", 1) },
		"startxref wrong":        func(s string) string { return regexp.MustCompile(`startxref\n\d+`).ReplaceAllString(s, "startxref\n7") },
		"startxref missing":      func(s string) string { return s[:strings.LastIndex(s, "startxref")] },
		"size too small":         func(s string) string { return regexp.MustCompile(`/Size \d+`).ReplaceAllString(s, "/Size 3") },
		"endobj missing":         func(s string) string { return strings.ReplaceAll(s, "endobj", "      ") },
		"tail of garbage":        func(s string) string { return s + strings.Repeat("\x00\xFF", 2000) },
		"stream lengths wrong":   func(s string) string { return regexp.MustCompile(`/Length (\d+)`).ReplaceAllString(s, "/Length 9") },
		"carriage returns":       func(s string) string { return strings.ReplaceAll(s, "startxref\n", "startxref\r") },
		"header missing":         func(s string) string { return strings.Replace(s, "%PDF-1.7", "%ABC-1.7", 1) },
	}
	for name, spoil := range damage {
		for _, kind := range pdftest.Kinds {
			t.Run(name+" in "+string(kind), func(t *testing.T) {
				file := spoil(string(pdftest.Build(pdftest.Options{Kind: kind, Pages: 2, Form: true})))
				requireWhole(t, open(t, []byte(file)), 2)
			})
		}
	}
}

func TestOpenTableThatCountsFromOne(t *testing.T) {
	file := string(pdftest.Build(pdftest.Options{Form: true}))
	file = regexp.MustCompile(`xref\n0 `).ReplaceAllString(file, "xref\n1 ")
	for _, generation := range []string{"65535", "65536"} {
		d := open(t, []byte(strings.Replace(file, "65535 f", generation+" f", 1)))
		requireWhole(t, d, 1)
		assert.False(t, d.Repaired())
	}
	requireWhole(t, open(t, []byte(strings.Replace(file, "65535 f", "00000 f", 1))), 1)
}

func TestOpenRefuses(t *testing.T) {
	whole := string(pdftest.Build(pdftest.Options{}))
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"empty":     {"", ErrEmpty},
		"text":      {"Kính gửi: Sở Nội vụ\n", ErrNotPDF},
		"zip":       {"PK\x03\x04" + strings.Repeat("\x00", 4000), ErrNotPDF},
		"header":    {"%PDF-1.7\n", ErrDamaged},
		"truncated": {whole[:strings.Index(whole, "/Kids")], ErrDamaged},
		"no pages":  {strings.ReplaceAll(whole, "/Pages 2 0 R", "/Pages 99 0 R"), ErrDamaged},
		"encrypted": {strings.ReplaceAll(whole, "/Root 1 0 R", "/Root 1 0 R /Encrypt <</Filter /Standard>>"), ErrEncryption},
	} {
		_, err := Open(strings.NewReader(c.file), int64(len(c.file)))
		assert.ErrorIs(t, err, c.want, name)
	}
}

// Cut off anywhere, a file opens or is refused by a code; nothing else.
func TestOpenTruncatedAnywhere(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		file := pdftest.Build(pdftest.Options{Kind: kind, Pages: 2, Form: true})
		for n := range file {
			d, err := Open(bytes.NewReader(file[:n]), int64(n))
			if err != nil {
				require.True(t, isTyped(err), "%s cut at %d: %v", kind, n, err)
				continue
			}
			_, err = d.PageCount()
			require.NoError(t, err)
		}
	}
}

func TestCyclesEnd(t *testing.T) {
	whole := string(pdftest.Build(pdftest.Options{}))
	for name, file := range map[string]string{
		"pages":   strings.Replace(whole, "/Kids [10 0 R]", "/Kids [ 2 0 R]", 1),
		"prev":    strings.Replace(whole, "trailer\n<<", fmt.Sprintf("trailer\n<</Prev %d ", strings.LastIndex(whole, "xref\n0")), 1),
		"self":    strings.Replace(whole, "/Contents 11 0 R", "/Contents 10 0 R", 1),
		"catalog": strings.Replace(whole, "/Root 1 0 R", "/Root 99 0 R", 1),
		"length":  strings.Replace(whole, "/Length 51", "/Length 11 0 R", 1),
	} {
		d, err := Open(strings.NewReader(file), int64(len(file)))
		if err != nil {
			assert.True(t, isTyped(err), name)
			continue
		}
		_, err = d.PageCount()
		assert.NoError(t, err, name)
	}
}

func isTyped(err error) bool {
	for _, code := range []error{ErrNotPDF, ErrEmpty, ErrDamaged, ErrIncomplete, ErrPassword, ErrEncryption, ErrTooComplex} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// An object stream that claims to hold an object of its own number stays one.
func TestRebuildKeepsObjectStreams(t *testing.T) {
	file := string(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true}))
	require.Contains(t, file, "\n13 0 obj\n<</Type /ObjStm")
	file = regexp.MustCompile(`(stream\n1 0 2 .*) 12 (\d+ <<)`).ReplaceAllString(file, "$1 13 $2")
	require.Contains(t, file, " 13 634 <<")
	d := open(t, []byte(strings.Replace(file, "startxref", "startxxxx", 1)))
	require.True(t, d.Repaired())
	d.forget()
	requireWhole(t, d, 1)
}

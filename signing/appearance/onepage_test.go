package appearance_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pdf"
)

// sheet is a small PDF for tests: pages that carry appearances as annotations.
// They are stamps: mutool draws a signature widget without a signature its own way.
type sheet struct {
	objects []pdf.Object // object number is the index + 1
	pages   pdf.Array
}

const pageWidth, pageHeight = 400.0, 500.0

func newSheet() *sheet {
	return &sheet{objects: []pdf.Object{nil, nil}} // catalog and page tree come last
}

func (s *sheet) add(o pdf.Object) pdf.Ref {
	s.objects = append(s.objects, o)
	return pdf.Ref{Number: len(s.objects)}
}

// placed is one appearance on a page, at a place as it is seen.
type placed struct {
	content appearance.Content
	at      appearance.Rect
}

// page adds a page of 400 × 500 as seen, turned by rotate.
func (s *sheet) page(t testing.TB, rotate int, all ...placed) {
	t.Helper()
	size := appearance.Turned(rotate, appearance.Size{Width: pageWidth, Height: pageHeight})
	annots := pdf.Array{}
	for _, p := range all {
		p.content.Rotate = rotate
		form, err := appearance.Build(p.content, appearance.Size{Width: p.at.Width, Height: p.at.Height}, s.add)
		require.NoError(t, err)
		annots = append(annots, s.add(pdf.Dict{
			"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Stamp"), "F": pdf.Integer(4),
			"Rect": userRect(rotate, p.at), "AP": pdf.Dict{"N": form},
		}))
	}
	s.pages = append(s.pages, s.add(pdf.Dict{
		"Type": pdf.Name("Page"), "Parent": pdf.Ref{Number: 2}, "Rotate": pdf.Integer(rotate), "Annots": annots,
		"MediaBox":  pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Real(size.Width), pdf.Real(size.Height)},
		"Resources": pdf.Dict{},
	}))
}

// userRect brings a place as seen into the coordinates of a turned page.
func userRect(rotate int, r appearance.Rect) pdf.Array {
	left, bottom := r.Left, pageHeight-r.Top-r.Height
	right, top := left+r.Width, bottom+r.Height
	var c [4]float64
	switch rotate {
	case 90:
		c = [4]float64{pageHeight - top, left, pageHeight - bottom, right}
	case 180:
		c = [4]float64{pageWidth - right, pageHeight - top, pageWidth - left, pageHeight - bottom}
	case 270:
		c = [4]float64{bottom, pageWidth - right, top, pageWidth - left}
	default:
		c = [4]float64{left, bottom, right, top}
	}
	return pdf.Array{pdf.Real(c[0]), pdf.Real(c[1]), pdf.Real(c[2]), pdf.Real(c[3])}
}

// bytes writes the file with a cross-reference table.
func (s *sheet) bytes() []byte {
	s.objects[0] = pdf.Dict{"Type": pdf.Name("Catalog"), "Pages": pdf.Ref{Number: 2}}
	s.objects[1] = pdf.Dict{"Type": pdf.Name("Pages"), "Kids": s.pages, "Count": pdf.Integer(len(s.pages))}
	out := []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var xref bytes.Buffer
	fmt.Fprintf(&xref, "xref\n0 %d\n0000000000 65535 f \n", len(s.objects)+1)
	for i, o := range s.objects {
		fmt.Fprintf(&xref, "%010d 00000 n \n", len(out))
		out = append(out, fmt.Sprintf("%d 0 obj\n", i+1)...)
		out = append(pdf.Append(out, o), "\nendobj\n"...)
	}
	start := len(out)
	out = append(out, xref.Bytes()...)
	trailer := pdf.Append([]byte("trailer\n"), pdf.Dict{"Size": pdf.Integer(len(s.objects) + 1), "Root": pdf.Ref{Number: 1}})
	return append(out, fmt.Sprintf("%s\nstartxref\n%d\n%%%%EOF\n", trailer, start)...)
}

// write puts the file into a temporary folder, or into VANTHU_TEST_KEEP when a
// person wants to look at it.
func (s *sheet) write(t testing.TB, name string) string {
	t.Helper()
	dir := t.TempDir()
	if keep := os.Getenv("VANTHU_TEST_KEEP"); keep != "" {
		dir = keep
	}
	path := filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(path, s.bytes(), 0o600))
	return path
}

// run calls a judge; one that is not installed fails the test.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	require.NoErrorf(t, err, "%s %v: %s", name, args, out)
	return string(out)
}

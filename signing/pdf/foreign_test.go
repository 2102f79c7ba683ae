package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

func TestDeepPageTree(t *testing.T) {
	const depth = 300
	file := "%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 10 0 R>>\nendobj\n"
	for i := range depth {
		file += fmt.Sprintf("%d 0 obj\n<</Type /Pages /Count 1 /Kids [%d 0 R]>>\nendobj\n", 10+i, 11+i)
	}
	file += fmt.Sprintf("%d 0 obj\n<</Type /Page>>\nendobj\ntrailer\n<</Root 1 0 R /Size 999>>\nstartxref\n0\n%%%%EOF\n", 10+depth)
	page, err := open(t, []byte(file)).Page(1)
	require.NoError(t, err)
	assert.Equal(t, 10+depth, page.Ref.Number)
}

var sizeKey = regexp.MustCompile(`/Size \d+`)

// Readers that make room for as many objects as /Size says give up the section
// that says so, and all that links to it.
func TestSectionOfAWildSizeIsNotLinkedTo(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true})
	for _, size := range []string{"2147483647", "4294967296", "-5"} {
		wild := sizeKey.ReplaceAll(file, []byte("/Size "+size))
		d := open(t, wild)
		u := NewUpdate(d)
		addNote("new")(d, u)
		out, err := u.Bytes()
		require.NoError(t, err)
		assert.NotContains(t, string(out), "/Prev", size)
		again := open(t, append(bytes.Clone(wild), out...))
		requireWhole(t, again, 1)
		assert.Equal(t, "new", note(t, again))
		assert.False(t, again.Repaired())
	}
}

func TestObjectNumbersThatNoOtherReaderTakes(t *testing.T) {
	file := string(pdftest.Build(pdftest.Options{Form: true}))
	wild := strings.Replace(file, "\nxref\n", "\nxref\n2000000000 1\n0000000015 00000 n \n", 1)
	require.NotEqual(t, file, wild)
	_, err := NewUpdate(open(t, []byte(wild))).Bytes()
	require.ErrorIs(t, err, ErrTooComplex)
}

// Behind the place where other readers look for a header there is none, and
// offsets count from the file's start.
func TestOffsetsCountFromAHeaderThatReadersFind(t *testing.T) {
	for at, base := range map[int]int64{1018: 1018, 1019: 0} {
		file := pdftest.Build(pdftest.Options{Prefix: strings.Repeat("x", at-1) + "\n"})
		d := open(t, file)
		assert.Equal(t, base, d.base(), at)
		u := NewUpdate(d)
		addNote("new")(d, u)
		out, err := u.Bytes()
		require.NoError(t, err)
		whole := append(file, out...)
		assert.Equal(t, int64(bytes.LastIndex(whole, []byte("\nxref\n"))+1), open(t, whole).x.start+base)
	}
}

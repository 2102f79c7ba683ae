package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// A block that is missing in the midst takes the objects with it that begin in
// it.
func TestLostBlocksAreFound(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		file := pdftest.Build(pdftest.Options{Kind: kind, Pages: 2, Form: true, Indirect: true})
		whole, covered := open(t, file), 0
		last := whole.x.start
		for at := 16; int64(at+holeSize) < last; at += 7 {
			if !coversHead(whole, int64(at)) {
				continue
			}
			covered++
			_, ok := accepted(t, slices.Delete(slices.Clone(file), at, at+holeSize))
			assert.False(t, ok, "%s, block at %d", kind, at)
		}
		assert.Greater(t, covered, 10, kind)
	}
}

// One that is missing in an image leaves all objects and takes a part of it.
func TestLostBlockOfACompressedStreamIsFound(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	for n := range 2000 {
		fmt.Fprint(w, n*n)
	}
	require.NoError(t, w.Close())
	file := updated(t, pdftest.Build(pdftest.Options{}), func(d *Document, u *Update) {
		root, ref, err := d.Catalog()
		require.NoError(t, err)
		root = root.Clone()
		root["Figures"] = u.Add(&Stream{Dict: Dict{"Filter": Name("FlateDecode")}, Data: packed.Bytes()})
		u.Set(ref, root)
	})
	at := bytes.Index(file, packed.Bytes()) + 300
	_, ok := accepted(t, file)
	assert.True(t, ok)
	_, ok = accepted(t, slices.Delete(slices.Clone(file), at, at+512))
	assert.False(t, ok)

	// A startxref that is a byte off takes nothing away.
	start := open(t, file).x.start
	_, ok = accepted(t, bytes.Replace(file, fmt.Appendf(nil, "startxref\n%d", start), fmt.Appendf(nil, "startxref\n%d", start+1), 1))
	assert.True(t, ok)
}

// What somebody wrote shorter with an editor is as it was meant.
func TestShorterByHandIsWhole(t *testing.T) {
	file := string(pdftest.Build(pdftest.Options{Pages: 2, Form: true}))
	for old, edited := range map[string]string{
		"Page 1 of the document":  "Page 1",
		"/T (Note)":               "/T (N)",
		" /F 4":                   "",
		"2 0 obj\n<</Type /Pages": "2 0 obj <</Type/Pages",
	} {
		require.Contains(t, file, old)
		_, ok := accepted(t, []byte(strings.ReplaceAll(file, old, edited)))
		assert.True(t, ok, old)
	}
}

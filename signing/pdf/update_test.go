package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// updated appends an update and asks qpdf and mutool about the result.
func updated(t testing.TB, file []byte, change func(*Document, *Update)) []byte {
	t.Helper()
	d := open(t, file)
	u := NewUpdate(d)
	change(d, u)
	out, err := u.Bytes()
	require.NoError(t, err)
	whole := append(append([]byte{}, file...), out...)
	path := filepath.Join(t.TempDir(), "updated.pdf")
	require.NoError(t, os.WriteFile(path, whole, 0o600))
	pdftest.RequireSound(t, path)
	return whole
}

func addNote(text string) func(*Document, *Update) {
	return func(d *Document, u *Update) {
		root, ref, _ := d.Catalog()
		root = root.Clone()
		root["Note"] = u.Add(Dict{"Text": Text(text), "Odd Name#": Name("a/b c")})
		u.Set(ref, root)
	}
}

func note(t testing.TB, d *Document) string {
	root, _, err := d.Catalog()
	require.NoError(t, err)
	n, err := d.dict(root["Note"])
	require.NoError(t, err)
	require.Equal(t, Name("a/b c"), n["Odd Name#"])
	return n["Text"].(String).Text()
}

func TestUpdateKeepsTheFilesKind(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		file := pdftest.Build(pdftest.Options{Kind: kind, Form: true})
		once := updated(t, file, addNote("Nguyễn Văn (a)"))
		twice := updated(t, once, addNote("Trần Thị \\b"))
		require.True(t, bytes.HasPrefix(twice, once))
		assert.Equal(t, kind == pdftest.Stream, !bytes.Contains(twice[len(once):], []byte("trailer")), kind)
		assert.NotContains(t, string(twice[len(once):]), "XRefStm")

		d := open(t, twice)
		requireWhole(t, d, 1)
		assert.Equal(t, "Trần Thị \\b", note(t, d))
		revisions, err := d.Revisions()
		require.NoError(t, err)
		require.Len(t, revisions, 3, kind)
		assert.Equal(t, []int64{int64(len(file)), int64(len(once)), int64(len(twice))},
			[]int64{revisions[0].End, revisions[1].End, revisions[2].End})
	}
}

func TestUpdateKeepsGenerationAndIdentity(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Generation: 3})
	whole := updated(t, file, func(d *Document, u *Update) {
		page, err := d.Page(1)
		require.NoError(t, err)
		require.Equal(t, Ref{pdftest.FirstPageNumber, 3}, page.Ref)
		dict := page.Dict.Clone()
		dict["Rotate"] = Integer(90)
		u.Set(page.Ref, dict)
	})
	added := string(whole[len(file):])
	assert.Contains(t, added, "10 3 obj")
	assert.Contains(t, added, " 00003 n \n")
	assert.Contains(t, added, "[<00112233445566778899AABBCCDDEEFF> <")
	assert.NotContains(t, added, "<00112233445566778899AABBCCDDEEFF>]")
	page, err := open(t, whole).Page(1)
	require.NoError(t, err)
	assert.Equal(t, 90, page.Rotate)
}

// A repaired file gets a whole cross-reference, so that nobody has to repair it
// again; junk before the header shifts its offsets.
func TestUpdateMendsWhatWasRepaired(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		for _, prefix := range []string{"", "junk of a mail gateway\n"} {
			file := []byte(prefix + strings.Replace(string(pdftest.Build(pdftest.Options{Kind: kind, Form: true})), "startxref\n", "startxref\n9", 1))
			d := open(t, file)
			require.True(t, d.Repaired())
			u := NewUpdate(d)
			addNote("x")(d, u)
			out, err := u.Bytes()
			require.NoError(t, err)
			mended := open(t, append(file, out...))
			require.False(t, mended.Repaired())
			requireWhole(t, mended, 1)
		}
	}
}

// An object that the trailer names but the file lacks stays missing, and a file
// that wastes the high numbers can be updated all the same.
func TestNewObjectsTakeNobodysNumber(t *testing.T) {
	plain := string(pdftest.Build(pdftest.Options{}))
	file := strings.Replace(plain, "/Root 1 0 R", "/Info 13 0 R /Encrypt 14 0 R /Root 1 0 R", 1)
	u := NewUpdate(open(t, []byte(file)))
	assert.Equal(t, Ref{15, 0}, u.Add(Integer(1)))

	file = strings.Replace(plain, "trailer", "9388600 1\n0000000015 00000 n \ntrailer", 1)
	d := open(t, []byte(file))
	require.False(t, d.Repaired())
	u = NewUpdate(d)
	free := u.Add(String("in a gap"))
	assert.Equal(t, pdftest.FirstPageNumber+3, free.Number)
	out, err := u.Bytes()
	require.NoError(t, err)
	d = open(t, append([]byte(file), out...))
	o, err := d.Resolve(free)
	require.NoError(t, err)
	assert.Equal(t, String("in a gap"), o)
	assert.Equal(t, Integer(9388601), d.Trailer()["Size"])
}

func TestPlaceholderKnowsItsOffset(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Kind: pdftest.Stream})
	hole := &Placeholder{Fill: []byte("(@@@@)")}
	whole := updated(t, file, func(_ *Document, u *Update) { u.Add(Dict{"A": Array{Integer(1), hole}}) })
	assert.Equal(t, int64(bytes.Index(whole, []byte("(@@@@)"))), hole.Offset)
}

func TestUpdateCopiesStreamsOfTheFile(t *testing.T) {
	file := pdftest.Build(pdftest.Options{})
	whole := updated(t, file, func(d *Document, u *Update) {
		o, err := d.Resolve(Ref{pdftest.FirstPageNumber + 1, 0})
		require.NoError(t, err)
		s := o.(*Stream)
		u.Set(Ref{pdftest.FirstPageNumber + 1, 0}, s)
	})
	d := open(t, whole)
	o, err := d.Resolve(Ref{pdftest.FirstPageNumber + 1, 0})
	require.NoError(t, err)
	data, err := d.StreamData(o.(*Stream))
	require.NoError(t, err)
	assert.Contains(t, string(data), "Page 1 of the document")
}

func TestXRefStreamHoldsLargeOffsets(t *testing.T) {
	en := entry{kind: entryPlain, place: 5 << 30, gen: 7}
	width := placeWidth([]written{{1, en}})
	assert.Equal(t, 5, width)
	x := &crossReference{entries: newEntries(&budget{1 << 20})}
	require.NoError(t, x.rows(Dict{"W": Array{Integer(1), Integer(width), Integer(2)}, "Size": Integer(1)}, bytes.NewReader(appendRow(nil, en, width))))
	assert.Equal(t, en, x.entries.get(0))
}

// What the cross-reference hides must not come back because some other object
// cannot be read, nor may a stream without an end swallow what follows it.
func TestMendKeepsWhatHoldsTrue(t *testing.T) {
	plain := string(pdftest.Build(pdftest.Options{Form: true}))
	file := []byte(strings.Replace(plain, "xref\n", "30 0 obj\n<</Length 9>>\nstream\nnever ends\nxref\n", 1))
	file = bytes.Replace(file, []byte("\n7 0 obj"), []byte("\n7 0 xbj"), 1)
	file = regexp.MustCompile(`startxref\n\d+`).ReplaceAll(file, fmt.Appendf(nil, "startxref\n%d", bytes.Index(file, []byte("xref\n0"))))
	d := open(t, file)
	require.False(t, d.Repaired())
	u := NewUpdate(d)
	addNote("second")(d, u)
	u.Add(&Stream{Dict: Dict{}, Data: []byte("with the end that the other one lacks")})
	out, err := u.Bytes()
	require.NoError(t, err)
	d = open(t, append(file, out...))
	o, err := d.Resolve(Ref{pdftest.FontNumber, 0})
	require.NoError(t, err)
	assert.Equal(t, Null{}, o)
	require.True(t, d.Repaired())
	assert.Equal(t, "second", note(t, d))
}

package pades_test

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.FixedZone("", 7*3600))

// demo is made once: keys take time.
var demo = sync.OnceValue(func() *pkitest.Demo {
	d, err := pkitest.NewDemo(rand.Reader, time.Now())
	if err != nil {
		panic(err)
	}
	return d
})

func request(id *pkitest.Identity) pades.Request {
	return pades.Request{Chain: id.Chain, Key: id.Key, Time: noon}
}

// box draws a frame, upright as seen.
func box(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	return add(&pdf.Stream{
		Dict: pdf.Dict{"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": pdf.Rect{URX: width, URY: height}.Array()},
		Data: []byte("1 0 0 rg 0 0 10000 10000 re f"),
	}), nil
}

func visible(r pades.Request, v pades.Visible) pades.Request {
	r.Visible, r.Appearance = &v, box
	return r
}

func save(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.pdf")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

// sign makes a new file beside in, checks that it begins with the bytes of in
// and that in is untouched, and gives it to the judges.
func sign(t testing.TB, in string, req pades.Request) (out string, result pades.Result) {
	t.Helper()
	before, err := os.ReadFile(in)
	require.NoError(t, err)
	out = filepath.Join(t.TempDir(), "out.pdf")
	result, err = pades.SignFile(context.Background(), in, out, req)
	require.NoError(t, err)
	after, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, before, after[:len(before)])
	require.Equal(t, int64(len(after)), result.Size)
	untouched, err := os.ReadFile(in)
	require.NoError(t, err)
	require.Equal(t, before, untouched)
	pdftest.RequireSound(t, out)
	return out, result
}

// requireSigned asks pdfsig: every signature valid, the last covers the whole.
func requireSigned(t testing.TB, file string, fields ...string) {
	t.Helper()
	found := pdftest.Signatures(t, file)
	require.Len(t, found, len(fields))
	wholes := 0
	for i, s := range found {
		require.True(t, s.Valid, "%+v", s)
		require.Equal(t, "ETSI.CAdES.detached", s.Type)
		require.Equal(t, fields[i], s.Field)
		if s.Whole {
			wholes++
		}
	}
	require.Equal(t, 1, wholes)
}

func read(t testing.TB, file string) *pdf.Document {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	require.NoError(t, err)
	d, err := pdf.Open(f, info.Size())
	require.NoError(t, err)
	return d
}

func requireNothingIn(t testing.TB, dir string, but ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	require.ElementsMatch(t, but, names)
}

func readAll(t testing.TB, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	return b
}

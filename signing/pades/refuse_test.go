package pades_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Whatever is wrong, a code says it, no file appears and an old one stays.
func TestRefusalsLeaveNothingBehind(t *testing.T) {
	whole := pdftest.Build(pdftest.Options{})
	form := string(pdftest.Build(pdftest.Options{Form: true}))
	for name, c := range map[string]struct {
		content string
		change  func(*pades.Request)
		want    error
	}{
		"text":       {"Kính gửi các sở\n", nil, pdf.ErrNotPDF},
		"empty":      {"", nil, pdf.ErrEmpty},
		"truncated":  {string(whole[:len(whole)/4]), nil, pdf.ErrIncomplete},
		"no list":    {strings.Replace(form, "/Fields [5 0 R 6 0 R]", "/Fields /NoListOfThem", 1), nil, pades.ErrFormDamaged},
		"page":       {string(whole), func(r *pades.Request) { *r = visible(*r, pades.Visible{Page: 9, Width: 9, Height: 9}) }, pdf.ErrPageMissing},
		"point":      {string(whole), func(r *pades.Request) { r.Field = "a.b" }, pades.ErrRequest},
		"no size":    {string(whole), func(r *pades.Request) { *r = visible(*r, pades.Visible{Page: 1}) }, pades.ErrRequest},
		"no key":     {string(whole), func(r *pades.Request) { r.Key = nil }, pades.ErrRequest},
		"no chain":   {string(whole), func(r *pades.Request) { r.Chain = nil }, pades.ErrRequest},
		"other key":  {string(whole), func(r *pades.Request) { r.Key = demo().Agency.Key }, cms.ErrWrongKey},
		"small room": {string(whole), func(r *pades.Request) { r.Room = 512 }, pades.ErrTooLarge},
	} {
		in := save(t, []byte(c.content))
		out := filepath.Join(t.TempDir(), "out.pdf")
		require.NoError(t, os.WriteFile(out, []byte("what was there"), 0o600))
		req := request(demo().Leader)
		if c.change != nil {
			c.change(&req)
		}
		_, err := pades.SignFile(context.Background(), in, out, req)
		assert.ErrorIs(t, err, c.want, name)
		requireNothingIn(t, filepath.Dir(out), "out.pdf")
		old, _ := os.ReadFile(out)
		assert.Equal(t, "what was there", string(old), name)
	}
}

func TestSourceAndTargetThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	_, err := pades.SignFile(t.Context(), filepath.Join(dir, "none.pdf"), filepath.Join(dir, "out.pdf"), request(demo().Leader))
	require.ErrorIs(t, err, pades.ErrSource)
	_, err = pades.SignFile(t.Context(), dir, filepath.Join(dir, "out.pdf"), request(demo().Leader))
	require.ErrorIs(t, err, pades.ErrSource)
	in := save(t, pdftest.Build(pdftest.Options{}))
	_, err = pades.SignFile(t.Context(), in, filepath.Join(dir, "no", "such", "out.pdf"), request(demo().Leader))
	require.ErrorIs(t, err, pades.ErrTarget)
}

func TestCancelAndDiscard(t *testing.T) {
	in := save(t, pdftest.Build(pdftest.Options{Padding: 1 << 20}))
	out := filepath.Join(t.TempDir(), "out.pdf")
	ctx, cancel := context.WithCancel(context.Background())
	p, err := pades.Prepare(ctx, in, out, request(demo().Leader))
	require.NoError(t, err)
	requireOnlyTemporary(t, filepath.Dir(out))
	p.Discard() // the token was pulled
	requireNothingIn(t, filepath.Dir(out))
	cancel()
	_, err = pades.SignFile(ctx, in, out, request(demo().Leader))
	require.ErrorIs(t, err, context.Canceled)
	requireNothingIn(t, filepath.Dir(out))
}

func requireOnlyTemporary(t *testing.T, dir string) {
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.True(t, strings.HasSuffix(entries[0].Name(), ".tmp"))
}

// The file itself may be named as the target.
func TestSignInPlace(t *testing.T) {
	file := save(t, pdftest.Build(pdftest.Options{}))
	for range 2 {
		_, err := pades.SignFile(t.Context(), file, file, request(demo().Leader))
		require.NoError(t, err)
	}
	requireSigned(t, file, "Signature1", "Signature2")
}

package pades_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
)

// A number in place of the list of fields names none that could be lost.
func TestNumberForTheListOfFields(t *testing.T) {
	form := string(pdftest.Build(pdftest.Options{Form: true}))
	for _, none := range []string{"0", "-1.5", "true"} {
		out, _ := sign(t, save(t, []byte(strings.Replace(form, "/Fields [5 0 R 6 0 R]", "/Fields "+none, 1))), request(demo().Leader))
		requireSigned(t, out, "Signature1")
	}
}

// A program that wrote a certified file anew, without /Perms, left a signature
// that fits nothing: it forbids nothing.
func TestRestOfACertificationForbidsNothing(t *testing.T) {
	req := request(demo().Leader)
	req.Certify = pades.NoChanges
	certified, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), req)
	file, err := os.ReadFile(certified)
	require.NoError(t, err)
	lifted := bytes.ReplaceAll(file, []byte("/Perms"), []byte("/Xerms"))
	out := filepath.Join(t.TempDir(), "out.pdf")
	_, err = pades.SignFile(t.Context(), save(t, lifted), out, request(demo().Agency))
	require.ErrorIs(t, err, pades.ErrCertifiedFinal, "the signature's own word, which it covers")

	moved := bytes.Replace(lifted, []byte("/ByteRange [0 "), []byte("/ByteRange [0 1"), 1)
	require.NotEqual(t, lifted, moved)
	_, err = pades.SignFile(t.Context(), save(t, moved), out, request(demo().Agency))
	require.NoError(t, err)
	_, err = pades.SignFile(t.Context(), save(t, bytes.Replace(file, []byte("/ByteRange [0 "), []byte("/ByteRange [0 1"), 1)), out, request(demo().Agency))
	require.ErrorIs(t, err, pades.ErrCertifiedFinal, "the catalog's word")
}

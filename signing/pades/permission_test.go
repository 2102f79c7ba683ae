package pades_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

func TestCertification(t *testing.T) {
	for _, p := range []pades.Permission{pades.NoChanges, pades.FillAndSign, pades.AnnotateAsWell} {
		req := request(demo().Leader)
		req.Certify = p
		certified, _ := sign(t, save(t, pdftest.Build(pdftest.Options{Form: true, Catalog: "/Perms <</UR3 null /Other 7>>"})), req)
		requireSigned(t, certified, "Signature1")
		root, _, err := read(t, certified).Catalog()
		require.NoError(t, err)
		perms := root["Perms"].(pdf.Dict)
		assert.Contains(t, perms, pdf.Name("DocMDP"))
		assert.Equal(t, pdf.Integer(7), perms["Other"])

		out := filepath.Join(t.TempDir(), "second.pdf")
		_, err = pades.SignFile(t.Context(), certified, out, req)
		require.Error(t, err)
		if p == pades.NoChanges {
			require.ErrorIs(t, err, pades.ErrCertifiedFinal)
			_, err = pades.SignFile(t.Context(), certified, out, request(demo().Agency))
			require.ErrorIs(t, err, pades.ErrCertifiedFinal)
			requireNothingIn(t, filepath.Dir(out))
			continue
		}
		require.ErrorIs(t, err, pades.ErrCertifyNotFirst)
		second, _ := sign(t, certified, request(demo().Agency))
		requireSigned(t, second, "Signature1", "Signature2")
	}
}

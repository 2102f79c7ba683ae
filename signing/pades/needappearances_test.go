package pades_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

const realForm = "../../testdata/documents/chua-so-quyet-dinh-bieu-mau.pdf"

// Poppler draws no signature in a form that demands new appearances.
func TestSignatureShowsInAFormThatNeededAppearances(t *testing.T) {
	file, err := os.ReadFile(realForm)
	require.NoError(t, err)
	at := pades.Visible{Page: 1, X: 120, Y: 200, Width: 50, Height: 20}
	out, _ := sign(t, save(t, file), visible(request(demo().Leader), at))
	requireSigned(t, out, "Signature1")
	assert.NotContains(t, acroForm(t, out), pdf.Name("NeedAppearances"))
	drawn := filepath.Join(t.TempDir(), "page")
	said, err := exec.Command("pdftoppm", "-r", "30", "-f", "1", "-l", "1", "-singlefile", out, drawn).CombinedOutput()
	require.NoError(t, err, string(said))
	pixels, err := os.ReadFile(drawn + ".ppm")
	require.NoError(t, err)
	assert.True(t, bytes.Contains(pixels, bytes.Repeat([]byte{0xFF, 0, 0}, 40)), "no run of red pixels")
}

// A field that has no appearance of its own still needs the viewer's.
func TestNeedStaysForFieldsWithoutAppearance(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Form: true})
	file = bytes.Replace(file, []byte("/DA (/Helv 0 Tf 0 g)"), []byte("/NeedAppearances true/DA()"), 1)
	require.Contains(t, string(file), "/NeedAppearances true")
	in := filepath.Join(t.TempDir(), "made.pdf")
	pdftest.QPDF(t, save(t, file), in)
	out, _ := sign(t, in, request(demo().Leader))
	requireSigned(t, out, "Signature1")
	assert.Equal(t, pdf.Bool(true), acroForm(t, out)["NeedAppearances"])
}

func acroForm(t *testing.T, file string) pdf.Dict {
	t.Helper()
	d := read(t, file)
	root, _, err := d.Catalog()
	require.NoError(t, err)
	o, err := d.Resolve(root["AcroForm"])
	require.NoError(t, err)
	return o.(pdf.Dict)
}

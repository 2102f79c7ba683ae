package signature_test

import (
	"bytes"
	"context"
	"crypto"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// counter is a key that counts how often it is asked.
type counter struct {
	crypto.Signer
	asked int
}

func (c *counter) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	c.asked++
	return c.Signer.Sign(random, digest, opts)
}

// sealing is an order of the agency with number and date for a file of one page.
func sealing(t *testing.T, page string) (signature.Order, *counter) {
	t.Helper()
	code, err := office.ParseDocumentCode("05/QĐ-UBND")
	require.NoError(t, err)
	order := ordered(t, signature.Agency, "UBND xã Bản Mẫu", pdftest.Options{Page: page})
	key := &counter{Signer: order.Key}
	order.Key, order.Invisible, order.Number = key, true, &signature.Numbering{Code: code, Must: true}
	return order, key
}

// TestFieldsAreFilledInTheSizeOfThePage: what /UserUnit scales looks the same.
func TestFieldsAreFilledInTheSizeOfThePage(t *testing.T) {
	assert.Equal(t, filled(t, ""), filled(t, "/UserUnit 2"))
}

// filled is what draws the number in its field.
func filled(t *testing.T, page string) string {
	t.Helper()
	order, _ := sealing(t, page)
	prepared := filepath.Join(filepath.Dir(order.In), "prepared.pdf")
	_, err := signature.AddFields(t.Context(), signature.Preparation{
		In: order.In, Out: prepared, Number: &pades.Visible{Page: 1, X: 40, Y: 30, Width: 12, Height: 6},
	})
	require.NoError(t, err)
	order.In = prepared
	_, err = signature.Make(t.Context(), order)
	require.NoError(t, err)
	data, err := os.ReadFile(order.Out)
	require.NoError(t, err)
	doc, err := pdf.Open(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	fields, err := doc.Fields()
	require.NoError(t, err)
	require.Equal(t, pdf.Text("05"), fields[0].Dict["V"])
	form, err := doc.Resolve(fields[0].Widgets[0].Dict["AP"].(pdf.Dict)["N"])
	require.NoError(t, err)
	drawn, err := doc.StreamData(form.(*pdf.Stream))
	require.NoError(t, err)
	return string(drawn)
}

// TestNumberIntoABlankIsOneSignature: the key is asked once, by Sign only, and nothing
// but the result is left.
func TestNumberIntoABlankIsOneSignature(t *testing.T) {
	order, key := sealing(t, "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>")
	order.Text = blankNumber
	for _, end := range []string{"discarded", "discarded after signing", "finished"} {
		key.asked = 0
		task, err := signature.Prepare(t.Context(), order)
		require.NoError(t, err)
		assert.Zero(t, key.asked)
		if end != "discarded" {
			require.NoError(t, task.Sign(t.Context()))
			assert.Equal(t, 1, key.asked)
		}
		want := []string{"in.pdf"}
		if end == "finished" {
			made, err := task.Finish(t.Context())
			require.NoError(t, err)
			assert.Equal(t, "Số: 05/QĐ-UBND", made.Numbered)
			want = append(want, "out.pdf")
		}
		task.Discard()
		assert.Equal(t, want, names(t, filepath.Dir(order.In)), end)
	}
	data, err := os.ReadFile(order.Out)
	require.NoError(t, err)
	doc, err := pdf.Open(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	fields, err := doc.SignatureFields()
	require.NoError(t, err)
	require.Len(t, fields, 2)
	assert.Equal(t, fields[0].ValueRef, fields[1].ValueRef)
	revisions, err := doc.Revisions()
	require.NoError(t, err)
	assert.Len(t, revisions, 2)
}

// blankNumber is a page head whose number is blank.
func blankNumber(context.Context, string) ([]reading.Page, error) {
	line := func(text string, left, top, right float64) reading.Line {
		return reading.Line{Text: text, Left: left, Top: top, Right: right, Bottom: top + 4, Baseline: top + 3.2}
	}
	return []reading.Page{{Width: 210, Height: 297, Lines: []reading.Line{
		line("ỦY BAN NHÂN DÂN XÃ BẢN MẪU", 30, 20, 85), line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 100, 20, 190),
		line("Độc lập - Tự do - Hạnh phúc", 118, 25, 172), line("Số:", 45, 36, 51), line("/QĐ-UBND", 63, 36, 83),
		line("Bản Mẫu, ngày 03 tháng 02 năm 2026", 110, 36, 180),
	}}}, nil
}

func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

package pades_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// A leader signs, the agency seals, a copy is certified as true: every earlier
// signature stays valid, the form keeps all it had.
func TestThreeSignaturesOnEveryKind(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		for _, o := range []pdftest.Options{
			{Kind: kind}, {Kind: kind, Form: true}, {Kind: kind, Form: true, Indirect: true, Pages: 3, Generation: 2},
		} {
			in := save(t, pdftest.Build(o))
			one, _ := sign(t, in, visible(request(demo().Leader), pades.Visible{Page: 1, X: 100, Y: 200, Width: 50, Height: 20}))
			two, _ := sign(t, one, visible(request(demo().Agency), pades.Visible{Page: -1, X: 80, Y: 195, Width: 30, Height: 30}))
			three, _ := sign(t, two, request(demo().Agency))
			requireSigned(t, three, "Signature1", "Signature2", "Signature3")
			signers := pdftest.Signatures(t, three)
			assert.Equal(t, "Nguyễn Thị Hường", signers[0].Signer)
			assert.Equal(t, "Ủy ban nhân dân tỉnh Mẫu", signers[1].Signer)
			if o.Form {
				requireFormKept(t, three)
			}
		}
	}
}

func requireFormKept(t *testing.T, file string) {
	t.Helper()
	d := read(t, file)
	fields, err := d.Fields()
	require.NoError(t, err)
	require.Len(t, fields, 5)
	assert.Equal(t, "kept", fields[0].Dict["V"].(pdf.String).Text())
	root, _, err := d.Catalog()
	require.NoError(t, err)
	o, err := d.Resolve(root["AcroForm"])
	require.NoError(t, err)
	form := o.(pdf.Dict)
	assert.Equal(t, pdf.String("/Helv 0 Tf 0 g"), form["DA"])
	assert.Contains(t, form["DR"], pdf.Name("Font"))
	assert.Equal(t, pdf.Integer(3), form["SigFlags"])
	page, err := d.Page(1)
	require.NoError(t, err)
	annots, err := d.Resolve(page.Dict["Annots"])
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(annots.(pdf.Array)), 4)
}

func TestSignWhatQPDFMade(t *testing.T) {
	plain := save(t, pdftest.Build(pdftest.Options{Pages: 5, Form: true}))
	for _, option := range []string{"--linearize", "--object-streams=generate", "--qdf"} {
		in := filepath.Join(t.TempDir(), "made.pdf")
		pdftest.QPDF(t, option, plain, in)
		one, _ := sign(t, in, request(demo().Leader))
		two, _ := sign(t, one, request(demo().Agency))
		requireSigned(t, two, "Signature1", "Signature2")
		revisions, err := read(t, two).Revisions()
		require.NoError(t, err)
		require.Len(t, revisions, 3, option)
	}
}

func TestSignIntoAnEmptyField(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		in := save(t, pdftest.Build(pdftest.Options{
			Kind: kind, Form: true, Page: "/Rotate 90",
			Lock: "<</Type /SigFieldLock /Action /Include /Fields [(Note)]>>",
		}))
		req := request(demo().Leader)
		req.Field, req.Appearance = "Approval", box
		out, result := sign(t, in, req)
		requireSigned(t, out, "Approval")
		assert.Nil(t, result.Visible)
		s, err := read(t, out).SignatureFields()
		require.NoError(t, err)
		require.Len(t, s, 1)
		assert.Contains(t, s[0].Dict, pdf.Name("AP"))
		reference := s[0].Value["Reference"].(pdf.Array)[0].(pdf.Dict)
		assert.Equal(t, pdf.Name("FieldMDP"), reference["TransformMethod"])
		assert.Equal(t, pdf.Array{pdf.String("Note")}, reference["TransformParams"].(pdf.Dict)["Fields"])

		_, err = pades.SignFile(t.Context(), out, out+".2", req)
		require.ErrorIs(t, err, pades.ErrFieldSigned)
		req.Field = "Note"
		_, err = pades.SignFile(t.Context(), out, out+".2", req)
		require.ErrorIs(t, err, pades.ErrFieldKind)
		requireNothingIn(t, filepath.Dir(out), "out.pdf")
	}
}

func TestNamesWithParenthesesAndDiacritics(t *testing.T) {
	req := request(demo().Leader)
	req.Name, req.Reason, req.Location = "Trần Văn Nghĩa (ĩĨ)", `Ký \ duyệt (1) %`, "Hà Nội"
	req.Field = "Chữ ký số (1)"
	out, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), req)
	requireSigned(t, out, "Chữ ký số (1)")
	s, err := read(t, out).SignatureFields()
	require.NoError(t, err)
	assert.Equal(t, req.Name, s[0].Value["Name"].(pdf.String).Text())
	assert.Equal(t, req.Reason, s[0].Value["Reason"].(pdf.String).Text())
	assert.Equal(t, "D:20261124120000+07'00'", string(s[0].Value["M"].(pdf.String)))
}

// The ranges leave out exactly /Contents with its delimiters.
func TestByteRangeFitsContents(t *testing.T) {
	out, result := sign(t, save(t, pdftest.Build(pdftest.Options{Kind: pdftest.Stream})), request(demo().Leader))
	s, err := read(t, out).SignatureFields()
	require.NoError(t, err)
	b := result.ByteRange
	assert.Equal(t, b[:], s[0].ByteRange)
	assert.Equal(t, pdf.Span{Start: b[1], End: b[2]}, s[0].Contents)
	assert.Equal(t, result.Size, b[2]+b[3])
	file, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, byte('<'), file[b[1]])
	assert.Equal(t, byte('>'), file[b[2]-1])
}

func TestSignDamagedFiles(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		whole := pdftest.Build(pdftest.Options{Kind: kind, Form: true, Prefix: "junk of a gateway\r\n"})
		for name, file := range map[string][]byte{"junk": whole, "cut": whole[:len(whole)-30]} {
			in, out := save(t, file), filepath.Join(t.TempDir(), "out.pdf")
			_, err := pades.SignFile(t.Context(), in, out, request(demo().Leader))
			require.NoError(t, err, name)
			again := out + ".2.pdf"
			_, err = pades.SignFile(t.Context(), out, again, request(demo().Agency))
			require.NoError(t, err, name)
			requireSigned(t, again, "Signature1", "Signature2")
			pdftest.QPDF(t, "--check", again)
		}
	}
}

// What a signature shows elsewhere is signed with it: one revision, one value, and
// an earlier signature stays what it is.
func TestOneSignatureInSeveralPlaces(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		in := save(t, pdftest.Build(pdftest.Options{Kind: kind, Form: true, Pages: 2}))
		one, _ := sign(t, in, request(demo().Leader))
		req := visible(request(demo().Agency), pades.Visible{Page: 2, X: 80, Y: 195, Width: 30, Height: 30})
		req.Field = "Number"
		req.Elsewhere = []pades.Mark{
			{Field: "Number", Visible: pades.Visible{Page: 1, X: 40, Y: 30, Width: 12, Height: 6}, Appearance: req.Appearance, Says: "05"},
			{Field: "Note", Visible: pades.Visible{Page: 1, X: 120, Y: 30, Width: 12, Height: 6}, Appearance: req.Appearance},
		}
		two, result := sign(t, one, req)
		assert.Equal(t, "Number", result.Field)
		var said []string
		for _, s := range pdftest.Signatures(t, two) {
			require.True(t, s.Valid, "%+v", s)
			require.Equal(t, s.Field != "Signature1", s.Whole)
			said = append(said, s.Field)
		}
		assert.ElementsMatch(t, []string{"Signature1", "Number", "Number1", "Note1"}, said)
		revisions, err := read(t, two).Revisions()
		require.NoError(t, err)
		require.Len(t, revisions, 3)
		_, third := sign(t, two, request(demo().Agency))
		assert.Equal(t, "Signature2", third.Field)
	}
}

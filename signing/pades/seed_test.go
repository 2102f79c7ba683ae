package pades_test

import (
	"crypto"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// seedCase: a field with these demands is signed by the leader, or not.
type seedCase struct {
	seed   string
	change func(*pades.Request)
	want   error
	check  func(t *testing.T, signature pdf.Dict)
}

func hexOf(der []byte) string { return fmt.Sprintf("<%x>", der) }

func seeds() map[string]seedCase {
	leader, agency := demo().Leader.Chain, demo().Agency.Chain
	reason := func(r string) func(*pades.Request) { return func(q *pades.Request) { q.Reason = r } }
	hash := func(h crypto.Hash) func(*pades.Request) { return func(q *pades.Request) { q.Hash = h } }
	certify := func(p pades.Permission) func(*pades.Request) { return func(q *pades.Request) { q.Certify = p } }
	cert := func(demand string) string { return "/Cert <</Type /SVCert " + demand + ">>" }
	return map[string]seedCase{
		"nothing":                  {seed: "/Type /SV"},
		"recommendations":          {seed: "/Filter /Other /SubFilter [/Other] /Reasons [(A)] /DigestMethod [/SHA1] /V 9"},
		"our filter":               {seed: "/Ff 1 /Filter /Adobe.PPKLite"},
		"other filter":             {seed: "/Ff 1 /Filter /Entrust.PPKEF", want: pades.ErrSeedValue},
		"our encoding":             {seed: "/Ff 2 /SubFilter [/x /ETSI.CAdES.detached]", check: has("SubFilter", pdf.Name("ETSI.CAdES.detached"))},
		"older encoding":           {seed: "/Ff 2 /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]", check: has("SubFilter", pdf.Name("adbe.pkcs7.detached"))},
		"unknown encoding":         {seed: "/Ff 2 /SubFilter [/adbe.pkcs7.sha1]", want: pades.ErrSeedValue},
		"parser of PDF 2.0":        {seed: "/Ff 4 /V 3"},
		"parser of the future":     {seed: "/Ff 4 /V 4", want: pades.ErrSeedValue},
		"unknown demand":           {seed: "/Ff 4096", want: pades.ErrSeedValue},
		"appearance":               {seed: "/Ff 256 /AppearanceFilter (x)", want: pades.ErrSeedValue},
		"only reason":              {seed: "/Ff 8 /Reasons [(Duy\\352t)]", check: has("Reason", pdf.Text("Duyêt"))},
		"one of the reasons":       {seed: "/Ff 8 /Reasons [(A) (B)]", change: reason("B"), check: has("Reason", pdf.String("B"))},
		"none of the reasons":      {seed: "/Ff 8 /Reasons [(A) (B)]", change: reason("C"), want: pades.ErrSeedReason},
		"no reason given":          {seed: "/Ff 8 /Reasons [(A) (B)]", want: pades.ErrSeedReason},
		"no reason allowed":        {seed: "/Ff 8 /Reasons [(.)]", check: has("Reason", nil)},
		"reason forbidden":         {seed: "/Ff 8", change: reason("A"), want: pades.ErrSeedReason},
		"digest chosen":            {seed: "/Ff 64 /DigestMethod [/SHA1 /SHA512]"},
		"digest allowed":           {seed: "/Ff 64 /DigestMethod [/SHA256 /SHA384]", change: hash(crypto.SHA384)},
		"digest not allowed":       {seed: "/Ff 64 /DigestMethod [/SHA512]", change: hash(crypto.SHA256), want: pades.ErrSeedValue},
		"weak digest":              {seed: "/Ff 64 /DigestMethod [/SHA1 /RIPEMD160]", want: pades.ErrSeedValue},
		"approval":                 {seed: "/MDP <</P 0>>"},
		"approval, not certifying": {seed: "/MDP <</P 0>>", change: certify(2), want: pades.ErrSeedCertification},
		"certification":            {seed: "/MDP <</P 2>>", change: certify(2)},
		"certification not asked":  {seed: "/MDP <</P 2>>", want: pades.ErrSeedCertification},
		"attestation":              {seed: "/Ff 16 /LegalAttestation [(x)]", change: certify(2), want: pades.ErrSeedValue},
		"attestation of approval":  {seed: "/Ff 16 /LegalAttestation [(x)]"},
		"time stamp":               {seed: "/TimeStamp <</URL (http://tsa) /Ff 1>>", want: pades.ErrSeedTimeStamp},
		"time stamp promised":      {seed: "/TimeStamp <</URL (http://tsa) /Ff 1>>", change: func(q *pades.Request) { q.TimeStamped = true }},
		"time stamp recommended":   {seed: "/TimeStamp <</URL (http://tsa) /Ff 0>>"},
		"revocation":               {seed: "/Ff 32 /AddRevInfo true", want: pades.ErrSeedValue},
		"revocation promised":      {seed: "/Ff 32 /AddRevInfo true", change: func(q *pades.Request) { q.RevocationStored = true }},
		"document to be locked":    {seed: "/Ff 128 /LockDocument /true", want: pades.ErrSeedValue},
		"document not locked":      {seed: "/Ff 128 /LockDocument /false"},
		"this signer":              {seed: cert("/Ff 1 /Subject [" + hexOf(agency[0].Raw) + hexOf(leader[0].Raw) + "]")},
		"another signer":           {seed: cert("/Ff 1 /Subject [" + hexOf(agency[0].Raw) + "]"), want: pades.ErrSeedCertificate},
		"another one recommended":  {seed: cert("/Subject [" + hexOf(agency[0].Raw) + "]")},
		"issuer":                   {seed: cert("/Ff 2 /Issuer [<00> " + hexOf(leader[len(leader)-1].Raw) + "]")},
		"another issuer":           {seed: cert("/Ff 2 /Issuer [" + hexOf(leader[0].Raw) + "]"), want: pades.ErrSeedCertificate},
		"policy":                   {seed: cert("/Ff 4 /OID [(1.2.3)]"), want: pades.ErrSeedCertificate},
		"name":                     {seed: cert("/Ff 8 /SubjectDN [<</CN (x)>> <</C (VN) /2.5.4.6 (VN)>>]")},
		"another name":             {seed: cert("/Ff 8 /SubjectDN [<</CN (x) /C (VN)>>]"), want: pades.ErrSeedCertificate},
		"key usage":                {seed: cert("/Ff 32 /KeyUsage [(0) (11X0)]")},
		"another key usage":        {seed: cert("/Ff 32 /KeyUsage [(0) (XXXXX1)]"), want: pades.ErrSeedCertificate},
		"where to buy one":         {seed: cert("/Ff 64 /URL (http://ca)")},
		"unknown about signers":    {seed: cert("/Ff 4096"), want: pades.ErrSeedCertificate},
	}
}

func has(key pdf.Name, want pdf.Object) func(*testing.T, pdf.Dict) {
	return func(t *testing.T, signature pdf.Dict) { assert.Equal(t, want, signature[key]) }
}

func TestSeedValues(t *testing.T) {
	for name, c := range seeds() {
		t.Run(name, func(t *testing.T) {
			in := save(t, pdftest.Build(pdftest.Options{Form: true, Field: "/SV <<" + c.seed + ">>"}))
			req := request(demo().Leader)
			req.Field, req.Appearance = "Approval", box
			if c.change != nil {
				c.change(&req)
			}
			out := filepath.Join(t.TempDir(), "out.pdf")
			_, err := pades.SignFile(t.Context(), in, out, req)
			require.ErrorIs(t, err, c.want)
			if c.want != nil {
				requireNothingIn(t, filepath.Dir(out))
				return
			}
			found := pdftest.Signatures(t, out)
			require.Len(t, found, 1)
			assert.True(t, found[0].Valid && found[0].Whole)
			if c.check != nil {
				s, err := read(t, out).SignatureFields()
				require.NoError(t, err)
				c.check(t, s[0].Value)
			}
		})
	}
}

// A new field beside one with demands is not bound by them.
func TestSeedBindsItsFieldOnly(t *testing.T) {
	in := save(t, pdftest.Build(pdftest.Options{Form: true, Field: "/SV <</Ff 1 /Filter /Other>>"}))
	out, _ := sign(t, in, request(demo().Leader))
	requireSigned(t, out, "Signature1")
}

func TestLockedFieldIsRefused(t *testing.T) {
	for lock, want := range map[string]error{
		"/Action /All":                          pades.ErrFieldLocked,
		"/Action /Include /Fields [(Seal)]":     pades.ErrFieldLocked,
		"/Action /Include /Fields [(Note)]":     nil,
		"/Action /Exclude /Fields [(Note)]":     pades.ErrFieldLocked,
		"/Action /Exclude /Fields [(Seal)]":     nil,
		"/Action /Include /Fields [(N)] /P 1":   pades.ErrCertifiedFinal,
		"/Action /Include /Fields [(Sea)] /P 2": nil,
	} {
		in := save(t, pdftest.Build(pdftest.Options{Form: true, Lock: "<<" + lock + ">>"}))
		withSeal := addField(t, in, "Seal")
		req := request(demo().Leader)
		req.Field, req.Appearance = "Approval", box
		first, _ := sign(t, withSeal, req)
		req = request(demo().Agency)
		req.Field = "Seal"
		out := filepath.Join(t.TempDir(), "out.pdf")
		_, err := pades.SignFile(t.Context(), first, out, req)
		require.ErrorIs(t, err, want, lock)
		if want != nil {
			requireNothingIn(t, filepath.Dir(out))
			continue
		}
		requireSigned(t, out, "Approval", "Seal")
	}
}

// addField appends an empty signature field to the form's direct /Fields.
func addField(t *testing.T, in, name string) string {
	t.Helper()
	d := read(t, in)
	u := pdf.NewUpdate(d)
	field := u.Add(pdf.Dict{
		"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Sig"),
		"T": pdf.Text(name), "Rect": pdf.Rect{}.Array(),
	})
	root, ref, err := d.Catalog()
	require.NoError(t, err)
	root = root.Clone()
	form := root["AcroForm"].(pdf.Dict).Clone()
	form["Fields"] = append(append(pdf.Array{}, form["Fields"].(pdf.Array)...), field)
	root["AcroForm"] = form
	u.Set(ref, root)
	added, err := u.Bytes()
	require.NoError(t, err)
	return save(t, append(readAll(t, in), added...))
}

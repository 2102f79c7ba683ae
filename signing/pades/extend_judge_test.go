package pades_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ocsp"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// requireValid asks pdfsig about the persons' and agencies' signatures.
func requireValid(t testing.TB, file string, signers ...string) {
	t.Helper()
	var found []string
	for _, s := range pdftest.Signatures(t, file) {
		if s.Type == "ETSI.CAdES.detached" {
			require.True(t, s.Valid, "%+v", s)
			found = append(found, s.Signer)
		}
	}
	require.Equal(t, signers, found)
}

// requireStamps has openssl verify every document time stamp, the last of which
// covers the whole file.
func (s *services) requireStamps(t *testing.T, file string, count int) {
	t.Helper()
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	fields, err := read(t, file).SignatureFields()
	require.NoError(t, err)
	stamps, last := 0, int64(0)
	for _, f := range fields {
		if f.Value["Type"] != pdf.Name("DocTimeStamp") {
			continue
		}
		stamps++
		assert.Equal(t, fmt.Sprintf("Timestamp%d", stamps), f.Name)
		assert.Equal(t, pdf.Name("ETSI.RFC3161"), f.Value["SubFilter"])
		assert.NotContains(t, f.Value, pdf.Name("M"))
		b := f.ByteRange
		require.Equal(t, pdf.Span{Start: b[1], End: b[2]}, f.Contents)
		token, err := timestamp.Parse(f.Value["Contents"].(pdf.String))
		require.NoError(t, err)
		s.requireOpenSSL(t, token.DER, append(bytes.Clone(content[:b[1]]), content[b[2]:b[2]+b[3]]...))
		last = b[2] + b[3]
	}
	assert.Equal(t, count, stamps)
	assert.Equal(t, int64(len(content)), last)
}

func (s *services) requireOpenSSL(t *testing.T, token, data []byte) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string][]byte{"token": token, "data": data, "ca": pkitest.PEM(s.Root.Certificate, s.Issuer.Certificate)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	cmd := exec.Command("openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "ca")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

// pieces reads a list of streams.
func pieces(t *testing.T, d *pdf.Document, list pdf.Object) (out [][]byte) {
	t.Helper()
	o, err := d.Resolve(list)
	require.NoError(t, err)
	items, _ := o.(pdf.Array)
	for _, item := range items {
		o, err := d.Resolve(item)
		require.NoError(t, err)
		data, err := d.StreamData(o.(*pdf.Stream))
		require.NoError(t, err)
		out = append(out, data)
	}
	return out
}

// requireStore: the store and the signature's own entry have what proves it, as
// another reader of OCSP sees it.
func (s *services) requireStore(t *testing.T, file string) {
	t.Helper()
	d := read(t, file)
	root, _, err := d.Catalog()
	require.NoError(t, err)
	o, err := d.Resolve(root["DSS"])
	require.NoError(t, err)
	dss := o.(pdf.Dict)
	assert.Equal(t, pdf.Name("DSS"), dss["Type"])
	certs := pieces(t, d, dss["Certs"])
	for _, cert := range [][]byte{s.Leader.Certificate.Raw, s.Issuer.Certificate.Raw, s.Root.Certificate.Raw, s.TSA.Identity.Certificate.Raw, s.OCSP.Responder.Certificate.Raw} {
		assert.Contains(t, certs, cert)
	}
	require.Len(t, pieces(t, d, dss["CRLs"]), 1)
	require.Len(t, pieces(t, d, dss["OCSPs"]), 2)

	fields, err := d.SignatureFields()
	require.NoError(t, err)
	sum := sha1.Sum(fields[len(fields)-len(pdfStamps(fields))-1].Value["Contents"].(pdf.String))
	o, err = d.Resolve(dss["VRI"])
	require.NoError(t, err)
	require.Len(t, o, 1)
	o, err = d.Resolve(o.(pdf.Dict)[pdf.Name(strings.ToUpper(hex.EncodeToString(sum[:])))])
	require.NoError(t, err)
	entry, ok := o.(pdf.Dict)
	require.True(t, ok, "no VRI entry of the signature")
	answers := pieces(t, d, entry["OCSP"])
	require.NotEmpty(t, answers)
	parsed, err := ocsp.ParseResponseForCert(answers[0], s.Leader.Certificate, s.Issuer.Certificate)
	require.NoError(t, err)
	assert.Equal(t, ocsp.Good, parsed.Status)
	assert.Len(t, pieces(t, d, entry["CRL"]), 1)
	assert.Contains(t, pieces(t, d, entry["Cert"]), s.Leader.Certificate.Raw)
}

func pdfStamps(fields []pdf.SignatureField) (out []pdf.SignatureField) {
	for _, f := range fields {
		if f.Value["Type"] == pdf.Name("DocTimeStamp") {
			out = append(out, f)
		}
	}
	return out
}

// requireRefused: the error has its code, the target stays what it was and
// nothing lies about.
func requireRefused(t *testing.T, in string, req pades.ExtendRequest, want error) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.pdf")
	require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
	_, err := pades.Extend(t.Context(), in, out, req)
	require.ErrorIs(t, err, want)
	content, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "old", string(content))
	requireNothingIn(t, filepath.Dir(out), "out.pdf")
}

package pades_test

import (
	"bytes"
	"crypto"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// schemes of signature by kind of key; true is RSASSA-PSS.
var schemes = map[pkitest.KeyKind][]bool{
	pkitest.RSA2048: {false, true}, pkitest.RSA3072: {false, true}, pkitest.RSA4096: {false, true},
	pkitest.ECDSAP256: {false}, pkitest.ECDSAP384: {false}, pkitest.ECDSAP521: {false},
}

// Every key and hash that a token may hold, in a file, before two judges: pdfsig
// (over NSS) and openssl.
func TestEveryAlgorithm(t *testing.T) {
	in := save(t, pdftest.Build(pdftest.Options{}))
	for kind, each := range schemes {
		id, err := demo().Person("Trần Văn Nghĩa", pkitest.DemoAgency, "Chánh Văn phòng", kind, pkitest.Around(noon, 1))
		require.NoError(t, err)
		for _, hash := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
			for _, pss := range each {
				t.Run(fmt.Sprintf("%s %s pss=%v", kind, hash, pss), func(t *testing.T) {
					req := request(id)
					req.Hash, req.PSS = hash, pss
					out, _ := sign(t, in, req)
					requireSigned(t, out, "Signature1")
					requireOpenSSLCMS(t, out)
				})
			}
		}
	}
}

// requireOpenSSLCMS has openssl check the file's only signature, and refuse it
// over other bytes.
func requireOpenSSLCMS(t *testing.T, file string) {
	t.Helper()
	fields, err := read(t, file).SignatureFields()
	require.NoError(t, err)
	require.Len(t, fields, 1)
	content, b := readAll(t, file), fields[0].ByteRange
	signed := append(bytes.Clone(content[:b[1]]), content[b[2]:b[2]+b[3]]...)
	require.NoError(t, openSSLCMS(t, fields[0].Value["Contents"].(pdf.String), signed))
	signed[10] ^= 1
	require.Error(t, openSSLCMS(t, fields[0].Value["Contents"].(pdf.String), signed))
}

func openSSLCMS(t *testing.T, der, data []byte) error {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string][]byte{"cms": der, "data": data, "ca": pkitest.PEM(demo().Root.Certificate)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	cmd := exec.Command("openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", "cms", "-content", "data",
		"-CAfile", "ca", "-purpose", "any", "-out", "/dev/null")
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return nil
}

// What a key cannot do is known before it is asked, and before a PIN is.
func TestAlgorithmIsRefusedBeforeTheKeyIsAsked(t *testing.T) {
	id, err := demo().Person("Trần Văn Nghĩa", pkitest.DemoAgency, "Chánh Văn phòng", pkitest.ECDSAP256, pkitest.Around(noon, 1))
	require.NoError(t, err)
	req := request(id)
	req.PSS = true
	_, err = pades.Check(t.Context(), read(t, save(t, pdftest.Build(pdftest.Options{}))), req, pades.LevelB)
	require.ErrorIs(t, err, cms.ErrUnsupported)
	req.PSS, req.Hash = false, crypto.SHA1
	_, err = pades.Check(t.Context(), read(t, save(t, pdftest.Build(pdftest.Options{}))), req, pades.LevelB)
	require.ErrorIs(t, err, cms.ErrUnsupported)
}

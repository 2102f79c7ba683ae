package revocation_test

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ocsp"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
)

// openssl is a responder of another make; it tells the machine's own time.
type openssl struct{ dir string }

const opensslConfig = `[ca]
default_ca = c
[c]
database = index.txt
crlnumber = crlnumber
certificate = issuer.pem
private_key = issuer.key
default_md = sha256
default_crl_days = 7
`

func newOpenSSL(t *testing.T, issuer *pkitest.Authority, responder, signer *pkitest.Identity, revokedAt time.Time) openssl {
	t.Helper()
	o := openssl{t.TempDir()}
	line := fmt.Sprintf("V\t%s\t\t%X\tunknown\t/CN=x\n", utc(signer.Certificate.NotAfter), signer.Certificate.SerialNumber)
	if !revokedAt.IsZero() {
		line = fmt.Sprintf("R\t%s\t%s,keyCompromise\t%X\tunknown\t/CN=x\n", utc(signer.Certificate.NotAfter), utc(revokedAt), signer.Certificate.SerialNumber)
	}
	for name, content := range map[string][]byte{
		"issuer.pem": pkitest.PEM(issuer.Certificate), "responder.pem": pkitest.PEM(responder.Certificate),
		"issuer.key": key(t, issuer.Key), "responder.key": key(t, responder.Key),
		"index.txt": []byte(line), "index.txt.attr": []byte("unique_subject = no\n"), "crlnumber": []byte("01\n"), "ca.cnf": []byte(opensslConfig),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(o.dir, name), content, 0o600))
	}
	return o
}

func utc(t time.Time) string { return t.UTC().Format("060102150405Z") }

func key(t *testing.T, k any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(k)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func (o openssl) run(args ...string) error {
	cmd := exec.Command("openssl", args...)
	cmd.Dir = o.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("openssl %v: %w\n%s", args, err, out)
	}
	return nil
}

// Post answers an OCSP request.
func (o openssl) Post(_ context.Context, _, _ string, body []byte, _ int64) (int, []byte, error) {
	if err := os.WriteFile(filepath.Join(o.dir, "request"), body, 0o600); err != nil {
		return 0, nil, err
	}
	if err := o.run("ocsp", "-index", "index.txt", "-CA", "issuer.pem", "-rsigner", "responder.pem", "-rkey", "responder.key",
		"-reqin", "request", "-respout", "response", "-ndays", "1"); err != nil {
		return 0, nil, err
	}
	answer, err := os.ReadFile(filepath.Join(o.dir, "response"))
	return 200, answer, err
}

// Get gives the list.
func (o openssl) Get(context.Context, string, int64) (int, []byte, error) {
	if err := o.run("ca", "-config", "ca.cnf", "-gencrl", "-out", "list.pem"); err != nil {
		return 0, nil, err
	}
	text, err := os.ReadFile(filepath.Join(o.dir, "list.pem"))
	if err != nil {
		return 0, nil, err
	}
	block, _ := pem.Decode(text)
	return 200, block.Bytes, nil
}

func TestOpenSSLAnswers(t *testing.T) {
	today := time.Now()
	issuer, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.RSA2048, pkitest.Around(today, 5))
	require.NoError(t, err)
	responder, err := issuer.Issue(pkitest.Leaf{
		CommonName: "OCSP", Kind: pkitest.RSA2048, Validity: pkitest.Around(today, 2), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
	})
	require.NoError(t, err)
	gone := today.Add(-time.Hour).UTC().Truncate(time.Second)
	for _, revokedAt := range []time.Time{{}, gone} {
		for source, leaf := range map[revocation.Source]pkitest.Leaf{
			revocation.OCSP: {OCSPServers: []string{"http://x"}}, revocation.CRL: {CRLLocations: []string{"http://x"}},
		} {
			leaf.CommonName, leaf.Kind, leaf.Validity = "x", pkitest.ECDSAP256, pkitest.Around(today, 2)
			signer, err := issuer.Issue(leaf)
			require.NoError(t, err)
			client := &revocation.Client{Transport: newOpenSSL(t, issuer, responder, signer, revokedAt), Random: rand.Reader}
			r, err := client.Check(t.Context(), signer.Certificate, issuer.Certificate, revocation.At(today))
			require.NoError(t, err)
			require.Empty(t, r.Causes)
			assert.Equal(t, source, r.Source)
			if revokedAt.IsZero() {
				assert.Equal(t, revocation.Good, r.Status)
				continue
			}
			assert.Equal(t, revocation.Revoked, r.Status)
			assert.Equal(t, gone, r.RevokedAt)
			assert.Equal(t, revocation.KeyCompromise, r.Reason)
		}
	}
}

// Answers that the standard library's neighbour makes.
func TestXCryptoAnswers(t *testing.T) {
	b := newBench(t)
	for status, want := range map[int]revocation.Status{ocsp.Good: revocation.Good, ocsp.Revoked: revocation.Revoked, ocsp.Unknown: revocation.Unknown} {
		template := ocsp.Response{
			Status: status, SerialNumber: b.signer.Certificate.SerialNumber, ThisUpdate: now, NextUpdate: now.AddDate(0, 0, 1),
			RevokedAt: now.Add(-time.Hour), RevocationReason: ocsp.Superseded, Certificate: b.ocsp.Responder.Certificate,
		}
		answer, err := ocsp.CreateResponse(b.issuer.Certificate, b.ocsp.Responder.Certificate, template, b.ocsp.Responder.Key)
		require.NoError(t, err)
		r := b.check(pieces(answer), nil, revocation.At(now))
		assert.Equal(t, want, r.Status, "%v", r.Causes)

		template.SerialNumber = big.NewInt(7)
		answer, err = ocsp.CreateResponse(b.issuer.Certificate, b.ocsp.Responder.Certificate, template, b.ocsp.Responder.Key)
		require.NoError(t, err)
		requireRefused(t, b.check(pieces(answer), nil, revocation.At(now)), revocation.ErrOtherCertificate, "number")
	}
}

// SHA-1 under evidence proves nothing.
func TestWeakHash(t *testing.T) {
	b := newBench(t)
	answer, err := ocsp.CreateResponse(b.issuer.Certificate, b.issuer.Certificate, ocsp.Response{
		Status: ocsp.Good, SerialNumber: b.signer.Certificate.SerialNumber, ThisUpdate: now, NextUpdate: now.AddDate(0, 0, 1),
		SignatureAlgorithm: x509.SHA1WithRSA,
	}, b.issuer.Key)
	require.NoError(t, err)
	requireRefused(t, b.check(pieces(answer), nil, revocation.At(now)), revocation.ErrWeak, "ocsp")
}

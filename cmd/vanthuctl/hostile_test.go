package main

import (
	"crypto/rand"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// refusedToExtend: the error has the code, by itself or among its causes; the
// target that stood there stays what it was, and nothing lies beside it.
func (w *world) refusedToExtend(t *testing.T, name, in, level string, want fault.Code) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.pdf")
	require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
	status, answer := w.run(t, "extend", in, "-o", out, "--level", level, "--tsa", w.tsa(), "--trust", w.trust, "--timeout", "1")
	assert.Equal(t, exitCould, status, name)
	assert.Contains(t, codesOf(answer["error"].(map[string]any)), string(want), name)
	content, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, "old", string(content), name)
	left, err := os.ReadDir(filepath.Dir(out))
	require.NoError(t, err)
	assert.Len(t, left, 1, name)
}

func codesOf(failure map[string]any) []string {
	codes := []string{failure["code"].(string)}
	causes, _ := failure["causes"].([]any)
	for _, c := range causes {
		codes = append(codes, c.(map[string]any)["code"].(string))
	}
	return codes
}

// anyServer are the faults that any server on the web may have; none may cost
// more than the time set for it.
var anyServer = []pkitest.Fault{
	pkitest.Slow, pkitest.Drip, pkitest.CutOff, pkitest.Down, pkitest.ToFile,
}

func TestHostileTimeStampingServers(t *testing.T) {
	w := newWorld(t)
	signed, status, _ := w.sign(t, plainFile(t, pdftest.Options{}))
	require.Equal(t, exitDone, status)
	faults := map[pkitest.Fault]fault.Code{
		pkitest.OtherSubject: timestamp.ErrOtherContent, pkitest.WrongNonce: timestamp.ErrOtherQuestion,
		pkitest.NoNonce: timestamp.ErrOtherQuestion, pkitest.Stranger: timestamp.ErrSignature, pkitest.Forged: timestamp.ErrSignature,
		pkitest.Unbound: timestamp.ErrNotBound, pkitest.BoundToOther: timestamp.ErrNotBound, pkitest.Bare: timestamp.ErrNoCertificate,
		pkitest.Stale: timestamp.ErrTime, pkitest.FromFuture: timestamp.ErrTime, pkitest.Refusal: timestamp.ErrRefused,
		pkitest.Garbage: timestamp.ErrMalformed, pkitest.Half: timestamp.ErrMalformed, pkitest.Tail: timestamp.ErrMalformed,
		pkitest.Huge: timestamp.ErrTooLarge, pkitest.Missing: timestamp.ErrRefused, pkitest.Login: timestamp.ErrLogin,
		pkitest.Critical: timestamp.ErrMalformed,
	}
	for _, f := range anyServer {
		faults[f] = timestamp.ErrUnreachable
	}
	for f, want := range faults {
		w.TSA.Order(f)
		began := time.Now()
		w.refusedToExtend(t, string(f), signed, "T", want)
		assert.Less(t, time.Since(began), 10*time.Second, "%s", f)
	}
	w.TSA.Order(pkitest.Healthy)
	w.badAuthorities(t, signed)
}

// badAuthorities: certificates that may not stamp time.
func (w *world) badAuthorities(t *testing.T, signed string) {
	t.Helper()
	stamping := []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
	ended := pkitest.Validity{NotBefore: w.Now().AddDate(-2, 0, 0), NotAfter: w.Now().AddDate(0, 0, -1)}
	other, err := pkitest.NewRoot(rand.Reader, "CA lạ", pkitest.ECDSAP256, pkitest.Around(w.Now(), 3))
	require.NoError(t, err)
	for name, c := range map[string]struct {
		by   func(pkitest.Leaf) (*pkitest.Identity, error)
		leaf pkitest.Leaf
		want fault.Code
	}{
		"expired":         {w.Issue, pkitest.Leaf{Validity: ended, ExtKeyUsage: stamping}, timestamp.ErrTime},
		"without purpose": {w.Issue, pkitest.Leaf{Validity: pkitest.Around(w.Now(), 1)}, timestamp.ErrUsage},
		"of another root": {other.Issue, pkitest.Leaf{Validity: pkitest.Around(w.Now(), 1), ExtKeyUsage: stamping}, timestamp.ErrUntrusted},
		"short key":       {w.Issue, pkitest.Leaf{Kind: pkitest.RSA1024, Validity: pkitest.Around(w.Now(), 1), ExtKeyUsage: stamping}, timestamp.ErrWeak},
	} {
		c.leaf.CommonName = "TSA " + name
		if c.leaf.Kind == "" {
			c.leaf.Kind = pkitest.ECDSAP256
		}
		w.TSA.Identity, err = c.by(c.leaf)
		require.NoError(t, err)
		w.refusedToExtend(t, name, signed, "T", c.want)
	}
}

func TestHostileStatusServers(t *testing.T) {
	w := newWorld(t)
	stamped, status, _ := w.sign(t, plainFile(t, pdftest.Options{}), "--level", "T", "--tsa", w.tsa())
	require.Equal(t, exitDone, status)
	for _, f := range anyServer {
		w.OCSP.Order(f)
		w.Lists.Order(f)
		w.refusedToExtend(t, string(f), stamped, "LT", revocation.ErrUnreachable)
	}
	w.OCSP.Order(pkitest.Healthy)
	w.Lists.Order(pkitest.Healthy)
	for f, want := range map[pkitest.Fault]fault.Code{
		pkitest.Stranger: revocation.ErrStranger, pkitest.Forged: revocation.ErrSignature, pkitest.Stale: revocation.ErrStale,
		pkitest.FromFuture: revocation.ErrFuture, pkitest.OtherSubject: revocation.ErrOtherCertificate,
		pkitest.WrongNonce: revocation.ErrOtherQuestion, pkitest.Unknown: revocation.ErrNotKnown,
		pkitest.Garbage: revocation.ErrMalformed, pkitest.Half: revocation.ErrMalformed, pkitest.Huge: revocation.ErrTooLarge,
		pkitest.Missing: revocation.ErrRefused,
	} {
		w.Lists.Order(pkitest.Missing)
		w.OCSP.Order(f)
		w.refusedToExtend(t, "OCSP "+string(f), stamped, "LT", want)
	}
	for f, want := range map[pkitest.Fault]fault.Code{
		pkitest.Stranger: revocation.ErrSignature, pkitest.Forged: revocation.ErrSignature, pkitest.Stale: revocation.ErrStale,
		pkitest.FromFuture: revocation.ErrFuture, pkitest.OtherSubject: revocation.ErrOtherCertificate,
		pkitest.Partial: revocation.ErrPartial, pkitest.Indirect: revocation.ErrPartial, pkitest.Delta: revocation.ErrPartial,
		pkitest.Garbage: revocation.ErrMalformed, pkitest.Huge: revocation.ErrTooLarge,
	} {
		w.OCSP.Order(pkitest.Missing)
		w.Lists.Order(f)
		w.refusedToExtend(t, "CRL "+string(f), stamped, "LT", want)
	}
}

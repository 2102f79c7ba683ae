package revocation_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
)

// Whatever byte changes, revoked never turns into good, and nothing panics.
func TestEveryByteCounts(t *testing.T) {
	b := newBench(t)
	b.register.Revoke(b.signer.Certificate, now.AddDate(0, 0, -1), 1)
	direct := &pkitest.OCSPResponder{Register: b.register}
	for _, whole := range [][]byte{direct.Status(b.signer.Certificate), b.ocsp.Status(b.signer.Certificate), b.crl.List()} {
		for i := range whole {
			for _, bit := range []byte{0x01, 0x80} {
				bad := bytes.Clone(whole)
				bad[i] ^= bit
				require.NotEqual(t, revocation.Good, b.check(pieces(bad), pieces(bad), revocation.At(now)).Status, i)
			}
		}
		for n := range whole {
			require.Equal(t, revocation.Unknown, b.check(pieces(whole[:n]), pieces(whole[:n]), revocation.At(now)).Status, n)
		}
	}
}

func FuzzOCSP(f *testing.F) {
	b := newBench(f)
	b.ocsp.ByKey = true
	f.Add(b.ocsp.Status(b.signer.Certificate))
	b.ocsp.Order(pkitest.Bare) // short seeds: long ones are minimised for minutes
	f.Add(b.ocsp.Status(b.signer.Certificate))
	f.Add([]byte{0x30, 0x03, 0x0a, 0x01, 0x03})
	f.Fuzz(func(_ *testing.T, der []byte) { b.check(pieces(der), nil, revocation.At(now)) })
}

func FuzzCRL(f *testing.F) {
	b := newBench(f)
	b.register.Revoke(b.signer.Certificate, now, 6)
	f.Add(b.crl.List())
	b.crl.Order(pkitest.Partial)
	f.Add(b.crl.List())
	f.Fuzz(func(_ *testing.T, der []byte) { b.check(nil, pieces(der), revocation.At(now)) })
}

package pkitest_test

import (
	"crypto/rand"
	"crypto/x509"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
)

var now = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

func TestDemoChainsToItsRoot(t *testing.T) {
	demo, err := pkitest.NewDemo(rand.Reader, now)
	require.NoError(t, err)
	leader := demo.Leader.Certificate
	assert.Equal(t, "Nguyễn Thị Hường", leader.Subject.CommonName)
	assert.Equal(t, x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment, leader.KeyUsage)
	require.Len(t, demo.Leader.Chain, 2, "leaf and intermediate, not the root")
	assert.NoError(t, chains(demo, demo.Leader, now))
	assert.NoError(t, chains(demo, demo.Agency, now))
}

func TestValidityVariants(t *testing.T) {
	demo, err := pkitest.NewDemo(rand.Reader, now)
	require.NoError(t, err)
	for name, v := range map[string]pkitest.Validity{
		"expired": pkitest.Expired(now), "not yet valid": pkitest.NotYet(now),
	} {
		id, err := demo.Person("Trần Văn Nghĩa", "", "", pkitest.ECDSAP256, v)
		require.NoError(t, err)
		assert.Error(t, chains(demo, id, now), name)
		assert.NoError(t, chains(demo, id, v.NotBefore.Add(time.Hour)), name)
	}
}

func chains(demo *pkitest.Demo, id *pkitest.Identity, at time.Time) error {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(demo.Root.Certificate)
	for _, c := range id.Chain[1:] {
		between.AddCert(c)
	}
	_, err := id.Certificate.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	return err
}

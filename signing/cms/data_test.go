package cms_test

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

// The standard library signs, CheckData must agree, and must not once a bit is
// another.
func TestCheckDataOfRevocationLists(t *testing.T) {
	at := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for _, kind := range []pkitest.KeyKind{pkitest.RSA2048, pkitest.ECDSAP256, pkitest.ECDSAP384, pkitest.ECDSAP521} {
		ca, err := pkitest.NewRoot(rand.Reader, "CA", kind, pkitest.Around(at, 2))
		require.NoError(t, err)
		der, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
			Number: big.NewInt(1), ThisUpdate: at, NextUpdate: at.AddDate(0, 0, 7),
		}, ca.Certificate, ca.Key)
		require.NoError(t, err)
		var list struct{ TBS, Algorithm, Signature asn1.RawValue }
		_, err = asn1.Unmarshal(der, &list)
		require.NoError(t, err)

		tbs, value := list.TBS.FullBytes, list.Signature.Bytes[1:]
		alg, err := cms.CheckData(ca.Certificate.PublicKey, list.Algorithm.FullBytes, tbs, value)
		require.NoError(t, err, kind)
		assert.False(t, alg.Weak())
		tbs[len(tbs)-1] ^= 1
		_, err = cms.CheckData(ca.Certificate.PublicKey, list.Algorithm.FullBytes, tbs, value)
		require.ErrorIs(t, err, cms.ErrSignatureInvalid)
		_, err = cms.CheckData(ca.Certificate.PublicKey, []byte{0x30, 0x00}, tbs, value)
		require.ErrorIs(t, err, cms.ErrUnsupported)
		_, err = cms.CheckData(ca.Certificate.PublicKey, nil, tbs, value)
		require.ErrorIs(t, err, cms.ErrMalformed)
	}
}

func TestHashIdentifiers(t *testing.T) {
	for _, hash := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		der, err := cms.HashIdentifier(hash)
		require.NoError(t, err)
		assert.Equal(t, hash, cms.HashOf(der))
	}
	_, err := cms.HashIdentifier(crypto.SHA1)
	require.ErrorIs(t, err, cms.ErrUnsupported)
	assert.Zero(t, cms.HashOf([]byte{0x30, 0x80}))
}

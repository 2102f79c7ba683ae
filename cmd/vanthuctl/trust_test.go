package main

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/assets/roots"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/trust"
)

func TestFingerprintsAreCompared(t *testing.T) {
	ca, err := pkitest.NewRoot(rand.Reader, "CA", pkitest.ECDSAP256, pkitest.Around(time.Now(), 1))
	require.NoError(t, err)
	p := &program{lang: i18n.English}
	published := roots.Published()[0]
	known := describeTrusted(trust.Entry{Certificate: ca.Certificate, SHA256: published.SHA256})
	assert.Equal(t, published.Name, known.Published)
	assert.Contains(t, p.comparison(known), "✓ matches the published fingerprint of "+published.Name)
	unknown := describeTrusted(trust.Entry{Certificate: ca.Certificate, SHA256: published.SHA256[:63] + "0"})
	assert.Empty(t, unknown.Published)
	assert.Contains(t, p.comparison(unknown), "! not in the list")
	assert.Equal(t, "F04B A4B4 59", grouped("F04BA4B459"))
}

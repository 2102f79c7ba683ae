//go:build cgo

package token_test

import (
	"crypto"
	"crypto/rand"
	"testing"

	"github.com/miekg/pkcs11"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

// BenchmarkSign is the rate through this package, one signature after another,
// each checked with the certificate.
func BenchmarkSign(b *testing.B) {
	s := loggedIn(b, driver(b), leaderLabel)
	d := digest(crypto.SHA256, "x")
	for id, name := range map[string]string{"01": "RSA-2048", "02": "ECDSA-P256"} {
		key := signer(b, s, id)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := key.Sign(rand.Reader, d, crypto.SHA256); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRaw is the rate of the same key through the binding alone, to compare.
func BenchmarkRaw(b *testing.B) {
	s := loggedIn(b, driver(b), leaderLabel)
	p := pkcs11.New(world.library)
	slots, err := p.GetSlotList(true)
	require.NoError(b, err)
	var session pkcs11.SessionHandle
	for _, slot := range slots {
		if info, _ := p.GetTokenInfo(slot); info.SerialNumber == s.Token().Serial {
			session, err = p.OpenSession(slot, pkcs11.CKF_SERIAL_SESSION)
			require.NoError(b, err)
		}
	}
	require.NoError(b, p.FindObjectsInit(session, []*pkcs11.Attribute{
		pkcs11.NewAttribute(pkcs11.CKA_CLASS, pkcs11.CKO_PRIVATE_KEY), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte{1}),
	}))
	keys, _, err := p.FindObjects(session, 1)
	require.NoError(b, err)
	require.NoError(b, p.FindObjectsFinal(session))
	how := []*pkcs11.Mechanism{pkcs11.NewMechanism(pkcs11.CKM_RSA_PKCS, nil)}
	for b.Loop() {
		require.NoError(b, p.SignInit(session, how, keys[0]))
		_, err := p.Sign(session, make([]byte, 51))
		require.NoError(b, err)
	}
	require.NoError(b, p.CloseSession(session))
}

// BenchmarkTokens is the price of one look of Watch.
func BenchmarkTokens(b *testing.B) {
	all := token.Modules{driver(b)}
	for b.Loop() {
		_, err := all.Tokens(b.Context())
		require.NoError(b, err)
	}
}

// BenchmarkDiscover is the price of looking for drivers and into their files.
func BenchmarkDiscover(b *testing.B) {
	for b.Loop() {
		require.NotEmpty(b, token.Discover(token.Places{}))
	}
}

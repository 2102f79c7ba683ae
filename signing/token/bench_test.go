package token_test

import (
	"crypto"
	"crypto/rand"
	"testing"
)

// The raw rate of SoftHSM through this package, one signature after another.
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

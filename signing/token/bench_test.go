//go:build cgo

package token_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/miekg/pkcs11"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/token/apart"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// BenchmarkSign is the rate through this package, one signature after another.
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

// BenchmarkApart is the price of the child process: the same RSA-2048 key signs
// in turn through it and in this process. The metric apart/here is the rate
// through the child as a part of the rate without it.
func BenchmarkApart(b *testing.B) {
	here, err := cryptoki.Load(world.library, "")
	require.NoError(b, err)
	child, err := apart.Start(world.library, "", apart.Patient)
	require.NoError(b, err)
	defer child.End()
	var spent [2]time.Duration
	var sign [2]func()
	for i, l := range []cryptoki.Library{here, child} {
		sign[i] = rawSigner(b, l)
	}
	for b.Loop() {
		for i := range sign {
			start := time.Now()
			sign[i]()
			spent[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(spent[0])/float64(b.N), "ns/here")
	b.ReportMetric(float64(spent[1])/float64(b.N), "ns/apart")
	b.ReportMetric(float64(spent[0])/float64(spent[1]), "apart/here")
}

// rawSigner signs with the agency's key and nothing else.
func rawSigner(b *testing.B, l cryptoki.Library) func() {
	b.Helper()
	ctx := b.Context()
	slots, err := l.Slots(ctx)
	require.NoError(b, err)
	for _, slot := range slots {
		info, err := l.Token(ctx, slot)
		require.NoError(b, err)
		if strings.TrimRight(info.Label, " ") != agencyLabel {
			continue
		}
		session, err := l.Open(ctx, slot, false)
		require.NoError(b, err)
		b.Cleanup(func() { _ = l.Close(context.Background(), session) })
		require.NoError(b, l.Login(ctx, session, pkcs11.CKU_USER, []byte(rightPIN)))
		keys, err := l.Find(ctx, session, []cryptoki.Attribute{{Kind: pkcs11.CKA_CLASS, Number: pkcs11.CKO_PRIVATE_KEY}}, 1)
		require.NoError(b, err)
		require.Len(b, keys, 1)
		return func() {
			_, err := l.Sign(ctx, session, cryptoki.Mechanism{Kind: pkcs11.CKM_RSA_PKCS}, keys[0], make([]byte, 51))
			require.NoError(b, err)
		}
	}
	b.Fatal("no such token")
	return nil
}

// BenchmarkTokens is the price of one look of Watch.
func BenchmarkTokens(b *testing.B) {
	all := token.Modules{driver(b)}
	for b.Loop() {
		_, err := all.Tokens(b.Context())
		require.NoError(b, err)
	}
}

// BenchmarkStart is the price of a driver's process, from nothing to the first answer.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		child, err := apart.Start(world.library, "", apart.Patient)
		require.NoError(b, err)
		child.End()
	}
}

// BenchmarkDiscover is the price of looking for drivers and into their files.
func BenchmarkDiscover(b *testing.B) {
	for b.Loop() {
		require.NotEmpty(b, token.Discover(token.Places{}))
	}
}

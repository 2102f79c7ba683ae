//go:build cgo

package token_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha512"
	"crypto/x509"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/token"
)

func digest(h crypto.Hash, text string) []byte {
	sum := h.New()
	sum.Write([]byte(text))
	return sum.Sum(nil)
}

func TestSignRSA(t *testing.T) {
	key := signer(t, loggedIn(t, driver(t), leaderLabel), "01")
	public := key.Public().(*rsa.PublicKey)
	for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		d := digest(h, "Kế hoạch")
		signature, err := key.Sign(rand.Reader, d, h)
		require.NoError(t, err)
		assert.NoError(t, rsa.VerifyPKCS1v15(public, h, d, signature))

		for _, salt := range []int{rsa.PSSSaltLengthEqualsHash, rsa.PSSSaltLengthAuto, 20} {
			options := &rsa.PSSOptions{SaltLength: salt, Hash: h}
			signature, err = key.Sign(rand.Reader, d, options)
			require.NoError(t, err)
			assert.NoError(t, rsa.VerifyPSS(public, h, d, signature, options))
		}
	}
}

func TestSignECDSA(t *testing.T) {
	s := loggedIn(t, driver(t), leaderLabel)
	for _, id := range []string{"02", "03"} {
		key := signer(t, s, id)
		for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
			d := digest(h, "Công văn")
			signature, err := key.Sign(nil, d, h)
			require.NoError(t, err, "%s %v", id, h)
			assert.True(t, ecdsa.VerifyASN1(key.Public().(*ecdsa.PublicKey), d, signature))
		}
	}
}

// Not every token cuts a digest that is longer than its curve's order.
func TestSignECDSACutsTheDigest(t *testing.T) {
	m, _ := misbehaving(t, "limit 32")
	key := signer(t, loggedIn(t, m, leaderLabel), "02")
	d := digest(crypto.SHA512, "x")
	signature, err := key.Sign(nil, d, crypto.SHA512)
	require.NoError(t, err)
	assert.True(t, ecdsa.VerifyASN1(key.Public().(*ecdsa.PublicKey), d, signature))
}

func TestSignRefusesWhatItCannot(t *testing.T) {
	key := signer(t, loggedIn(t, driver(t), leaderLabel), "01")
	for name, c := range map[string]struct {
		digest []byte
		opts   crypto.SignerOpts
	}{
		"SHA-1":             {make([]byte, 20), crypto.SHA1},
		"no hash":           {make([]byte, 32), crypto.Hash(0)},
		"length":            {make([]byte, 31), crypto.SHA256},
		"unknown hash":      {make([]byte, 32), crypto.Hash(99)},
		"salt far too long": {make([]byte, 32), &rsa.PSSOptions{SaltLength: 4096, Hash: crypto.SHA256}},
	} {
		_, err := key.Sign(rand.Reader, c.digest, c.opts)
		assert.ErrorIs(t, err, token.ErrMechanismUnsupported, name)
	}
}

func TestTwoTokensAtOnce(t *testing.T) {
	m := driver(t)
	keys := []*token.Key{
		signer(t, loggedIn(t, m, leaderLabel), "01"),
		signer(t, loggedIn(t, m, agencyLabel), ""),
	}
	d := digest(crypto.SHA256, "Quyết định")
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			key := keys[i%2]
			signature, err := key.Sign(rand.Reader, d, crypto.SHA256)
			if assert.NoError(t, err) {
				assert.NoError(t, rsa.VerifyPKCS1v15(key.Public().(*rsa.PublicKey), crypto.SHA256, d, signature))
			}
		})
	}
	wait.Wait()
}

func TestSignerNeedsALogin(t *testing.T) {
	s := session(t, driver(t), agencyLabel)
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	_, err = s.Signer(t.Context(), list[0])
	assert.ErrorIs(t, err, token.ErrPINNeeded)
}

func TestSignerRefusesAnUnfitCertificate(t *testing.T) {
	s := loggedIn(t, driver(t), leaderLabel)
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	_, err = s.Signer(t.Context(), find(t, list, "04"))
	assert.ErrorIs(t, err, token.ErrExpired)
}

func TestClosedSession(t *testing.T) {
	s := loggedIn(t, driver(t), agencyLabel)
	key := signer(t, s, "")
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())
	_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrSessionClosed)
	_, err = s.Certificates(t.Context(), now)
	assert.ErrorIs(t, err, token.ErrSessionClosed)
	pin := []byte(rightPIN)
	assert.ErrorIs(t, s.Login(t.Context(), token.NewPIN(pin), token.LoginOptions{}), token.ErrSessionClosed)
	assert.Equal(t, make([]byte, len(pin)), pin)
}

func TestAKeyOfAnotherCertificateIsFoundOut(t *testing.T) {
	key := signer(t, loggedIn(t, driver(t), leaderLabel), "09")
	assert.ErrorIs(t, signCMS(t, key), cms.ErrWrongKey)
}

func TestAForgedSignatureIsFoundOut(t *testing.T) {
	m, _ := misbehaving(t)
	key := signer(t, loggedIn(t, m, agencyLabel), "")
	require.NoError(t, signCMS(t, key))
	order(t, m, "forge 1")
	assert.ErrorIs(t, signCMS(t, key), cms.ErrWrongKey)
}

func signCMS(t *testing.T, key *token.Key) error {
	_, err := cms.Sign(t.Context(), key, cms.Request{
		Digest: digest(crypto.SHA256, "x"), Hash: crypto.SHA256, Chain: []*x509.Certificate{key.Certificate().X509},
	})
	return err
}

func TestSigningGoesWrong(t *testing.T) {
	for _, c := range []struct {
		order string
		want  fault.Code
	}{
		{"sign 0x32", token.ErrRemoved},
		{"sign 0xB3", token.ErrRemoved},
		{"sign 0x68", token.ErrKeyRefused},
		{"sign 0x5", token.ErrGeneral},
		{"sign 0x80000001", token.ErrGeneral},
		{"sign 0x30\ngone 0xE0", token.ErrRemoved}, // a vague answer, and the token is not there
	} {
		m, _ := misbehaving(t)
		s := loggedIn(t, m, agencyLabel)
		key := signer(t, s, "")
		order(t, m, c.order)
		_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
		assert.ErrorIs(t, err, c.want, c.order)
		order(t, m)
		require.NoError(t, s.Close())
	}
}

// A key that wants the PIN each time gets it each time, once, after one entry.
func TestAlwaysAuthenticate(t *testing.T) {
	m, logins := misbehaving(t)
	typed := []byte(rightPIN)
	s := session(t, m, eachLabel)
	require.NoError(t, s.Login(t.Context(), token.NewPIN(typed), token.LoginOptions{}))
	assert.Equal(t, rightPIN, string(typed), "the key will want it again")
	key := signer(t, s, "")
	d := digest(crypto.SHA256, "x")
	for range 3 {
		signature, err := key.Sign(rand.Reader, d, crypto.SHA256)
		require.NoError(t, err)
		assert.True(t, ecdsa.VerifyASN1(key.Public().(*ecdsa.PublicKey), d, signature))
	}
	assert.Equal(t, []string{"1", "2", "2", "2"}, logins())

	order(t, m, "login 0xA0") // the PIN was changed elsewhere: it is sent once more, never again
	_, err := key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrPINIncorrect)
	_, err = key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrSessionClosed)
	assert.Len(t, logins(), 5)
	assert.Equal(t, make([]byte, len(typed)), typed)
}

// Where the policy does not let the PIN be kept it is asked for each time, and
// wiped each time; no answer is no signature.
func TestAlwaysAuthenticateAsksEachTime(t *testing.T) {
	m, logins := misbehaving(t)
	s, typed := session(t, m, eachLabel), []byte(rightPIN)
	var asked [][]byte
	ask := func(context.Context) (*token.PIN, error) {
		if len(asked) == 2 {
			return nil, context.Canceled
		}
		asked = append(asked, []byte(rightPIN))
		return token.NewPIN(asked[len(asked)-1]), nil
	}
	require.NoError(t, s.Login(t.Context(), token.NewPIN(typed), token.LoginOptions{Ask: ask}))
	assert.Equal(t, make([]byte, len(typed)), typed, "nothing is kept")
	key := signer(t, s, "")
	d := digest(crypto.SHA256, "x")
	for range 2 {
		_, err := key.Sign(rand.Reader, d, crypto.SHA256)
		require.NoError(t, err)
	}
	_, err := key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrUserCancelled)
	assert.Equal(t, [][]byte{make([]byte, len(typed)), make([]byte, len(typed))}, asked)
	assert.Equal(t, []string{"1", "2", "2"}, logins())
}

func TestAlwaysAuthenticateStopsBeforeTheLastTry(t *testing.T) {
	m, logins := misbehaving(t)
	s := loggedIn(t, m, eachLabel)
	key := signer(t, s, "")
	order(t, m, "flags 0x20000")
	_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrFinalTry)
	assert.Len(t, logins(), 1)
}

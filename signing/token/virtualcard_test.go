//go:build cgo && linux

package token_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/virtualcard"
	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/token/apart"
)

const cardPIN = "246810"

// reader is a reader with a card in it that has a key in each of these slots.
func reader(t *testing.T, slots map[virtualcard.Slot]pkitest.KeyKind) (*virtualcard.Reader, *virtualcard.Card) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute) // another package may have its turn
	defer cancel()
	daemon, err := virtualcard.Start(ctx, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(daemon.Close)
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(now, 9))
	require.NoError(t, err)
	card, err := virtualcard.New(cardPIN, 1)
	require.NoError(t, err)
	for at, kind := range slots {
		signer, err := root.Issue(pkitest.Leaf{CommonName: leaderLabel, Kind: kind, Validity: pkitest.Around(now, 1)})
		require.NoError(t, err)
		require.NoError(t, card.Load(at, signer.Key, signer.Certificate))
	}
	r := daemon.Reader(0)
	require.NoError(t, r.Insert(card))
	t.Cleanup(r.Pull)
	return r, card
}

// virtualCard has an RSA key that wants the PIN once, and an ECDSA key that wants
// it each time.
func virtualCard(t *testing.T) device {
	_, card := reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Authentication: pkitest.RSA2048, virtualcard.Signature: pkitest.ECDSAP256})
	return device{module: openSC(t), label: leaderLabel, pin: cardPIN, rsa: "01", ecdsa: "02", alsoPSS: true, wrong: card.Wrong}
}

func openSC(t *testing.T) *token.Module {
	t.Helper()
	m := token.NewModule(virtualcard.Module, apart.Patient)
	t.Cleanup(m.End)
	return m
}

// A wrong PIN costs exactly one of the card's tries; at the last one nothing is
// sent without the explicit yes, and a locked card gets nothing at all.
func TestTriesOfACard(t *testing.T) {
	_, card := reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Authentication: pkitest.RSA2048})
	m := openSC(t)
	try := func(pin string, options token.LoginOptions) error {
		s := session(t, m, leaderLabel)
		defer s.Close()
		return login(t, s, pin, options)
	}
	assert.ErrorIs(t, try("111111", token.LoginOptions{}), token.ErrPINIncorrect)
	assert.Equal(t, 2, card.Left())
	err := try("111111", token.LoginOptions{})
	assert.ErrorIs(t, err, token.ErrPINIncorrect)
	assert.Equal(t, 1, card.Left())
	assert.ErrorIs(t, try("111111", token.LoginOptions{}), token.ErrFinalTry)
	assert.Equal(t, 1, card.Left(), "nothing was sent")
	assert.ErrorIs(t, try("111111", token.LoginOptions{AllowFinalTry: true}), token.ErrPINLocked)
	assert.Equal(t, 0, card.Left())
	assert.ErrorIs(t, try(cardPIN, token.LoginOptions{AllowFinalTry: true}), token.ErrPINLocked)
	assert.Equal(t, 3, card.Wrong())
}

// A card pulled between two signatures: a typed error, and after it is back a
// new login signs on.
func TestACardIsPulledAndPutBack(t *testing.T) {
	r, card := reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Authentication: pkitest.RSA2048})
	m := openSC(t)
	s := session(t, m, leaderLabel)
	require.NoError(t, login(t, s, cardPIN, token.LoginOptions{}))
	key := signer(t, s, "01")
	d := digest(crypto.SHA256, "x")
	_, err := key.Sign(rand.Reader, d, crypto.SHA256)
	require.NoError(t, err)
	r.Pull()
	begun := time.Now()
	_, err = key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrRemoved)
	assert.Less(t, time.Since(begun), 10*time.Second)
	_ = s.Close()
	require.NoError(t, r.Insert(card))
	require.Eventually(t, func() bool {
		_, err := token.Modules{m}.Find(t.Context(), leaderLabel)
		return err == nil
	}, 10*time.Second, 200*time.Millisecond)
	s = session(t, m, leaderLabel)
	require.NoError(t, login(t, s, cardPIN, token.LoginOptions{}))
	_, err = signer(t, s, "01").Sign(rand.Reader, d, crypto.SHA256)
	require.NoError(t, err)
	assert.Equal(t, 2, card.Signed())
	assert.Zero(t, card.Wrong())
}

// PIV's key for encryption is there, and may not sign: that is said before a
// document is begun.
func TestAKeyThatMayNotSign(t *testing.T) {
	reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Signature: pkitest.ECDSAP256, virtualcard.KeyManagement: pkitest.ECDSAP256})
	s := session(t, openSC(t), leaderLabel)
	require.NoError(t, s.Login(t.Context(), token.NewPIN([]byte(cardPIN)), token.LoginOptions{}))
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	assert.Equal(t, map[string]token.Fitness{"02": token.Fit, "03": token.KeyForbids}, fitness(list))
	_, err = s.Signer(t.Context(), find(t, list, "03"))
	assert.ErrorIs(t, err, token.ErrKeyForbidden)
}

// PIV's digital signature key wants the PIN before each signature.
func TestACardThatWantsThePINEachTime(t *testing.T) {
	_, card := reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Signature: pkitest.RSA2048})
	s := session(t, openSC(t), leaderLabel)
	require.NoError(t, s.Login(t.Context(), token.NewPIN([]byte(cardPIN)), token.LoginOptions{}))
	key := signer(t, s, "02")
	for range 3 {
		_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
		require.NoError(t, err)
	}
	assert.Equal(t, 3, card.Signed())
	assert.Zero(t, card.Wrong())
}

// A wrong PIN before a signature costs one try of the card, and nothing sends it
// again; at the last try nothing is sent without the explicit yes.
func TestTriesOfACardThatWantsThePINEachTime(t *testing.T) {
	_, card := reader(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Signature: pkitest.RSA2048})
	m := openSC(t)
	d := digest(crypto.SHA256, "x")
	with := func(pin string, options token.LoginOptions) (*token.Session, *token.Key) {
		options.Ask = func(context.Context) (*token.PIN, error) { return token.NewPIN([]byte(pin)), nil }
		s := session(t, m, leaderLabel)
		require.NoError(t, login(t, s, cardPIN, options))
		return s, signer(t, s, "02")
	}
	s, key := with("111111", token.LoginOptions{})
	_, err := key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrPINIncorrect)
	assert.Equal(t, 1, card.Wrong())
	_, err = key.Sign(rand.Reader, d, crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrSessionClosed)
	assert.Equal(t, 1, card.Wrong())
	require.NoError(t, s.Close())

	card.SetLeft(1)
	s = session(t, m, leaderLabel)
	assert.ErrorIs(t, login(t, s, cardPIN, token.LoginOptions{}), token.ErrFinalTry)
	assert.Equal(t, 1, card.Left())
	require.NoError(t, s.Close())
	_, key = with(cardPIN, token.LoginOptions{AllowFinalTry: true})
	_, err = key.Sign(rand.Reader, d, crypto.SHA256)
	assert.NoError(t, err)
	assert.Equal(t, 1, card.Signed())
}

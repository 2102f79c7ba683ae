//go:build cgo

package token_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

func contextFor(t *testing.T, limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), limit)
}

func TestADriverThatPrintsIsNotHeard(t *testing.T) {
	m, _ := misbehavingWithin(t, short, "noise 1")
	assert.NoError(t, errand(t, m))
}

func TestADriverThatLiesAboutItsSlots(t *testing.T) {
	m, _ := misbehavingWithin(t, short, "slots 200")
	tokens, err := m.Tokens(t.Context())
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(tokens), 3)
	for _, n := range []string{"1000000", "-1"} {
		order(t, m, "slots "+n)
		_, err = m.Tokens(t.Context())
		assert.ErrorIs(t, err, token.ErrGeneral, n)
	}
}

func TestADriverWithoutAnEndOfObjects(t *testing.T) {
	m, _ := misbehavingWithin(t, short, "endless 1")
	s := session(t, m, agencyLabel)
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	assert.Len(t, list, 256)
}

func TestADriverThatFillsAttributesWithNonsense(t *testing.T) {
	for _, junk := range []string{"junk 0", "junk 0x30", "junk 0xFF"} {
		m, _ := misbehavingWithin(t, short, junk)
		list, err := session(t, m, agencyLabel).Certificates(t.Context(), now)
		require.NoError(t, err)
		require.Len(t, list, 1)
		assert.Equal(t, token.Unreadable, list[0].Fitness, junk)
	}
}

// A token pulled in the middle of its work, and put back.
func TestPulledInTheMiddle(t *testing.T) {
	m, logins := misbehavingWithin(t, short, "pulled 3")
	s := loggedIn(t, m, agencyLabel)
	key := signer(t, s, "")
	d := digest(crypto.SHA256, "x")
	for range 3 {
		_, err := key.Sign(rand.Reader, d, crypto.SHA256)
		require.NoError(t, err)
	}
	_, err := key.Sign(rand.Reader, d, crypto.SHA256)
	require.ErrorIs(t, err, token.ErrRemoved)
	require.NoError(t, s.Close())
	order(t, m)
	_, err = signer(t, loggedIn(t, m, agencyLabel), "").Sign(rand.Reader, d, crypto.SHA256)
	assert.NoError(t, err)
	assert.Len(t, logins(), 2)
}

// A look at a token may not take for ever, however many calls it is made of.
func TestADriverThatIsSlowInEachCall(t *testing.T) {
	m, _ := misbehavingWithin(t, short, "late 400")
	begun := time.Now()
	_, err := session(t, m, leaderLabel).Certificates(t.Context(), now)
	assert.ErrorIs(t, err, token.ErrDriverHung)
	assert.Less(t, time.Since(begun), 4*short.Look)
	assert.NoError(t, errand(t, driver(t)), "another driver")
	order(t, m)
	assert.NoError(t, errand(t, m), "a new process of the same driver")
}

func TestADriverThatSaysItsSignatureIsLongerThanTheRoomForIt(t *testing.T) {
	for _, n := range []string{"1000000", "-1"} {
		m, _ := misbehaving(t, "loud "+n)
		key := signer(t, loggedIn(t, m, agencyLabel), "")
		_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
		assert.ErrorIs(t, err, token.ErrGeneral, n)
	}
}

func TestALabelThatIsNoUTF8(t *testing.T) {
	m, _ := misbehaving(t, "latin 1")
	tokens, err := m.Tokens(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "Sô Nôi vù [2J\u00ff", tokens[0].Label)
}

func TestAKeyThatTheTokenDoesNotLetSign(t *testing.T) {
	m, _ := misbehaving(t, "deny 1")
	s := loggedIn(t, m, agencyLabel)
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, token.KeyForbids, list[0].Fitness)
	_, err = s.Signer(t.Context(), list[0])
	assert.ErrorIs(t, err, token.ErrKeyForbidden)
}

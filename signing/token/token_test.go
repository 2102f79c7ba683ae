//go:build cgo

package token_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

func TestTokensSkipTheUninitialisedSlot(t *testing.T) {
	tokens, err := driver(t).Tokens(t.Context())
	require.NoError(t, err)
	labels := map[string]token.Token{}
	for _, k := range tokens {
		labels[k.Label] = k
		assert.True(t, k.NeedsLogin)
		assert.False(t, k.PINPad)
		assert.Equal(t, "SoftHSM project", k.Manufacturer)
		assert.Equal(t, "SoftHSM v2", k.Model)
		assert.Len(t, k.Serial, 16)
		assert.Equal(t, 4, k.MinPIN)
		assert.Equal(t, 255, k.MaxPIN)
		assert.Equal(t, world.library, k.Driver.Path)
	}
	assert.Len(t, tokens, 3, "SoftHSM lists a fourth slot without a token in it")
	assert.Contains(t, labels, leaderLabel)
	assert.Contains(t, labels, agencyLabel)
}

func TestFind(t *testing.T) {
	m, _ := misbehaving(t)
	all := token.Modules{driver(t), m}
	leader, err := all.Find(t.Context(), leaderLabel)
	require.NoError(t, err)
	assert.Equal(t, world.library, leader.Driver.Path, "one device seen by two drivers is one token")

	bySerial, err := all.Find(t.Context(), leader.Serial)
	require.NoError(t, err)
	assert.Equal(t, leader.ID, bySerial.ID)

	_, err = all.Find(t.Context(), "không có")
	assert.ErrorIs(t, err, token.ErrNotFound)
	_, err = all.Find(t.Context(), "")
	assert.ErrorIs(t, err, token.ErrAmbiguous)

	order(t, m, "label 1")
	_, err = token.Modules{m}.Find(t.Context(), "twin")
	assert.ErrorIs(t, err, token.ErrAmbiguous)
	order(t, m, "gone 0xE0")
	_, err = token.Modules{m}.Find(t.Context(), leaderLabel)
	assert.ErrorIs(t, err, token.ErrNone)
	_, err = token.Modules{}.Find(t.Context(), "")
	assert.ErrorIs(t, err, token.ErrNone)
}

func TestAnEndedContextAsksNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := driver(t).Tokens(ctx)
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, err, token.ErrUserCancelled)
}

func TestASwappedTokenIsNotSpokenTo(t *testing.T) {
	m, logins := misbehaving(t)
	leader, err := token.Modules{m}.Find(t.Context(), leaderLabel)
	require.NoError(t, err)
	s := session(t, m, leaderLabel)

	order(t, m, "label 1") // the slot holds another token now
	_, err = token.OpenSession(t.Context(), leader)
	assert.ErrorIs(t, err, token.ErrRemoved)
	err = s.Login(t.Context(), token.NewPIN([]byte(rightPIN)), token.LoginOptions{})
	assert.ErrorIs(t, err, token.ErrRemoved)
	assert.Empty(t, logins(), "the PIN must not reach another token")
}

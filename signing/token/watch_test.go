//go:build cgo

package token_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

// watch runs Watch with a tick for each order; the changes come back in order.
func watch(t *testing.T, list func(context.Context) ([]token.Token, error), ticks int, before func(tick int)) []token.Change {
	t.Helper()
	var changes []token.Change
	clock := make(chan time.Time)
	done := make(chan struct{})
	go func() {
		defer close(done)
		token.Watch(t.Context(), list, clock, func(c token.Change) { changes = append(changes, c) })
	}()
	for i := range ticks {
		before(i)
		clock <- now
	}
	close(clock)
	<-done
	return changes
}

func TestWatchSeesATokenGoAndComeBack(t *testing.T) {
	m, _ := misbehaving(t, "gone 0xE0")
	orders := []string{"gone 0xE0", "flags 0", "flags 0", "flags 0x20000", "gone 0xE0"}
	step := 0
	list := func(ctx context.Context) ([]token.Token, error) {
		order(t, m, orders[min(step, len(orders)-1)])
		step++
		return token.Modules{m}.Tokens(ctx)
	}
	changes := watch(t, list, len(orders)-1, func(int) {})
	require.Len(t, changes, 4, "one state at the start, and each that differs")
	assert.Empty(t, changes[0].Tokens)
	assert.Len(t, changes[1].Plugged, 3)
	assert.Len(t, changes[1].Tokens, 3)
	assert.Equal(t, token.TriesFinal, changes[2].Tokens[0].Tries)
	assert.Empty(t, changes[2].Plugged)
	assert.Len(t, changes[3].Unplugged, 3)
	assert.Empty(t, changes[3].Tokens)
}

func TestWatchReportsAnErrorOnceAndItsEnd(t *testing.T) {
	answers := []error{nil, errors.New("a"), errors.New("b"), token.ErrBusy, nil}
	step := 0
	list := func(context.Context) ([]token.Token, error) {
		step++
		return nil, answers[step-1]
	}
	changes := watch(t, list, len(answers)-1, func(int) {})
	require.Len(t, changes, 4)
	assert.NoError(t, changes[0].Err)
	assert.Error(t, changes[1].Err)
	assert.ErrorIs(t, changes[2].Err, token.ErrBusy)
	assert.NoError(t, changes[3].Err)
}

func TestWatchEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	list := func(context.Context) ([]token.Token, error) { return nil, nil }
	token.Watch(ctx, list, nil, func(token.Change) { cancel() })
}

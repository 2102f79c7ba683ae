package feed_test

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/feed"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/sync/api"
)

func TestCursors(t *testing.T) {
	mine := feed.NewCursors(store.Identity{Epoch: 1, Key: [32]byte{1}}, "agency H37.01")
	want := feed.Position{After: 1 << 40, Mark: 7}
	cursor := mine.Write(want)
	got, err := mine.Read(cursor)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	start, err := mine.Read("")
	require.NoError(t, err)
	assert.Zero(t, start)

	for name, other := range map[string]feed.Cursors{
		"another agency": feed.NewCursors(store.Identity{Epoch: 1, Key: [32]byte{1}}, "agency H37.02"),
		"another epoch":  feed.NewCursors(store.Identity{Epoch: 2, Key: [32]byte{1}}, "agency H37.01"),
		"another key":    feed.NewCursors(store.Identity{Epoch: 1, Key: [32]byte{2}}, "agency H37.01"),
	} {
		_, err := other.Read(cursor)
		assert.ErrorIs(t, err, api.ErrResync, name)
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	require.NoError(t, err)
	for i := range raw {
		forged := append([]byte{}, raw...)
		forged[i] ^= 1
		_, err := mine.Read(base64.RawURLEncoding.EncodeToString(forged))
		assert.ErrorIs(t, err, api.ErrResync, "byte %d", i)
	}
	for _, hostile := range []string{"x", "!!", cursor + "A", cursor[:len(cursor)-4], "0"} {
		_, err := mine.Read(hostile)
		assert.ErrorIs(t, err, api.ErrResync, hostile)
	}
}

func TestBell(t *testing.T) {
	var bell feed.Bell
	ring, other := bell.Next("H37.01"), bell.Next("H37.02")
	bell.Ring("H37.01", "H37.03")
	select {
	case <-ring:
	default:
		t.Fatal("the bell did not ring")
	}
	select {
	case <-other:
		t.Fatal("the bell rang for another agency")
	default:
	}
	select {
	case <-bell.Next("H37.01"):
		t.Fatal("the next change has not come yet")
	default:
	}
}

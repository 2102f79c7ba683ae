// Package blobstest is the suite that every implementation of blobs.Store
// passes. It is used by tests only.
package blobstest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/sync/api"
)

// Run runs the suite; open gives an empty store.
func Run(t *testing.T, open func(*testing.T) blobs.Store) {
	t.Run("put and open", func(t *testing.T) { testPut(t, open(t)) })
	t.Run("other bytes", func(t *testing.T) { testMismatch(t, open(t)) })
	t.Run("hostile names", func(t *testing.T) { testNames(t, open(t)) })
	t.Run("remove", func(t *testing.T) { testRemove(t, open(t)) })
}

func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

func testPut(t *testing.T, s blobs.Store) {
	for _, content := range []string{"", "%PDF-1.7", strings.Repeat("x", 1<<20)} {
		hash := hashOf(content)
		_, err := s.Open(t.Context(), hash)
		require.ErrorIs(t, err, blobs.ErrAbsent)
		for range 2 {
			require.NoError(t, s.Put(t.Context(), hash, strings.NewReader(content)))
			file, err := s.Open(t.Context(), hash)
			require.NoError(t, err)
			got, err := io.ReadAll(file)
			require.NoError(t, err)
			assert.Equal(t, content, string(got))
			end, err := file.Seek(0, io.SeekEnd)
			require.NoError(t, err)
			assert.EqualValues(t, len(content), end)
			require.NoError(t, file.Close())
		}
	}
}

func testMismatch(t *testing.T, s blobs.Store) {
	hash := hashOf("đúng")
	assert.ErrorIs(t, s.Put(t.Context(), hash, strings.NewReader("sai")), api.ErrBlobMismatch)
	ended, end := context.WithCancel(t.Context())
	end()
	assert.ErrorIs(t, s.Put(ended, hash, strings.NewReader("đúng")), context.Canceled)
	_, err := s.Open(t.Context(), hash)
	assert.ErrorIs(t, err, blobs.ErrAbsent, "nothing half-written")
	require.NoError(t, s.Put(t.Context(), hash, strings.NewReader("đúng")))
	assert.ErrorIs(t, s.Put(t.Context(), hash, strings.NewReader("sai")), api.ErrBlobMismatch, "having it proves nothing of who sends")
}

func testNames(t *testing.T, s blobs.Store) {
	for _, name := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("g", 64), strings.Repeat("a", 63), strings.Repeat("a", 65), "/" + strings.Repeat("a", 63)} {
		_, err := s.Open(t.Context(), name)
		assert.ErrorIs(t, err, blobs.ErrAbsent, name)
		assert.ErrorIs(t, s.Put(t.Context(), name, strings.NewReader("x")), api.ErrBlobMismatch, name)
		assert.NoError(t, s.Remove(t.Context(), name), name)
	}
}

func testRemove(t *testing.T, s blobs.Store) {
	hash := hashOf("x")
	require.NoError(t, s.Put(t.Context(), hash, strings.NewReader("x")))
	for range 2 {
		require.NoError(t, s.Remove(t.Context(), hash))
		_, err := s.Open(t.Context(), hash)
		assert.ErrorIs(t, err, blobs.ErrAbsent)
	}
}

package pades

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// twoFiles gives a source with content and a new target.
func twoFiles(t *testing.T, content []byte) (source, target *os.File) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "source"), content, 0o600))
	source, err := os.Open(filepath.Join(dir, "source"))
	require.NoError(t, err)
	target, err = os.Create(filepath.Join(dir, "target"))
	require.NoError(t, err)
	t.Cleanup(func() { source.Close(); target.Close() })
	return source, target
}

func TestCopyIsWholeAndDigested(t *testing.T) {
	for _, size := range []int{0, 1, readBuffer - 1, copyPiece - 1, copyPiece, copyPiece + 1, 11*copyPiece + 7} {
		content := bytes.Repeat([]byte("một hai ba "), size/11+1)[:size]
		source, target := twoFiles(t, append(bytes.Clone(content), "more"...))
		digest := sha256.New()
		require.NoError(t, copyDigesting(t.Context(), target, source, int64(size), digest))
		copied, err := os.ReadFile(target.Name())
		require.NoError(t, err)
		assert.True(t, bytes.Equal(content, copied), size)
		sum := sha256.Sum256(content)
		assert.Equal(t, sum[:], digest.Sum(nil), size)
		offset, err := target.Seek(0, 1)
		require.NoError(t, err)
		assert.Equal(t, int64(size), offset, "what is appended follows")
	}
}

func TestCopySaysWhichSideFailed(t *testing.T) {
	source, target := twoFiles(t, make([]byte, copyPiece+9))
	err := copyDigesting(t.Context(), target, source, copyPiece+10, sha256.New())
	assert.IsType(t, readError{}, err, "the source is shorter than it was")

	source, target = twoFiles(t, make([]byte, 9))
	require.NoError(t, target.Close())
	err = copyDigesting(t.Context(), target, source, 9, sha256.New())
	assert.IsType(t, writeError{}, err)

	source, target = twoFiles(t, make([]byte, 9))
	require.NoError(t, source.Close())
	err = copyDigesting(t.Context(), target, source, 9, sha256.New())
	assert.IsType(t, readError{}, err)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	source, target = twoFiles(t, make([]byte, 20*copyPiece))
	err = copyDigesting(ctx, target, source, 20*copyPiece, sha256.New())
	assert.ErrorIs(t, err, context.Canceled)
	info, err := target.Stat()
	require.NoError(t, err)
	assert.Less(t, info.Size(), int64(20*copyPiece))
}

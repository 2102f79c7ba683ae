package atomicfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/vanthu/vanthu/internal/atomicfile"
)

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWriteReplacesWhole(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(target, []byte("old"), 0o600))
	require.NoError(t, atomicfile.Write(target, strings.NewReader("new")))
	content, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, "new", string(content))
	info, err := os.Stat(target)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	assert.Equal(t, []string{"a.pdf"}, names(t, filepath.Dir(target)))
}

func TestFailureLeavesTheOldFileAndNoLitter(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(target, []byte("old"), 0o644))
	broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("cable out")))
	assert.ErrorContains(t, atomicfile.Write(target, broken), "cable out")
	content, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, "old", string(content))
	assert.Equal(t, []string{"a.pdf"}, names(t, filepath.Dir(target)))
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := atomicfile.Create(filepath.Join(dir, "a.pdf"))
	require.NoError(t, err)
	f.Discard()
	f.Discard()
	assert.Empty(t, names(t, dir))
	assert.ErrorIs(t, f.Commit(), os.ErrClosed)
}

func TestLongNamesHaveTemporaryOnesToo(t *testing.T) {
	dir := t.TempDir()
	name := strings.Repeat("ỹ", 83) + ".pdf" // 253 bytes
	require.NoError(t, atomicfile.Write(filepath.Join(dir, name), strings.NewReader("x")))
	assert.Equal(t, []string{name}, names(t, dir))
	f, err := atomicfile.Create(filepath.Join(dir, name))
	require.NoError(t, err)
	defer f.Discard()
	assert.True(t, utf8.ValidString(f.Name()), "a letter is cut in two")
}

// TestLeftoversGo: what a killed program left goes, what a living one writes and
// what is not ours stays.
func TestLeftoversGo(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "a.pdf")
	for _, name := range []string{".a.pdf.1.tmp", ".a.pdf.2.tmp", ".a.pdf.5.tmp", ".a.pdf.notes.tmp", ".b.pdf.1.tmp", ".a.pdf..tmp"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	living, err := atomicfile.Create(target)
	require.NoError(t, err)
	defer living.Discard()
	require.NoError(t, atomicfile.Write(target, strings.NewReader("new")))
	assert.ElementsMatch(t, []string{"a.pdf", ".a.pdf.notes.tmp", ".b.pdf.1.tmp", ".a.pdf..tmp", filepath.Base(living.Name())}, names(t, dir))
}

// TestManyWritersOfOneTarget: a sweep takes no file from under its writer.
func TestManyWritersOfOneTarget(t *testing.T) {
	dir := t.TempDir()
	var all errgroup.Group
	for range 200 {
		all.Go(func() error { return atomicfile.Write(filepath.Join(dir, "a.pdf"), strings.NewReader("x")) })
	}
	require.NoError(t, all.Wait())
	assert.Equal(t, []string{"a.pdf"}, names(t, dir))
}

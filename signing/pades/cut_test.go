package pades_test

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

var cuts = flag.Int("cuts", 6, "how often TestCutDocuments cuts each document")

// What is signed of a file whose end is missing shows the whole document: its
// cross-reference was lost, and nothing else.
func TestCutDocumentsAreRefusedOrWhole(t *testing.T) {
	refused, signed := 0, 0
	for _, path := range documents(t) {
		whole, err := os.ReadFile(path)
		require.NoError(t, err)
		want := ""
		for _, n := range cutPlaces(len(whole), *cuts) {
			out := filepath.Join(t.TempDir(), "out.pdf")
			_, err := pades.SignFile(context.Background(), save(t, whole[:n]), out, request(demo().Leader))
			if err != nil {
				refused++
				assert.True(t, typedRefusal(err), "%s cut at %d: %v", path, n, err)
				assert.NoFileExists(t, out)
				continue
			}
			signed++
			if want == "" {
				want = drawnSigned(t, path)
			}
			assert.True(t, want == drawnPages(t, out), "%s cut at %d of %d bytes shows something else", path, n, len(whole))
		}
	}
	t.Logf("%d refused, %d signed and whole", refused, signed)
	assert.Greater(t, refused, signed, "most cuts lose something")
}

func typedRefusal(err error) bool {
	for _, known := range []error{pdf.ErrDamaged, pdf.ErrIncomplete, pdf.ErrNotPDF, pdf.ErrPassword, pdf.ErrEncryption, pades.ErrNotPermitted} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

func documents(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir("../../testdata/documents", func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".pdf" {
			paths = append(paths, path)
		}
		return err
	})
	require.NoError(t, err)
	require.Greater(t, len(paths), 10)
	return paths
}

// cutPlaces: anywhere, and more often near the end, where the tables stand.
func cutPlaces(size, count int) (places []int) {
	random := rand.New(rand.NewPCG(11, uint64(size)))
	for i := range count {
		from := 0
		if i%3 == 0 {
			from = max(0, size-4096)
		}
		places = append(places, from+1+random.IntN(size-from-1))
	}
	return places
}

// drawnSigned gives what a viewer shows of the whole document once it is signed.
func drawnSigned(t *testing.T, path string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "whole.pdf")
	_, err := pades.SignFile(context.Background(), path, out, request(demo().Leader))
	require.NoError(t, err)
	return drawnPages(t, out)
}

// drawnPages gives what a viewer shows of all pages.
func drawnPages(t *testing.T, path string) string {
	t.Helper()
	prefix := filepath.Join(t.TempDir(), "p")
	said, err := exec.Command("pdftoppm", "-r", "24", path, prefix).CombinedOutput()
	require.NoError(t, err, string(said))
	drawn, err := filepath.Glob(prefix + "*.ppm")
	require.NoError(t, err)
	var all strings.Builder
	for _, page := range drawn {
		pixels, err := os.ReadFile(page)
		require.NoError(t, err)
		all.Write(pixels)
	}
	return all.String()
}

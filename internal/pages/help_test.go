package pages

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

const documents = "../../testdata/documents/"

// cache is shared by the tests, for the engine compiles for seconds.
var cache string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "pages-test-")
	if err != nil {
		panic(err)
	}
	cache = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func reader(t testing.TB, config Config) *Reader {
	config.CacheDir = cache
	r := New(config)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	return r
}

const bold = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold>>"

// file writes a PDF of numbered objects; object 1 is the catalog.
func file(t testing.TB, objects ...string) string { return written(t, pdftest.File(objects...)) }

// page is a file of one page: its entries, its content, a font as object 5, and
// objects from 6 on.
func page(t testing.TB, entries, content string, more ...string) string {
	return written(t, pdftest.Sheet(entries, content, append([]string{bold}, more...)...))
}

func written(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	require.NoError(t, os.WriteFile(path, data, 0o600))
	return path
}

func stream(entries, content string) string { return pdftest.Content(entries, content) }

// requireWorks asks about a good file: whatever came before did no lasting harm.
func requireWorks(t *testing.T, r *Reader) {
	t.Helper()
	sizes, err := r.Sizes(context.Background(), documents+"07-GM-SNV-giay-moi-hop.pdf")
	require.NoError(t, err)
	require.Len(t, sizes, 3)
}

package pages

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
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

// file writes a PDF of numbered objects; object 1 is the catalog.
func file(t testing.TB, objects ...string) string {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	path := filepath.Join(t.TempDir(), "file.pdf")
	require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

// page is a file of one page: its entries, its content, and objects from 6 on.
func page(t testing.TB, entries, content string, more ...string) string {
	return file(t, append([]string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
		"<</Type /Page /Parent 2 0 R /Contents 4 0 R " + entries + ">>",
		stream("", content),
		"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold>>",
	}, more...)...)
}

func stream(entries, content string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", entries, len(content), content)
}

// requireWorks asks about a good file: whatever came before did no lasting harm.
func requireWorks(t *testing.T, r *Reader) {
	t.Helper()
	sizes, err := r.Sizes(context.Background(), documents+"07-GM-SNV-giay-moi-hop.pdf")
	require.NoError(t, err)
	require.Len(t, sizes, 3)
}

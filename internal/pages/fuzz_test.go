package pages

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
)

// FuzzFile reads and draws foreign bytes: an answer or an error with a code, in
// bounded time, and the engine goes on.
func FuzzFile(f *testing.F) {
	for _, path := range []string{
		page(f, "/MediaBox [0 0 200 100] /Resources <</Font <</F 5 0 R>>>>", "BT /F 14 Tf 10 50 Td (Text) Tj ET"),
		"../../testdata/bad/prev-loop.pdf", "../../testdata/bad/header-only.pdf",
	} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	r := reader(f, Config{PageTime: 3 * time.Second})
	path := filepath.Join(f.TempDir(), "fuzz.pdf")
	if _, err := r.Sizes(f.Context(), filepath.Join("..", "..", "testdata", "bad", "prev-loop.pdf")); err != nil { // PDFium is compiled once
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, textErr := r.Text(context.Background(), path)
		_, drawErr := r.Draw(context.Background(), path, 1, 60)
		for _, err := range []error{textErr, drawErr} {
			_, _, coded := fault.Of(err)
			assert.True(t, err == nil || coded || errors.Is(err, ErrTooSlow), "%v", err)
		}
	})
}

package verify_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

var corpus = flag.String("corpus", "", "folder of foreign PDFs to sign twice and verify")

// Whatever a file is like, a second signature is no more than signing; but few
// that have to be repaired cannot be compared.
func TestForeignFilesSignedTwice(t *testing.T) {
	if *corpus == "" {
		t.Skip("no folder given: -corpus DIR")
	}
	counts := map[string]int{}
	require.NoError(t, filepath.WalkDir(*corpus, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.EqualFold(filepath.Ext(path), ".pdf") {
			return err
		}
		counts[signedTwice(t, path)]++
		return nil
	}))
	t.Log(counts)
	assert.Positive(t, counts["passed"])
	assert.LessOrEqual(t, counts["not compared"], counts["passed"]/100)
}

func signedTwice(t *testing.T, path string) string {
	file, err := os.ReadFile(path)
	require.NoError(t, err)
	visible := func(r *pades.Request) {
		r.Visible, r.Appearance = &pades.Visible{Page: 1, X: 20, Y: 20, Width: 50, Height: 20}, forge.Blank
	}
	w := workshop(t)
	once, err := w.Sign(file, w.PKI.Leader, visible)
	if err != nil {
		return "not signed"
	}
	twice, err := w.Sign(once, w.PKI.Agency, visible)
	require.NoError(t, err, path)
	s := leaders(t, checkWith(t, twice, verify.Options{Trust: w.Trust(), Clock: clock.At(now)}))
	if len(s.Reasons) == 1 && s.Reasons[0].Code == verify.ChangesUncompared {
		return "not compared"
	}
	assert.Equal(t, verify.TotalPassed, s.Result, "%s %+v %+v", path, s.Reasons, s.Changes)
	assert.Equal(t, verify.SigningAndForms, s.LaterChanges, path)
	return "passed"
}

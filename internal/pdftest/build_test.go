package pdftest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The files are what they claim to be, else tests built on them prove nothing.
func TestFilesAreSound(t *testing.T) {
	for _, kind := range Kinds {
		for _, o := range []Options{{}, {Form: true}, {Form: true, Indirect: true, Pages: 3, Page: "/Rotate 90"}} {
			o.Kind = kind
			file := filepath.Join(t.TempDir(), "sample.pdf")
			require.NoError(t, os.WriteFile(file, Build(o), 0o600))
			RequireSound(t, file)
			require.Empty(t, Signatures(t, file))
		}
	}
}

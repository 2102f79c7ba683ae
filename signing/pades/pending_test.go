package pades_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
)

// Who gave up before the key was asked is told so at every level, and no file
// appears.
func TestSigningToALevelEndsWithItsContext(t *testing.T) {
	s := newServices(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in := save(t, pdftest.Build(pdftest.Options{Form: true}))
	for _, level := range []pades.Level{pades.LevelB, pades.LevelT, pades.LevelLT, pades.LevelLTA} {
		out := filepath.Join(t.TempDir(), "out.pdf")
		_, _, err := pades.SignTo(ctx, in, out, request(s.Leader), s.to(t, level))
		assert.ErrorIs(t, err, context.Canceled, level.String())
		_, err = os.Stat(out)
		require.ErrorIs(t, err, os.ErrNotExist)
	}
}

package verify_test

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

// FuzzVerify verifies whatever comes: signed files and such that were altered
// afterwards in every way that is told apart. It ends with a report or a typed
// error, and nothing passes whose bytes are not those that were signed.
func FuzzVerify(f *testing.F) {
	w, err := forge.New(rand.Reader, now)
	require.NoError(f, err)
	w.Room = 8000 // small files are mutated to more purpose
	f.Add(pdftest.Build(pdftest.Options{Form: true}))
	for _, c := range append(forge.Attacks(), forge.Honest()...) {
		file, err := c.Make(w)
		require.NoError(f, err)
		f.Add(file)
	}
	for _, kind := range pdftest.Kinds {
		signed, err := w.Sign(pdftest.Build(pdftest.Options{Kind: kind, Form: true}), w.PKI.Leader)
		require.NoError(f, err)
		f.Add(signed)
		twice, err := w.Sign(signed, w.PKI.Agency)
		require.NoError(f, err)
		f.Add(twice)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := verify.Verify(t.Context(), bytes.NewReader(data), int64(len(data)), verify.Options{Trust: w.Trust(), Clock: clock.At(now)})
		if err != nil {
			return
		}
		for _, s := range report.Signatures {
			if s.Result == verify.TotalPassed && (s.Integrity != verify.Intact || s.LaterChanges == verify.OtherChanges) {
				t.Fatalf("passed: %+v", s)
			}
		}
	})
}

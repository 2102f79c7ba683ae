package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

// Every attack by the command line, as scripts and other people's judges see it.
func TestAttacksByTheCommandLine(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	w, err := forge.New(rand.Reader, now)
	require.NoError(t, err)
	folder := t.TempDir()
	require.NoError(t, w.Write(folder))
	records, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, records)
	for _, path := range records {
		var want forge.Record
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, &want))

		var out bytes.Buffer
		p := &program{stdout: &out, stderr: io.Discard, clock: clock.At(now), getenv: func(string) string { return "" }}
		status := p.run(context.Background(), []string{"verify", "--json", "--trust", filepath.Join(folder, "trust"), filepath.Join(folder, want.File)})
		var got verifiedFile
		require.NoError(t, json.Unmarshal(out.Bytes(), &got), "%s: %s", want.Name, out.String())
		assert.Equal(t, statusOfResult[got.Result], status, want.Name)
		if want.Expect.Result == verify.NoSignature {
			assert.Equal(t, verify.NoSignature, got.Result, want.Name)
			continue
		}
		require.Greater(t, len(got.Signatures), want.Expect.Signature, want.Name)
		judged := got.Signatures[want.Expect.Signature]
		assert.Equal(t, want.Expect.Result, judged.Result, want.Name)
		assert.Equal(t, want.Expect.SubIndication, judged.SubIndication, want.Name)
	}
}

package secret_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/cmd/internal/secret"
)

func TestWhatEditorsAddIsTakenOff(t *testing.T) {
	for _, content := range []string{"1234", "1234\n", "1234\r\n", "\uFEFF1234\r\n", "1234\n\n"} {
		path := filepath.Join(t.TempDir(), "pin")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		for _, read := range []func() ([]byte, error){
			func() ([]byte, error) { return secret.FromFile(context.Background(), path, secret.Prompt{}) },
			func() ([]byte, error) {
				return secret.FromStdin(context.Background(), strings.NewReader(content), secret.Prompt{})
			},
		} {
			got, err := read()
			require.NoError(t, err, "%q", content)
			assert.Equal(t, "1234", string(got))
		}
	}
}

func TestMistakesAreRefused(t *testing.T) {
	for content, want := range map[string]error{
		"": secret.ErrEmpty, "\n": secret.ErrEmpty, "\uFEFF": secret.ErrEmpty,
		"1234 ": secret.ErrBlanks, " 1234": secret.ErrBlanks, "1234 \r\n": secret.ErrBlanks, "1234\u00a0": secret.ErrBlanks,
		"1234\n5678": secret.ErrLines, "12\r34": secret.ErrLines,
		"12\x0034": secret.ErrUnprintable, "12\u200b34": secret.ErrUnprintable, "\xff\xfe1\x002\x00": secret.ErrUnprintable,
		strings.Repeat("1", secret.Longest+1): secret.ErrTooLong,
	} {
		_, err := secret.FromStdin(context.Background(), strings.NewReader(content), secret.Prompt{})
		assert.ErrorIs(t, err, want, "%.20q", content)
	}
	_, err := secret.FromFile(context.Background(), "no/such/file", secret.Prompt{})
	assert.ErrorIs(t, err, secret.ErrUnreadable)
	_, err = secret.FromFile(context.Background(), t.TempDir(), secret.Prompt{})
	assert.ErrorIs(t, err, secret.ErrUnreadable)
}

func TestNobodyWrites(t *testing.T) {
	in, _ := io.Pipe()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err := secret.FromStdin(ctx, in, secret.Prompt{})
	assert.ErrorIs(t, err, secret.ErrInterrupted)
}

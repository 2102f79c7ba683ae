package secret_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/cmd/internal/secret"
	"github.com/vanthu/vanthu/internal/ttytest"
)

// TestTypedAndNotShown types at a real terminal, once its echo is off.
func TestTypedAndNotShown(t *testing.T) {
	for keys, want := range map[string]string{
		"1234\r": "1234", "12x\x7f34\n": "1234", "junk\x151234\r": "1234", "a\u1ec7\x7fb\r": "ab", "1234\x04": "1234",
	} {
		terminal := ttytest.Open(t)
		go terminal.Type(keys)
		var shown bytes.Buffer
		got, err := secret.FromStdin(context.Background(), terminal.Program, secret.Prompt{Question: "PIN: ", To: &shown})
		require.NoError(t, err, "%q", keys)
		assert.Equal(t, want, string(got))
		assert.Equal(t, "PIN: \n", shown.String())
		assert.True(t, terminal.Echoes(), "as it was")
		assert.Empty(t, terminal.Shown(), "nothing typed is shown")
	}
}

func TestInterruptedAtTheKeyboard(t *testing.T) {
	for _, keys := range []string{"12\x03", "\x04"} {
		terminal := ttytest.Open(t)
		go terminal.Type(keys)
		_, err := secret.FromStdin(context.Background(), terminal.Program, secret.Prompt{To: &bytes.Buffer{}})
		assert.ErrorIs(t, err, secret.ErrInterrupted)
		assert.True(t, terminal.Echoes())
	}
}

// TestToldToEnd: a signal, which ends the context, finds the terminal restored.
func TestToldToEnd(t *testing.T) {
	terminal := ttytest.Open(t)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err := secret.FromStdin(ctx, terminal.Program, secret.Prompt{To: &bytes.Buffer{}})
	assert.ErrorIs(t, err, secret.ErrInterrupted)
	assert.True(t, terminal.Echoes())
}

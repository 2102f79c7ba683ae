//go:build cgo

package token_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

// TestPINLeavesNoCopy looks through the memory of this process and of the
// library's for a PIN that was sent. Nothing may be left of it, not
// even its end: memory that is freed unwiped loses its first bytes only.
func TestPINLeavesNoCopy(t *testing.T) {
	masked := make([]byte, 200)
	_, err := rand.Read(masked)
	require.NoError(t, err)
	pin := make([]byte, len(masked))
	for i, b := range masked {
		pin[i] = b ^ mask
	}
	s := session(t, driver(t), agencyLabel)
	at := copies(t, masked[150:])
	require.NotEmpty(t, at, "the search must find the PIN while it is there")
	assert.ErrorIs(t, s.Login(t.Context(), token.NewPIN(pin), token.LoginOptions{}), token.ErrPINIncorrect)
	assert.Empty(t, copies(t, masked[150:]))
}

const mask = 0x5A

// copies finds where in the memory of this process and of its drivers the
// unmasked bytes lie. They are never put together here, so that the search does
// not find itself.
func copies(t *testing.T, masked []byte) (found []string) {
	t.Helper()
	for _, process := range append(children(t, "self"), "self") {
		found = append(found, copiesIn(t, process, masked)...)
	}
	return found
}

func copiesIn(t *testing.T, process string, masked []byte) (found []string) {
	t.Helper()
	maps, err := os.ReadFile("/proc/" + process + "/maps")
	if process != "self" && (os.IsPermission(err) || ended(process)) {
		return nil // one that only root may look into, or that an earlier test ended
	}
	require.NoError(t, err)
	memory, err := os.Open("/proc/" + process + "/mem")
	if process != "self" && ended(process) {
		return nil
	}
	require.NoError(t, err)
	defer memory.Close()
	block := make([]byte, 1<<20)
	defer clear(block)
	for lines := bufio.NewScanner(bytes.NewReader(maps)); lines.Scan(); {
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &rights); err != nil || rights[0] != 'r' || rights[1] != 'w' {
			continue
		}
		for at := from; at < to; at += int64(len(block)) - int64(len(masked)) {
			n, _ := memory.ReadAt(block[:min(int64(len(block)), to-at)], at)
			if i := indexMasked(block[:n], masked); i >= 0 {
				found = append(found, fmt.Sprintf("%x of %s in %s", at+int64(i), process, lines.Text()))
			}
			clear(block)
		}
	}
	return found
}

func indexMasked(in, masked []byte) int {
	for start := 0; ; start++ {
		i := bytes.IndexByte(in[start:], masked[0]^mask)
		if i < 0 || start+i+len(masked) > len(in) {
			return -1
		}
		start += i
		same := true
		for j, b := range masked {
			same = same && in[start+j] == b^mask
		}
		if same {
			return start
		}
	}
}

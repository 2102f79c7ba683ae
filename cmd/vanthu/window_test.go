package main

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/i18n"
)

// asProgram makes the test binary run main instead of the tests.
const asProgram = "VANTHU_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Args = os.Args[:1]
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestWithoutDisplay: one message, the status for what could not be done, no panic.
func TestWithoutDisplay(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is always a display")
	}
	for _, display := range []string{"", ":4711"} {
		var said bytes.Buffer
		cmd := exec.Command(os.Args[0])
		cmd.Env = []string{asProgram + "=1", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "DISPLAY=" + display}
		cmd.Stderr = &said
		_ = cmd.Run()
		assert.Equal(t, 3, cmd.ProcessState.ExitCode(), said.String())
		assert.NotContains(t, said.String(), "goroutine")
		assert.True(t, strings.HasSuffix(strings.TrimSpace(said.String()), i18n.Explain(i18n.Vietnamese, errNoDisplay).String()), said.String())
	}
}

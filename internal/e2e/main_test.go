package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// world is what all tests of this package share: the programs, built once, and
// a token that holds a leader's and an agency's key.
var world struct {
	bin, token, trust, pin string
}

func TestMain(m *testing.M) { os.Exit(runAll(m)) }

func runAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "vanthu-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	world.bin, world.token = filepath.Join(dir, "bin"), filepath.Join(dir, "token")
	world.trust, world.pin = filepath.Join(dir, "trust"), filepath.Join(dir, "pin")
	if err := build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// build makes the programs and the token.
func build() error {
	if err := os.MkdirAll(world.bin, 0o755); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"go", "build", "-tags", "sqlite_fts5", "-o", world.bin + "/", "../../cmd/vanthuctl", "../../cmd/vanthu-central", "../../scripts/softtoken"},
		{filepath.Join(world.bin, "softtoken"), "--dir", world.token, "--trust", world.trust, "--pin-file", world.pin},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", args, err, out)
		}
	}
	return os.Setenv("SOFTHSM2_CONF", filepath.Join(world.token, "softhsm2.conf"))
}

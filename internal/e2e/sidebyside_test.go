package e2e

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/sync/errgroup"
)

// TestProcessesShareAToken signs from three processes at a time: SoftHSM alone
// lets one of them read what another is writing (signing/token, filesLock).
func TestProcessesShareAToken(t *testing.T) {
	dir := t.TempDir()
	var group errgroup.Group
	for process := range 3 {
		group.Go(func() error {
			for n := range 15 {
				out := filepath.Join(dir, fmt.Sprintf("%d-%d.pdf", process, n))
				cmd := exec.Command(filepath.Join(world.bin, "vanthuctl"), "sign", plan, "-o", out, "--token", "Demo", "--pin-file", world.pin, "--invisible")
				if said, err := cmd.CombinedOutput(); err != nil {
					return fmt.Errorf("%w: %s", err, said)
				}
			}
			return nil
		})
	}
	assert.NoError(t, group.Wait())
}

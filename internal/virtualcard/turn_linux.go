package virtualcard

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// turn waits until no other process of this machine has a daemon of ours. The
// turn ends when the file is closed, at the latest when the process ends.
func turn(ctx context.Context) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(os.TempDir(), "vanthu-virtualcard.lock"), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		select {
		case <-ctx.Done():
			_ = f.Close()
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

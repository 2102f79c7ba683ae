package lockfile_test

import (
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/vanthu/vanthu/internal/lockfile"
)

func TestOneHolderAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	release, err := lockfile.Hold(path)
	require.NoError(t, err)
	_, err = lockfile.Hold(path)
	assert.ErrorIs(t, err, lockfile.ErrHeld)
	release()
	again, err := lockfile.Hold(path)
	require.NoError(t, err)
	again()
	_, err = lockfile.Hold(filepath.Join(path, "no folder"))
	require.Error(t, err)
	assert.NotErrorIs(t, err, lockfile.ErrHeld)
}

// TestTheFileGoesWithItsHolder, and many who want it have it one after the other.
func TestTheFileGoesWithItsHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var holders, most atomic.Int32
	var all errgroup.Group
	for range 8 {
		all.Go(func() error {
			for got := 0; got < 200; {
				release, err := lockfile.HoldBriefly(path)
				if errors.Is(err, lockfile.ErrHeld) {
					continue
				}
				if err != nil {
					return err
				}
				most.Store(max(most.Load(), holders.Add(1)))
				got++
				holders.Add(-1)
				release()
			}
			return nil
		})
	}
	require.NoError(t, all.Wait())
	assert.Equal(t, int32(1), most.Load())
	assert.NoFileExists(t, path)
}

//go:build !linux

package atomicfile

// syncAll makes the files durable.
func syncAll(group []*commit) { syncEach(group) }

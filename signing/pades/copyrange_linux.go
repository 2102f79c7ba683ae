package pades

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// copyRange copies the next n bytes from one file to the other. The kernel does
// it (copy_file_range), on some file systems by sharing the blocks.
func copyRange(target, source *os.File, n int64) error {
	_, err := io.CopyN(target, source, n)
	return err
}

// startWriting lets the disk begin with what will be synced in the end. It is a
// hint: that sync tells of errors.
func startWriting(f *os.File, offset, n int64) {
	_ = unix.SyncFileRange(int(f.Fd()), offset, n, unix.SYNC_FILE_RANGE_WRITE)
}

//go:build !linux

package pades

import (
	"io"
	"os"
)

// copyRange copies the next n bytes from one file to the other.
func copyRange(target, source *os.File, n int64) error {
	// Without their own methods, as those would use smaller buffers.
	to, from := struct{ io.Writer }{target}, struct{ io.Reader }{io.LimitReader(source, n)}
	copied, err := io.CopyBuffer(to, from, make([]byte, readBuffer))
	if err == nil && copied < n {
		err = io.EOF
	}
	return err
}

// startWriting: such systems offer no hint of this kind.
func startWriting(*os.File, int64, int64) {}

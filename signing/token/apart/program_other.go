//go:build !linux

package apart

import "os"

// program is the file that this program was started from.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

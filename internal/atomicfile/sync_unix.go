//go:build !windows

package atomicfile

import "os"

// syncDir makes a rename durable: on POSIX the folder is what holds the name.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

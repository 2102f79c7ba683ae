package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
)

const (
	ending = ".tmp"
	// longest bounds what a temporary name takes of the target's, in bytes: most
	// file systems allow 255 for a whole name.
	longest = 200
)

// stem is how the temporary names of a target begin; digits and ending follow.
func stem(target string) string {
	base := filepath.Base(target)
	return "." + base[:min(len(base), longest)] + "."
}

// sweep removes what killed programs left beside a target. A file that a living
// program writes is held by it and stays; what cannot be removed stays too.
func sweep(target string) {
	dir, begins := filepath.Dir(target), stem(target)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		digits, ours := strings.CutPrefix(e.Name(), begins)
		digits, ended := strings.CutSuffix(digits, ending)
		if ours && ended && digits != "" && strings.Trim(digits, "0123456789") == "" && e.Type().IsRegular() {
			removeAbandoned(filepath.Join(dir, e.Name()))
		}
	}
}

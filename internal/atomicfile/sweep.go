package atomicfile

import (
	"os"
	"path/filepath"
	"strconv"
	"unicode/utf8"
)

const (
	// longest bounds what a temporary name takes of the target's, in bytes: most
	// file systems allow 255 for a whole name.
	longest = 200
	// swept is how many numbers without a file a sweep passes before it ends.
	swept = 4
)

// temporary is the name of a file that is being written. They are numbered, so
// that what was left behind is found without listing the folder, which may hold
// very many documents.
func temporary(target string, number int) string {
	base := filepath.Base(target)
	cut := min(len(base), longest)
	for cut > 0 && cut < len(base) && !utf8.RuneStart(base[cut]) { // some file systems want whole letters
		cut--
	}
	return filepath.Join(filepath.Dir(target), "."+base[:cut]+"."+strconv.Itoa(number)+".tmp")
}

// sweep removes what killed programs left beside a target, from a number on. A
// file that a living program writes is held by it and stays; what cannot be
// removed stays too.
func sweep(target string, number int) {
	for missing := 0; missing < swept; number++ {
		name := temporary(target, number)
		if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
			missing++
			continue
		}
		removeAbandoned(name)
	}
}

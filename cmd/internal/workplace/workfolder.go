package workplace

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// workFolders begins the names of folders for a file that is being signed.
const workFolders = "signing-"

// leftAfter is the age at which a program that was killed has left such a folder:
// nothing that is signed takes as long.
const leftAfter = time.Hour

// workFolder makes one, which the caller removes.
func (c Config) workFolder() (string, error) {
	work, err := os.MkdirTemp(c.Home, workFolders)
	if err != nil {
		return "", fault.New(ErrFileUnwritable, fault.Args{"file": c.Home}, err)
	}
	return work, nil
}

// sweep removes what programs that were killed have left. What resists is left
// to the next time.
func (c Config) sweep() {
	entries, _ := os.ReadDir(c.Home)
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), workFolders) {
			continue
		}
		if info, err := entry.Info(); err == nil && c.Clock.Now().Sub(info.ModTime()) > leftAfter {
			_ = os.RemoveAll(filepath.Join(c.Home, entry.Name()))
		}
	}
}

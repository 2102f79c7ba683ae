// Package softtoken makes signing tokens of software, with SoftHSM, in a folder:
// for tests and for the demonstration, never for a person's real key. It drives
// SoftHSM through OpenSC's pkcs11-tool, in processes of their own, so that the
// caller's process is free to open the token as any other. A program that wants
// to see the tokens sets the environment variable of Store.Setting before it
// opens the library Store.Module.
package softtoken

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/vanthu/vanthu/assets/pkcs11"
	"github.com/vanthu/vanthu/internal/atomicfile"
)

// Store is a folder with SoftHSM's settings and its tokens.
type Store struct {
	dir, module string
}

// Setting is an environment variable.
type Setting struct{ Name, Value string }

// Open makes the folder ready, or takes one that is. The path is made absolute,
// because SoftHSM reads the settings wherever the program then stands.
func Open(dir string) (*Store, error) {
	module, err := library()
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, module: module}
	if err := os.MkdirAll(s.tokens(), 0o700); err != nil {
		return nil, err
	}
	settings := fmt.Sprintf("directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n", s.tokens())
	return s, atomicfile.Write(s.settings(), strings.NewReader(settings))
}

// Module is the path of SoftHSM's library.
func (s *Store) Module() string { return s.module }

// Setting is what tells the library where the tokens are. It reads it once, when
// it is initialised.
func (s *Store) Setting() Setting { return Setting{"SOFTHSM2_CONF", s.settings()} }

func (s *Store) tokens() string   { return filepath.Join(s.dir, "tokens") }
func (s *Store) settings() string { return filepath.Join(s.dir, "softhsm2.conf") }

// library finds SoftHSM among the known places of drivers.
func library() (string, error) {
	for _, m := range pkcs11.Modules() {
		if m.Vendor != "SoftHSM" {
			continue
		}
		for _, pattern := range m.Linux {
			if found, _ := filepath.Glob(pattern); len(found) > 0 {
				return found[0], nil
			}
		}
	}
	return "", fmt.Errorf("SoftHSM is not installed: on Debian and Ubuntu it is the package softhsm2")
}

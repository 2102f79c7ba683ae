package token

import (
	"os"
	"path/filepath"
	"strings"
)

// registered reads p11-kit's list of drivers (pkcs11.conf(5)), a small file for
// each: what an administrator has told other programs of the machine is found
// here too. Its own proxy, which shows all of them through one library, is not
// used: one that hangs would take the others along.
func (p Places) registered() []Candidate {
	var list []Candidate
	for _, folder := range p.Registers {
		files, _ := filepath.Glob(filepath.Join(folder, "*.module")) // only a bad pattern is an error
		for _, file := range files {
			entry := readRegister(file)
			if entry["module"] == "" || entry["trust-policy"] == "yes" {
				continue // a list of authorities is no token
			}
			for _, path := range libraryPaths(entry["module"]) {
				list = append(list, Candidate{Driver: Driver{path, entry["x-init-reserved"]}, Vendor: strings.TrimSuffix(filepath.Base(file), ".module")})
			}
		}
	}
	return list
}

// readRegister reads lines of "name: value"; an unreadable file has none.
func readRegister(file string) map[string]string {
	raw, _ := os.ReadFile(file)
	values := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		name, value, ok := strings.Cut(line, ":")
		if ok && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			values[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return values
}

// libraryPaths are where a driver lies that is named without its folder.
func libraryPaths(module string) []string {
	if filepath.IsAbs(module) {
		return []string{module}
	}
	var found []string
	for _, folder := range []string{"/usr/lib/*-linux-gnu/pkcs11", "/usr/lib64/pkcs11", "/usr/lib/pkcs11"} {
		matches, _ := filepath.Glob(filepath.Join(folder, module))
		found = append(found, matches...)
	}
	return found
}

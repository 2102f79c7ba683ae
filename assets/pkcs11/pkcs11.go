// Package pkcs11 holds the table of driver libraries for signing tokens in use
// in Vietnam: vendor, and where each system keeps the file. It is data only;
// signing/token reads it. To teach the programs a new driver, add its path to
// modules.json.
package pkcs11

import (
	_ "embed"
	"encoding/json"
)

//go:embed modules.json
var table []byte

// Module is a vendor's driver and the places where its file may lie, the newest
// first. A path may be a pattern of path/filepath.Match; "{system}" stands for
// the Windows system folder, "{programs}" for that of installed programs, "{home}"
// for the user's own.
type Module struct {
	Vendor  string   `json:"vendor"`
	Windows []string `json:"windows"`
	Darwin  []string `json:"darwin"`
	Linux   []string `json:"linux"`
	// Stores are folders of keys in software: the driver is opened once for each.
	Stores []string `json:"stores"`
}

// Modules lists the drivers in the order in which to prefer them: those of the
// state's own tokens first, the generic ones last.
func Modules() []Module {
	var file struct{ Modules []Module }
	if err := json.Unmarshal(table, &file); err != nil {
		panic("assets/pkcs11: " + err.Error()) // any test of the package shows it
	}
	return file.Modules
}

// Paths are the places on a system, named as in runtime.GOOS.
func (m Module) Paths(system string) []string {
	switch system {
	case "windows":
		return m.Windows
	case "darwin":
		return m.Darwin
	case "linux":
		return m.Linux
	}
	return nil
}

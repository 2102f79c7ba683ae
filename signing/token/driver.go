package token

import (
	"path/filepath"
	"strings"
)

// Driver names a driver's library and what it is told when it is initialised.
type Driver struct {
	Path string
	// Parameters go to C_Initialize; few libraries want any. The absolute path of
	// a folder stands for what Mozilla's softokn is told to open that folder's keys.
	Parameters string
}

// mark stands between path and parameters; no file name of Windows has it.
const mark = "?"

// ParseDriver reads what String wrote: "PATH" or "PATH?PARAMETERS".
func ParseDriver(text string) Driver {
	path, parameters, _ := strings.Cut(text, mark)
	return Driver{path, parameters}
}

func (d Driver) String() string {
	if d.Parameters == "" {
		return d.Path
	}
	return d.Path + mark + d.Parameters
}

// Store is the folder whose keys a driver of software opens; empty for others.
func (d Driver) Store() string {
	if filepath.IsAbs(d.Parameters) {
		return d.Parameters
	}
	return ""
}

// reserved is what the library is told. The token gets the folder's name, for
// all of them have the same label and serial number otherwise.
func (d Driver) reserved() string {
	folder := d.Store()
	if folder == "" {
		return d.Parameters
	}
	quoted := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace
	return "configdir='sql:" + quoted(folder) + "' certPrefix='' keyPrefix='' secmod='secmod.db' flags=noModDB " +
		"dbTokenDescription='" + quoted(storeLabel(folder)) + "'"
}

// storeLabel has at most the 32 bytes of CK_TOKEN_INFO.label.
func storeLabel(folder string) string {
	name := filepath.Base(folder)
	return withoutCutLetter(name[:min(len(name), 32)])
}

package token

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/vanthu/vanthu/internal/fault"
)

// entryPoint is the one function that every driver exports (P11 §5.2).
const entryPoint = "C_GetFunctionList"

// Inspect looks at a driver's file without loading it: the path is absolute, it
// leads to a regular file, that is a shared library for this machine and system,
// and it exports C_GetFunctionList. It gives the path with links resolved, or
// ErrModuleMissing or ErrModuleUnusable, which ErrWrongMachine and ErrNotDriver
// have below them.
func Inspect(path string) (string, error) {
	if !filepath.IsAbs(path) {
		return "", unusable(path, "the path is not absolute", nil)
	}
	resolved, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fault.New(ErrModuleMissing, fault.Args{"path": path}, err)
	}
	info, err := os.Stat(resolved)
	if err != nil {
		return "", fault.New(ErrModuleMissing, fault.Args{"path": path}, err)
	}
	if !info.Mode().IsRegular() {
		return "", unusable(path, "not a regular file", nil)
	}
	file, err := os.Open(resolved)
	if err != nil {
		return "", unusable(path, "the file cannot be read", err)
	}
	defer file.Close()
	if err := inspectLibrary(file, runtime.GOOS, runtime.GOARCH); err != nil {
		return "", foreign(path, err)
	}
	return resolved, nil
}

// foreign tells the two usual mistakes apart from what else is wrong with a file.
func foreign(path string, err error) error {
	var machine *machineError
	whole := unusable(path, err.Error(), err)
	switch {
	case errors.As(err, &machine):
		return fault.New(ErrWrongMachine, fault.Args{"path": path, "built": machine.built, "machine": machine.machine}, whole)
	case errors.Is(err, errNotLibrary) || errors.Is(err, errNoEntryPoint):
		return fault.New(ErrNotDriver, fault.Args{"path": path}, whole)
	}
	return whole
}

// unusable says why a driver's file cannot be used; reason is English, for the
// administrator.
func unusable(path, reason string, cause error) error {
	return fault.New(ErrModuleUnusable, fault.Args{"path": path, "reason": reason}, cause)
}

// inspectLibrary reads the headers in the system's own format.
func inspectLibrary(file io.ReaderAt, system, arch string) error {
	switch system {
	case "windows":
		return inspectPE(file, arch)
	case "darwin":
		return inspectMachO(file, arch)
	}
	return inspectELF(file, arch)
}

// machineError is a library for another machine.
type machineError struct{ built, machine string }

func (e *machineError) Error() string {
	return fmt.Sprintf("built for %s, this program is %s", e.built, e.machine)
}

func wrongMachine(got any, arch string) error { return &machineError{fmt.Sprint(got), arch} }

var (
	errNotLibrary   = errors.New("not a shared library of this system")
	errNoEntryPoint = fmt.Errorf("not a PKCS#11 library: it exports no %s", entryPoint)
)

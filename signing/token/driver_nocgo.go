//go:build !cgo

package token

import "github.com/vanthu/vanthu/internal/fault"

// load cannot load a library in a program built without cgo.
func load(path string) (driver, error) {
	return nil, fault.New(ErrUnsupported, fault.Args{"path": path}, nil)
}

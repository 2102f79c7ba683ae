//go:build cgo && windows

package cryptoki

import (
	"syscall"
	"unsafe"
)

// loadSymbol loads a library for good and gives the address of one of its
// functions.
func loadSymbol(path, name string) (unsafe.Pointer, error) {
	library, err := syscall.LoadDLL(path)
	if err != nil {
		return nil, err
	}
	proc, err := library.FindProc(name)
	if err != nil {
		return nil, err
	}
	address := proc.Addr()
	return *(*unsafe.Pointer)(unsafe.Pointer(&address)), nil
}

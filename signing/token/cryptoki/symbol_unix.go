//go:build cgo && unix

package cryptoki

/*
#cgo linux LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdlib.h>
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// loadSymbol loads a library for good and gives the address of one of its
// functions. All its references are resolved now, so that a library with a
// missing piece is an error here and not an end of the program later.
func loadSymbol(path, name string) (unsafe.Pointer, error) {
	file, symbol := C.CString(path), C.CString(name)
	defer C.free(unsafe.Pointer(file))
	defer C.free(unsafe.Pointer(symbol))
	library := C.dlopen(file, C.RTLD_NOW|C.RTLD_LOCAL)
	if library == nil {
		return nil, fmt.Errorf("dlopen: %s", C.GoString(C.dlerror()))
	}
	address := C.dlsym(library, symbol)
	if address == nil {
		return nil, fmt.Errorf("%s has no function %s", path, name)
	}
	return address, nil
}

//go:build cgo

package cryptoki

/*
#include <stdlib.h>
*/
import "C"

import (
	"unsafe"

	"github.com/miekg/pkcs11"
)

// reserved hands parameters to C_Initialize. Libraries keep the address, so the
// text is never freed.
func reserved(parameters string) []pkcs11.InitializeOption {
	if parameters == "" {
		return nil
	}
	return []pkcs11.InitializeOption{pkcs11.InitializeWithReserved(unsafe.Pointer(C.CString(parameters)))}
}

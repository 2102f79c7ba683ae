package cryptoki

import (
	"errors"
	"fmt"
)

// Error is a PKCS#11 call that did not answer CKR_OK. What its code means is
// said in one table, that of signing/token.
type Error struct {
	Call string // "C_Login"
	Code uint   // CK_RV, P11 §5.1
}

func (e *Error) Error() string { return fmt.Sprintf("%s: CKR 0x%X", e.Call, e.Code) }

// ErrUnsupported is Load's answer in a program that was built without cgo.
var ErrUnsupported = errors.New("built without cgo: no PKCS#11 library can be loaded")

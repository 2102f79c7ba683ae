//go:build cgo

package token

/*
#include <stddef.h>

// The part of the PKCS#11 interface that is called here without the binding,
// written from P11 §3 and §5. On Windows the structures are packed to one byte.
#ifdef _WIN32
#pragma pack(push, 1)
#endif
typedef unsigned long number;
typedef struct { number kind; void *value; number length; } attribute;
typedef struct { unsigned char version[2]; void *function[68]; } functions;
#ifdef _WIN32
#pragma pack(pop)
#endif

// Places in CK_FUNCTION_LIST.
enum { at_login = 18, at_attribute = 24, at_sign = 43 };

static number list_functions(void *get, functions **list) {
	return ((number (*)(functions **))get)(list);
}

// lacks_function looks at every function that is called here or by the binding.
static int lacks_function(functions *list) {
	static const int needed[] = {0, 4, 6, 7, 12, 13, at_login, 19, at_attribute, 26, 27, 28, 42, at_sign};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		if (list->function[needed[i]] == NULL) return 1;
	}
	return 0;
}

static number login(functions *list, number session, number user, unsigned char *pin, number length) {
	number (*call)(number, number, unsigned char *, number) = list->function[at_login];
	return call(session, user, pin, length);
}

static number read_attribute(functions *list, number session, number object, number kind,
                             unsigned char *value, number *length) {
	number (*call)(number, number, attribute *, number) = list->function[at_attribute];
	attribute one = {kind, value, *length};
	number code = call(session, object, &one, 1);
	*length = one.length;
	return code;
}

static number sign(functions *list, number session, unsigned char *data, number size,
                   unsigned char *signature, number *length) {
	number (*call)(number, unsigned char *, number, unsigned char *, number *) = list->function[at_sign];
	return call(session, data, size, signature, length);
}
*/
import "C"

import (
	"fmt"
	"unsafe"

	"github.com/miekg/pkcs11"
)

// direct calls a few functions of a library past the binding, for two reasons.
// The binding copies a PIN to memory that it frees unwiped; here the library
// reads the caller's own bytes. And it asks for a value's size first, which
// some drivers answer with 0; here a buffer is offered that is large enough.
type direct struct{ list *C.functions }

// Buffers offered: a certificate rarely has 4 KiB, a signature never has 2.
const (
	valueBuffer     = 4 << 10
	largestValue    = 64 << 10
	signatureBuffer = 2 << 10
)

func loadDirect(path string) (direct, error) {
	get, err := loadSymbol(path, entryPoint)
	if err != nil {
		return direct{}, err
	}
	var list *C.functions
	if code := C.list_functions(get, &list); code != pkcs11.CKR_OK {
		return direct{}, &callError{call: entryPoint, code: returnCode(code)}
	}
	if list == nil || C.lacks_function(list) != 0 {
		return direct{}, fmt.Errorf("%s gives an incomplete list of functions", path)
	}
	return direct{list: list}, nil
}

func (d direct) login(session sessionID, user uint, pin []byte) error {
	code := C.login(d.list, C.number(session), C.number(user), start(pin), C.number(len(pin)))
	return result("C_Login", code)
}

// attribute reads one value, in a larger buffer if the library says that the
// first was too small. A length that cannot be is an error, not memory read.
func (d direct) attribute(session sessionID, object objectID, kind uint) ([]byte, error) {
	for size := valueBuffer; ; size = largestValue {
		value := make([]byte, size)
		length := C.number(size)
		code := C.read_attribute(d.list, C.number(session), C.number(object), C.number(kind), start(value), &length)
		if code == pkcs11.CKR_BUFFER_TOO_SMALL && size < largestValue {
			continue
		}
		if code == pkcs11.CKR_OK && uint64(length) > uint64(size) {
			code = pkcs11.CKR_ATTRIBUTE_VALUE_INVALID
		}
		if code != pkcs11.CKR_OK {
			return nil, result("C_GetAttributeValue", code)
		}
		return value[:length:length], nil
	}
}

func (d direct) sign(session sessionID, data []byte) ([]byte, error) {
	signature := make([]byte, signatureBuffer)
	length := C.number(len(signature))
	code := C.sign(d.list, C.number(session), start(data), C.number(len(data)), start(signature), &length)
	if code == pkcs11.CKR_OK && int64(length) > int64(len(signature)) {
		code = pkcs11.CKR_FUNCTION_FAILED
	}
	if code != pkcs11.CKR_OK {
		return nil, result("C_Sign", code)
	}
	return signature[:length:length], nil
}

// start is the address of the first byte, nil for none.
func start(b []byte) *C.uchar { return (*C.uchar)(unsafe.Pointer(unsafe.SliceData(b))) }

func result(call string, code C.number) error {
	if code == pkcs11.CKR_OK {
		return nil
	}
	return &callError{call: call, code: returnCode(code)}
}

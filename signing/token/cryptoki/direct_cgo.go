//go:build cgo

package cryptoki

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
enum { at_slots = 4, at_mechanisms = 7, at_set_pin = 11, at_login = 18, at_attribute = 24, at_sign = 43 };

static number list_functions(void *get, functions **list) {
	return ((number (*)(functions **))get)(list);
}

// lacks_function looks at every function that is called here or by the binding.
static int lacks_function(functions *list) {
	static const int needed[] = {
		0, at_slots, 6, at_mechanisms, at_set_pin, 12, 13, at_login, 19, at_attribute, 26, 27, 28, 42, at_sign,
	};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		if (list->function[needed[i]] == NULL) return 1;
	}
	return 0;
}

// slots asks for the number first, because that is when a library looks at its
// readers (P11 §5.5); what it answers is not believed.
static number slots(functions *list, number *slot, number *count) {
	number (*call)(unsigned char, number *, number *) = list->function[at_slots];
	number ignored = 0;
	call(1, NULL, &ignored);
	return call(1, slot, count);
}

static number mechanisms(functions *list, number slot, number *kind, number *count) {
	number (*call)(number, number *, number *) = list->function[at_mechanisms];
	return call(slot, kind, count);
}

static number set_pin(functions *list, number session, unsigned char *old, number old_length,
                      unsigned char *new, number new_length) {
	number (*call)(number, unsigned char *, number, unsigned char *, number) = list->function[at_set_pin];
	return call(session, old, old_length, new, new_length);
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

// Buffers offered: a certificate rarely has 4 KiB, a signature never has 2. No
// machine has 256 tokens and none of them 1,024 mechanisms.
const (
	mostSlots       = 256
	mostMechanisms  = 1 << 10
	valueBuffer     = 4 << 10
	largestValue    = 64 << 10
	signatureBuffer = 2 << 10
)

func loadDirect(path string) (direct, error) {
	get, err := loadSymbol(path, "C_GetFunctionList")
	if err != nil {
		return direct{}, err
	}
	var list *C.functions
	if code := C.list_functions(get, &list); code != pkcs11.CKR_OK {
		return direct{}, result("C_GetFunctionList", code)
	}
	if list == nil || C.lacks_function(list) != 0 {
		return direct{}, fmt.Errorf("%s gives an incomplete list of functions", path)
	}
	return direct{list: list}, nil
}

func (d direct) slots() ([]SlotID, error) {
	return numbers[SlotID]("C_GetSlotList", mostSlots, func(list, count *C.number) C.number {
		return C.slots(d.list, list, count)
	})
}

func (d direct) mechanisms(slot SlotID) ([]uint, error) {
	return numbers[uint]("C_GetMechanismList", mostMechanisms, func(list, count *C.number) C.number {
		return C.mechanisms(d.list, C.number(slot), list, count)
	})
}

// numbers offers room for a list that is never longer.
func numbers[T ~uint](call string, most int, ask func(list, count *C.number) C.number) ([]T, error) {
	list, count := make([]C.number, most), C.number(most)
	code := ask(&list[0], &count)
	if code == pkcs11.CKR_OK && uint64(count) > uint64(most) {
		code = pkcs11.CKR_FUNCTION_FAILED
	}
	if code != pkcs11.CKR_OK {
		return nil, result(call, code)
	}
	given := make([]T, count)
	for i := range given {
		given[i] = T(list[i])
	}
	return given, nil
}

func (d direct) login(session SessionID, user uint, pin []byte) error {
	code := C.login(d.list, C.number(session), C.number(user), start(pin), C.number(len(pin)))
	return result("C_Login", code)
}

func (d direct) setPIN(session SessionID, old, new []byte) error {
	code := C.set_pin(d.list, C.number(session), start(old), C.number(len(old)), start(new), C.number(len(new)))
	return result("C_SetPIN", code)
}

// attribute reads one value, in a larger buffer if the library says that the
// first was too small. A length that cannot be is an error, not memory read.
func (d direct) attribute(session SessionID, object ObjectID, kind uint) ([]byte, error) {
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

func (d direct) sign(session SessionID, data []byte) ([]byte, error) {
	signature := make([]byte, signatureBuffer)
	length := C.number(len(signature))
	code := C.sign(d.list, C.number(session), start(data), C.number(len(data)), start(signature), &length)
	if code == pkcs11.CKR_OK && uint64(length) > uint64(len(signature)) {
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
	return &Error{Call: call, Code: uint(code)}
}

package token

import (
	"fmt"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
)

// returnCode is a CK_RV (P11 §5.1).
type returnCode uint

// meaning is what a return code is called and what it means to a person. A zero
// fault is ErrGeneral: all one can say is the code itself.
type meaning struct {
	name  string
	fault fault.Code
}

// meanings is the one place where a return code becomes an error.
var meanings = map[returnCode]meaning{
	pkcs11.CKR_CANCEL:                {"CKR_CANCEL", ErrUserCancelled},
	pkcs11.CKR_FUNCTION_CANCELED:     {"CKR_FUNCTION_CANCELED", ErrUserCancelled},
	pkcs11.CKR_FUNCTION_REJECTED:     {"CKR_FUNCTION_REJECTED", ErrUserCancelled},
	pkcs11.CKR_HOST_MEMORY:           {name: "CKR_HOST_MEMORY"},
	pkcs11.CKR_DEVICE_MEMORY:         {name: "CKR_DEVICE_MEMORY"},
	pkcs11.CKR_GENERAL_ERROR:         {name: "CKR_GENERAL_ERROR"},
	pkcs11.CKR_FUNCTION_FAILED:       {name: "CKR_FUNCTION_FAILED"},
	pkcs11.CKR_DEVICE_ERROR:          {name: "CKR_DEVICE_ERROR"},
	pkcs11.CKR_ARGUMENTS_BAD:         {name: "CKR_ARGUMENTS_BAD"},
	pkcs11.CKR_ACTION_PROHIBITED:     {"CKR_ACTION_PROHIBITED", ErrKeyRefused},
	pkcs11.CKR_INFORMATION_SENSITIVE: {name: "CKR_INFORMATION_SENSITIVE"},
	pkcs11.CKR_BUFFER_TOO_SMALL:      {name: "CKR_BUFFER_TOO_SMALL"},

	// The library itself.
	pkcs11.CKR_NEED_TO_CREATE_THREADS:   {"CKR_NEED_TO_CREATE_THREADS", ErrModuleUnusable},
	pkcs11.CKR_CANT_LOCK:                {"CKR_CANT_LOCK", ErrModuleUnusable},
	pkcs11.CKR_FUNCTION_NOT_SUPPORTED:   {"CKR_FUNCTION_NOT_SUPPORTED", ErrModuleUnusable},
	pkcs11.CKR_CRYPTOKI_NOT_INITIALIZED: {"CKR_CRYPTOKI_NOT_INITIALIZED", ErrModuleUnusable},
	pkcs11.CKR_LIBRARY_LOAD_FAILED:      {"CKR_LIBRARY_LOAD_FAILED", ErrModuleUnusable},
	pkcs11.CKR_FIPS_SELF_TEST_FAILED:    {"CKR_FIPS_SELF_TEST_FAILED", ErrModuleUnusable},

	// The token is gone, and with it its sessions.
	pkcs11.CKR_DEVICE_REMOVED:         {"CKR_DEVICE_REMOVED", ErrRemoved},
	pkcs11.CKR_TOKEN_NOT_PRESENT:      {"CKR_TOKEN_NOT_PRESENT", ErrRemoved},
	pkcs11.CKR_SLOT_ID_INVALID:        {"CKR_SLOT_ID_INVALID", ErrRemoved},
	pkcs11.CKR_SESSION_CLOSED:         {"CKR_SESSION_CLOSED", ErrRemoved},
	pkcs11.CKR_SESSION_HANDLE_INVALID: {"CKR_SESSION_HANDLE_INVALID", ErrRemoved},
	pkcs11.CKR_OBJECT_HANDLE_INVALID:  {"CKR_OBJECT_HANDLE_INVALID", ErrRemoved},
	pkcs11.CKR_KEY_HANDLE_INVALID:     {"CKR_KEY_HANDLE_INVALID", ErrRemoved},
	pkcs11.CKR_TOKEN_NOT_RECOGNIZED:   {"CKR_TOKEN_NOT_RECOGNIZED", ErrNotRecognized},

	// Something else has it.
	pkcs11.CKR_SESSION_COUNT:                  {"CKR_SESSION_COUNT", ErrBusy},
	pkcs11.CKR_SESSION_EXISTS:                 {"CKR_SESSION_EXISTS", ErrBusy},
	pkcs11.CKR_SESSION_READ_ONLY_EXISTS:       {"CKR_SESSION_READ_ONLY_EXISTS", ErrBusy},
	pkcs11.CKR_SESSION_READ_WRITE_SO_EXISTS:   {"CKR_SESSION_READ_WRITE_SO_EXISTS", ErrBusy},
	pkcs11.CKR_OPERATION_ACTIVE:               {"CKR_OPERATION_ACTIVE", ErrBusy},
	pkcs11.CKR_USER_ALREADY_LOGGED_IN:         {"CKR_USER_ALREADY_LOGGED_IN", ErrBusy},
	pkcs11.CKR_USER_ANOTHER_ALREADY_LOGGED_IN: {"CKR_USER_ANOTHER_ALREADY_LOGGED_IN", ErrBusy},
	pkcs11.CKR_USER_TOO_MANY_TYPES:            {"CKR_USER_TOO_MANY_TYPES", ErrBusy},

	// The PIN. PIN_INVALID says that it has characters that no PIN may have.
	pkcs11.CKR_PIN_INCORRECT:            {"CKR_PIN_INCORRECT", ErrPINIncorrect},
	pkcs11.CKR_PIN_INVALID:              {"CKR_PIN_INVALID", ErrPINIncorrect},
	pkcs11.CKR_PIN_LEN_RANGE:            {"CKR_PIN_LEN_RANGE", ErrPINLength},
	pkcs11.CKR_PIN_EXPIRED:              {"CKR_PIN_EXPIRED", ErrPINExpired},
	pkcs11.CKR_PIN_TOO_WEAK:             {"CKR_PIN_TOO_WEAK", ErrPINExpired},
	pkcs11.CKR_PIN_LOCKED:               {"CKR_PIN_LOCKED", ErrPINLocked},
	pkcs11.CKR_USER_PIN_NOT_INITIALIZED: {"CKR_USER_PIN_NOT_INITIALIZED", ErrPINNotSet},
	pkcs11.CKR_USER_NOT_LOGGED_IN:       {"CKR_USER_NOT_LOGGED_IN", ErrPINNeeded},

	// The key and the way to sign.
	pkcs11.CKR_KEY_FUNCTION_NOT_PERMITTED: {"CKR_KEY_FUNCTION_NOT_PERMITTED", ErrKeyRefused},
	pkcs11.CKR_KEY_TYPE_INCONSISTENT:      {"CKR_KEY_TYPE_INCONSISTENT", ErrMechanismUnsupported},
	pkcs11.CKR_KEY_SIZE_RANGE:             {"CKR_KEY_SIZE_RANGE", ErrMechanismUnsupported},
	pkcs11.CKR_MECHANISM_INVALID:          {"CKR_MECHANISM_INVALID", ErrMechanismUnsupported},
	pkcs11.CKR_MECHANISM_PARAM_INVALID:    {"CKR_MECHANISM_PARAM_INVALID", ErrMechanismUnsupported},
	pkcs11.CKR_CURVE_NOT_SUPPORTED:        {"CKR_CURVE_NOT_SUPPORTED", ErrMechanismUnsupported},
	pkcs11.CKR_DATA_LEN_RANGE:             {"CKR_DATA_LEN_RANGE", ErrMechanismUnsupported},
	pkcs11.CKR_DATA_INVALID:               {name: "CKR_DATA_INVALID"},

	// Attributes and operations: our own business, a person learns the code.
	pkcs11.CKR_ATTRIBUTE_SENSITIVE:       {name: "CKR_ATTRIBUTE_SENSITIVE"},
	pkcs11.CKR_ATTRIBUTE_TYPE_INVALID:    {name: "CKR_ATTRIBUTE_TYPE_INVALID"},
	pkcs11.CKR_ATTRIBUTE_VALUE_INVALID:   {name: "CKR_ATTRIBUTE_VALUE_INVALID"},
	pkcs11.CKR_OPERATION_NOT_INITIALIZED: {name: "CKR_OPERATION_NOT_INITIALIZED"},
	pkcs11.CKR_TEMPLATE_INCONSISTENT:     {name: "CKR_TEMPLATE_INCONSISTENT"},
	pkcs11.CKR_USER_TYPE_INVALID:         {name: "CKR_USER_TYPE_INVALID"},
}

// String is the code's name in the specification, or its number.
func (c returnCode) String() string {
	if m, ok := meanings[c]; ok {
		return m.name
	}
	if c >= pkcs11.CKR_VENDOR_DEFINED {
		return fmt.Sprintf("CKR_VENDOR_DEFINED+0x%X", uint(c-pkcs11.CKR_VENDOR_DEFINED))
	}
	return fmt.Sprintf("CKR 0x%X", uint(c))
}

// fault is the code of the error that a person is shown.
func (c returnCode) fault() fault.Code {
	if m := meanings[c]; m.fault != "" {
		return m.fault
	}
	return ErrGeneral
}

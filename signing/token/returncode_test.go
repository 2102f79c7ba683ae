//go:build cgo

package token

import (
	"strings"
	"testing"

	"github.com/miekg/pkcs11"
	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// The names are held against the binding's own, code by code.
func TestReturnCodesHaveTheirNames(t *testing.T) {
	checked := 0
	for code, m := range meanings {
		said := pkcs11.Error(code).Error()
		if strings.HasSuffix(said, ": ") {
			continue // newer than the binding's list of names
		}
		assert.True(t, strings.HasSuffix(said, ": "+m.name), "%s, not %s", said, m.name)
		checked++
	}
	assert.Greater(t, checked, 50)
}

func TestReturnCodesBecomeErrors(t *testing.T) {
	for code, want := range map[returnCode]fault.Code{
		0x01: ErrUserCancelled, 0x02: ErrGeneral, 0x03: ErrRemoved, 0x05: ErrGeneral, 0x0A: ErrModuleUnusable,
		0x1B: ErrKeyRefused, 0x21: ErrMechanismUnsupported, 0x30: ErrGeneral, 0x31: ErrGeneral, 0x32: ErrRemoved,
		0x50: ErrUserCancelled, 0x54: ErrModuleUnusable, 0x60: ErrRemoved, 0x62: ErrMechanismUnsupported,
		0x63: ErrMechanismUnsupported, 0x68: ErrKeyRefused, 0x70: ErrMechanismUnsupported, 0x71: ErrMechanismUnsupported,
		0x82: ErrRemoved, 0x90: ErrBusy, 0xA0: ErrPINIncorrect, 0xA1: ErrPINIncorrect, 0xA2: ErrPINLength,
		0xA3: ErrPINExpired, 0xA4: ErrPINLocked, 0xB0: ErrRemoved, 0xB1: ErrBusy, 0xB3: ErrRemoved, 0xB6: ErrBusy,
		0xE0: ErrRemoved, 0xE1: ErrNotRecognized, 0x100: ErrBusy, 0x101: ErrPINNeeded, 0x102: ErrPINNotSet,
		0x104: ErrBusy, 0x190: ErrModuleUnusable, 0x200: ErrUserCancelled,
		0x7777: ErrGeneral, 0x80000042: ErrGeneral,
	} {
		err := explain(&cryptoki.Error{Call: "C_Any", Code: uint(code)}, fault.Args{"label": "x"})
		got, args, ok := fault.Of(err)
		assert.True(t, ok)
		assert.Equal(t, want, got, "0x%X", uint(code))
		assert.Equal(t, "C_Any", args["call"])
		assert.Equal(t, "x", args["label"])
	}
	assert.Equal(t, "CKR_VENDOR_DEFINED+0x42", returnCode(0x80000042).String())
	assert.Equal(t, "CKR 0x7777", returnCode(0x7777).String())
	assert.NoError(t, explain(nil, nil))
}

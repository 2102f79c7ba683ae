package token

import (
	"context"
	"errors"
	"strings"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// ID tells tokens apart, also after one was pulled and plugged in elsewhere. It
// is made of what the token says of itself and is not to be taken apart.
type ID string

// Token is what a token says of itself, read when it was listed.
type Token struct {
	ID           ID
	Label        string
	Serial       string
	Manufacturer string
	Model        string
	Tries        Tries
	NeedsLogin   bool // keys are usable only after a login
	PINPad       bool // the PIN is typed on the token itself (CKF_PROTECTED_AUTHENTICATION_PATH)
	MinPIN       int  // bytes; 0 where the token gives no usable bound
	MaxPIN       int
	Driver       Driver

	module *Module
	slot   cryptoki.SlotID
}

// Name is what a person calls the token: its label, or its serial number when
// it has none.
func (t Token) Name() string {
	if t.Label != "" {
		return t.Label
	}
	return t.Serial
}

// Tokens lists the tokens that are plugged in and ready, in the driver's order.
// Slots whose token was never initialised are skipped, and so is one that
// leaves while it is being asked.
func (m *Module) Tokens(ctx context.Context) ([]Token, error) {
	var tokens []Token
	err := m.with(ctx, m.look(func(ctx context.Context, d cryptoki.Library) error {
		slots, err := d.Slots(ctx)
		if err != nil {
			return err
		}
		for _, slot := range slots {
			info, err := d.Token(ctx, slot)
			if err != nil && returnCodeIs(err, ErrRemoved, ErrNotRecognized) {
				continue
			}
			if err != nil {
				return err
			}
			if info.Flags&pkcs11.CKF_TOKEN_INITIALIZED != 0 {
				tokens = append(tokens, m.describe(slot, info))
			}
		}
		return nil
	}))
	if err != nil {
		return nil, m.explain(err, "")
	}
	return tokens, nil
}

// describe makes a Token of what the driver said. A PIN bound that contradicts
// itself, or says "unknown" in one of the ways drivers do, counts as none.
func (m *Module) describe(slot cryptoki.SlotID, info cryptoki.TokenInfo) Token {
	t := Token{
		Label: readable(info.Label, 32), Manufacturer: readable(info.Manufacturer, 32),
		Model: readable(info.Model, 16), Serial: readable(info.Serial, 16),
		Tries:      triesOf(info.Flags),
		NeedsLogin: info.Flags&pkcs11.CKF_LOGIN_REQUIRED != 0,
		PINPad:     info.Flags&pkcs11.CKF_PROTECTED_AUTHENTICATION_PATH != 0,
		Driver:     m.driver, module: m, slot: slot,
	}
	const longest = 1 << 10
	if info.MaxPIN > 0 && info.MaxPIN <= longest && info.MinPIN <= info.MaxPIN {
		t.MinPIN, t.MaxPIN = int(info.MinPIN), int(info.MaxPIN)
	}
	t.ID = ID(strings.Join([]string{m.driver.String(), t.Manufacturer, t.Model, t.Serial, t.Label}, "\x1f"))
	return t
}

// returnCodeIs tells whether a driver's error means one of the faults.
func returnCodeIs(err error, codes ...fault.Code) bool {
	var call *cryptoki.Error
	if !errors.As(err, &call) {
		return false
	}
	for _, c := range codes {
		if returnCode(call.Code).fault() == c {
			return true
		}
	}
	return false
}

// refusedAt tells whether it was this call that the driver refused.
func refusedAt(err error, call string) bool {
	var refused *cryptoki.Error
	return errors.As(err, &refused) && refused.Call == call
}

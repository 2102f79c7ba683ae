package token

import (
	"context"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// LoginOptions say what the person has agreed to.
type LoginOptions struct {
	// AllowFinalTry lets the PIN be sent when the token says that one more wrong
	// one locks it. Without it Login answers ErrFinalTry and sends nothing.
	AllowFinalTry bool
	// Ask gives the PIN anew for each signature of a key that wants it each time:
	// nothing is kept then. Without it the PIN of Login is.
	Ask func(context.Context) (*PIN, error)
}

// Login logs the user in. It sends the PIN once or not at all: not when the
// token is locked, when its length cannot be right, or at the final try without
// leave. A token with its own PIN pad is asked to take the PIN there, and pin
// may be nil. The session owns the PIN from here on: it is wiped before Login
// returns, except when a key of the token wants it for each signature
// (CKA_ALWAYS_AUTHENTICATE, P11 §4.9); then ForgetPIN or Close wipes it.
//
// Errors: ErrPINIncorrect (also ErrPINIncorrectLow, ErrPINIncorrectFinal),
// ErrPINLocked, ErrPINLength, ErrPINNeeded, ErrPINExpired, ErrPINNotSet,
// ErrFinalTry, ErrBusy, ErrRemoved, ErrUserCancelled, ErrSessionClosed.
func (s *Session) Login(ctx context.Context, pin *PIN, options LoginOptions) error {
	keep := false
	err := s.with(ctx, func(ctx context.Context, d cryptoki.Library) (err error) {
		if s.token.module.loggedIn[s.token.slot] {
			return fault.New(ErrBusy, fault.Args{"label": s.token.Name()}, nil)
		}
		if !s.token.NeedsLogin {
			return nil
		}
		s.allowFinalTry, s.ask = options.AllowFinalTry, options.Ask
		err = s.sendPIN(ctx, d, pin, func(pin []byte) error { return d.Login(ctx, s.id, pkcs11.CKU_USER, pin) })
		if err != nil {
			return err
		}
		s.loggedIn = true
		s.token.module.loggedIn[s.token.slot] = true
		if s.ask == nil {
			keep, err = anyAlwaysAuthenticates(ctx, d, s.id)
		}
		if keep {
			s.pin = pin
		}
		return err
	})
	if !keep {
		pin.Wipe()
	}
	return err
}

// ForgetPIN wipes what Login kept of the PIN, for a caller whose key does not want
// it again.
func (s *Session) ForgetPIN() { s.pin.Wipe() }

// sendPIN lends the PIN to one call that sends it at most once, unless the token
// says that this would be useless or dangerous.
func (s *Session) sendPIN(ctx context.Context, d cryptoki.Library, pin *PIN, send func([]byte) error) error {
	before, err := s.sameToken(ctx, d)
	if err != nil {
		return err
	}
	if err := mayTry(s.token.Name(), triesOf(before.Flags), s.allowFinalTry); err != nil {
		return err
	}
	if s.token.PINPad {
		pin = nil
	} else if err := s.checkLength(pin.length()); err != nil {
		return err
	}
	err = pin.use(send)
	if !returnCodeIs(err, ErrPINIncorrect, ErrPINLength, ErrPINLocked) {
		return err
	}
	return s.wrongPIN(err, s.triesLeft(ctx, d))
}

// MayTry tells whether a PIN would be sent at all, by what the token said when it
// was listed: before anybody is asked for one. Errors: ErrPINLocked, ErrFinalTry.
func (t Token) MayTry(allowFinalTry bool) error { return mayTry(t.Name(), t.Tries, allowFinalTry) }

// mayTry refuses what would be useless or dangerous to send.
func mayTry(label string, tries Tries, allowFinalTry bool) error {
	args := fault.Args{"label": label, "tries": string(tries)}
	switch {
	case tries == TriesLocked:
		return fault.New(ErrPINLocked, args, nil)
	case tries == TriesFinal && !allowFinalTry:
		return fault.New(ErrFinalTry, args, nil)
	}
	return nil
}

// checkLength compares with the bounds that the token gave, where it gave any.
func (s *Session) checkLength(n int) error {
	t := s.token
	switch {
	case n == 0:
		return fault.New(ErrPINNeeded, fault.Args{"label": t.Name()}, nil)
	case t.MaxPIN > 0 && (n < t.MinPIN || n > t.MaxPIN):
		return fault.New(ErrPINLength, fault.Args{"label": t.Name(), "min": t.MinPIN, "max": t.MaxPIN}, nil)
	}
	return nil
}

// triesLeft reads the flags again after a wrong PIN; "" when the token does not
// answer.
func (s *Session) triesLeft(ctx context.Context, d cryptoki.Library) Tries {
	after, err := d.Token(ctx, s.token.slot)
	if err != nil {
		return ""
	}
	return triesOf(after.Flags)
}

// wrongPIN tells what the token says after a PIN that it did not take. The
// particular codes have ErrPINIncorrect below them.
func (s *Session) wrongPIN(err error, tries Tries) error {
	args := fault.Args{
		"label": s.token.Name(), "tries": string(tries), "min": s.token.MinPIN, "max": s.token.MaxPIN,
	}
	err = explain(err, args)
	switch tries {
	case TriesLocked:
		return fault.New(ErrPINLocked, args, err)
	case TriesFinal:
		return fault.New(ErrPINIncorrectFinal, args, err)
	case TriesCountLow:
		return fault.New(ErrPINIncorrectLow, args, err)
	}
	return err
}

// anyAlwaysAuthenticates tells whether some key wants the PIN each time.
func anyAlwaysAuthenticates(ctx context.Context, d cryptoki.Library, s cryptoki.SessionID) (bool, error) {
	keys, err := d.Find(ctx, s, []cryptoki.Attribute{{Kind: pkcs11.CKA_CLASS, Number: uint(pkcs11.CKO_PRIVATE_KEY)}}, mostObjects)
	for _, key := range keys {
		always, err := alwaysAuthenticates(ctx, d, s, key)
		if always || err != nil {
			return always, err
		}
	}
	return false, err
}

func alwaysAuthenticates(ctx context.Context, d cryptoki.Library, s cryptoki.SessionID, key cryptoki.ObjectID) (bool, error) {
	value, err := optional(d.Attribute(ctx, s, key, pkcs11.CKA_ALWAYS_AUTHENTICATE))
	return len(value) == 1 && value[0] != 0, err
}

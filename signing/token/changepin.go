package token

import (
	"context"
	"errors"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// ChangePIN replaces the user's PIN. It logs in first, by the rules of
// Session.Login, so that a wrong old one is sent once or not at all, and because
// some drivers want it so; a token with its own PIN pad takes both there, and they
// may be nil. Both are wiped. Nobody may be logged in at the token: ErrBusy.
//
// Errors: those of Session.Login for the old PIN; ErrPINLength for either, and
// ErrPINRefused for a new one that the token does not like.
func ChangePIN(ctx context.Context, t Token, old, next *PIN, options LoginOptions) error {
	defer old.Wipe()
	defer next.Wipe()
	s, err := openSession(ctx, t, true)
	if err != nil {
		return err
	}
	err = s.with(ctx, func(ctx context.Context, d cryptoki.Library) error {
		s.allowFinalTry = options.AllowFinalTry
		return s.setPIN(ctx, d, old, next)
	})
	return errors.Join(err, s.Close())
}

func (s *Session) setPIN(ctx context.Context, d cryptoki.Library, old, next *PIN) error {
	if s.token.module.loggedIn[s.token.slot] {
		return fault.New(ErrBusy, fault.Args{"label": s.token.Name()}, nil)
	}
	if !s.token.PINPad {
		if err := s.checkLength(next.length()); err != nil {
			return err
		}
	}
	if s.token.PINPad {
		return s.sendPIN(ctx, d, nil, func([]byte) error { return d.SetPIN(ctx, s.id, nil, nil) })
	}
	if err := s.sendPIN(ctx, d, old, func(old []byte) error { return d.Login(ctx, s.id, pkcs11.CKU_USER, old) }); err != nil {
		return err
	}
	s.loggedIn = true
	return s.refusedNew(old.use(func(old []byte) error {
		return next.use(func(next []byte) error { return d.SetPIN(ctx, s.id, old, next) })
	}))
}

// refusedNew tells the answers about the new PIN from those about the old.
func (s *Session) refusedNew(err error) error {
	var refused *cryptoki.Error
	if errors.As(err, &refused) && (refused.Code == pkcs11.CKR_PIN_INVALID || refused.Code == pkcs11.CKR_PIN_TOO_WEAK) {
		return fault.New(ErrPINRefused, fault.Args{"label": s.token.Name()}, nil)
	}
	return err
}

package token

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Session is a conversation with one token, read-only until Login and able to
// sign after it. It must be closed; a batch of signatures keeps one session.
type Session struct {
	token      Token
	id         cryptoki.SessionID
	mechanisms map[uint]bool

	// Guarded by the module's turn.
	life          int // of the module's process, outside which id means nothing
	closed        bool
	loggedIn      bool
	allowFinalTry bool
	pin           *PIN // kept only while a key wants it for each signature
	ask           func(context.Context) (*PIN, error)
}

// OpenSession opens a session on a listed token. Errors: ErrRemoved, ErrBusy
// and others of the table of return codes.
func OpenSession(ctx context.Context, t Token) (*Session, error) { return openSession(ctx, t, false) }

func openSession(ctx context.Context, t Token, writable bool) (*Session, error) {
	if t.module == nil {
		return nil, fault.New(ErrNotFound, fault.Args{"label": t.Name()}, nil)
	}
	s := &Session{token: t, mechanisms: map[uint]bool{}}
	err := t.module.with(ctx, func(ctx context.Context, d cryptoki.Library) error {
		if _, err := s.sameToken(ctx, d); err != nil {
			return err
		}
		kinds, err := d.Mechanisms(ctx, t.slot)
		if err != nil && !returnCodeIs(err, ErrGeneral, ErrModuleUnusable) {
			return err
		}
		for _, kind := range kinds {
			s.mechanisms[kind] = true
		}
		s.life = t.module.life
		s.id, err = d.Open(ctx, t.slot, writable)
		return err
	})
	if err != nil {
		return nil, t.module.explain(err, t.Name())
	}
	return s, nil
}

// sameToken reads what the slot's token says now, and makes sure that it is the
// listed one: a PIN must not reach a token that was plugged in its place.
func (s *Session) sameToken(ctx context.Context, d cryptoki.Library) (cryptoki.TokenInfo, error) {
	info, err := d.Token(ctx, s.token.slot)
	if err != nil {
		return cryptoki.TokenInfo{}, err
	}
	if s.token.module.describe(s.token.slot, info).ID != s.token.ID {
		return cryptoki.TokenInfo{}, fault.New(ErrRemoved, fault.Args{"label": s.token.Name()}, nil)
	}
	return info, nil
}

// Token is the token as it was listed.
func (s *Session) Token() Token { return s.token }

// Certificates lists the token's certificates. Before Login a key that the token
// hides is KeyUnknown. now decides which certificates are in their time.
func (s *Session) Certificates(ctx context.Context, now time.Time) ([]Certificate, error) {
	var list []Certificate
	m := s.token.module
	err := s.with(ctx, m.look(func(ctx context.Context, d cryptoki.Library) (err error) {
		visible := !s.token.NeedsLogin || m.loggedIn[s.token.slot]
		list, err = readCertificates(ctx, d, s.id, visible, now)
		return err
	}))
	return list, err
}

// Close logs out, closes the session and wipes what it holds of the PIN. A
// second Close does nothing, and a token or driver that is gone is no error.
func (s *Session) Close() error {
	m := s.token.module
	<-m.turn
	defer func() { m.turn <- struct{}{} }()
	lost := m.process == nil || m.life != s.life
	if s.closed || lost {
		s.forget()
		return nil
	}
	err := m.call(context.Background(), s.end)
	if returnCodeIs(err, ErrRemoved) {
		return nil
	}
	return m.explain(err, s.token.Name())
}

// end is Close within a turn. The session is closed also where the token does
// not log out: that ends the login too, if it is the last session.
func (s *Session) end(ctx context.Context, d cryptoki.Library) error {
	defer s.forget()
	if s.loggedIn {
		delete(s.token.module.loggedIn, s.token.slot)
		err := d.Logout(ctx, s.id)
		if !refusedAt(err, "C_Logout") && err != nil {
			return err
		}
	}
	return d.Close(ctx, s.id)
}

func (s *Session) forget() {
	s.pin.Wipe()
	s.pin, s.closed, s.loggedIn = nil, true, false
}

// with makes calls on the open session in one turn, and gives their error its
// code. Drivers answer many things when a token was pulled; one that says
// nothing particular is asked whether the token is still there.
func (s *Session) with(ctx context.Context, calls func(context.Context, cryptoki.Library) error) error {
	err := s.token.module.with(ctx, func(ctx context.Context, d cryptoki.Library) error {
		if s.closed {
			return fault.New(ErrSessionClosed, fault.Args{"label": s.token.Name()}, nil)
		}
		if s.life != s.token.module.life {
			return fault.New(ErrSessionLost, fault.Args{"label": s.token.Name(), "path": s.token.module.driver.String()}, nil)
		}
		err := calls(ctx, d)
		if returnCodeIs(err, ErrGeneral) && s.isGone(ctx, d) {
			return fault.New(ErrRemoved, fault.Args{"label": s.token.Name()}, err)
		}
		return err
	})
	return s.token.module.explain(err, s.token.Name())
}

// A system notices within half a second that a token was pulled; until then its
// driver answers what it likes.
const (
	looks     = 5
	lookPause = 250 * time.Millisecond
)

// isGone tells, after an error that says nothing particular, whether it came
// from the token's leaving.
func (s *Session) isGone(ctx context.Context, d cryptoki.Library) bool {
	for range looks {
		if slots, err := d.Slots(ctx); err == nil && !slices.Contains(slots, s.token.slot) {
			return true
		}
		if _, err := s.sameToken(ctx, d); returnCodeIs(err, ErrRemoved) || errors.Is(err, ErrRemoved) {
			return true
		}
		time.Sleep(lookPause)
	}
	return false
}

// supports tells whether the token lists a mechanism; one that lists none is
// believed to be silent, not unable.
func (s *Session) supports(kind uint) bool { return len(s.mechanisms) == 0 || s.mechanisms[kind] }

// privateKey finds the key that belongs to a certificate, by CKA_ID and type.
func (s *Session) privateKey(ctx context.Context, d cryptoki.Library, c Certificate) (cryptoki.ObjectID, error) {
	kinds := map[KeyType]uint{RSA: pkcs11.CKK_RSA, ECDSA: pkcs11.CKK_EC}
	found, err := d.Find(ctx, s.id, []cryptoki.Attribute{
		{Kind: pkcs11.CKA_CLASS, Number: uint(pkcs11.CKO_PRIVATE_KEY)},
		{Kind: pkcs11.CKA_KEY_TYPE, Number: kinds[c.KeyType]},
		{Kind: pkcs11.CKA_ID, Bytes: append([]byte{}, c.id...)},
	}, 1)
	switch {
	case err != nil:
		return 0, err
	case len(found) > 0:
		return found[0], nil
	case s.token.NeedsLogin && !s.loggedIn:
		return 0, fault.New(ErrPINNeeded, fault.Args{"label": s.token.Name()}, nil)
	}
	c.Fitness = KeyMissing
	return 0, c.Unfit()
}

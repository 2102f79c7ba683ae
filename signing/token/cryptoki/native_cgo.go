//go:build cgo

package cryptoki

import (
	"context"
	"errors"
	"fmt"

	"github.com/miekg/pkcs11"
)

// native is a library loaded into this process. What needs care with memory,
// the PIN and buffers of the library's own counting, goes through direct.
type native struct {
	*pkcs11.Ctx
	direct  direct
	files   *filesLock
	threads bool // it locks for itself, and may be called on several threads
	open    map[SessionID]*openSession
}

// openSession is a session of the caller's, and one that signs beside it; 0: none.
type openSession struct {
	slot   SlotID
	second SessionID
}

// Load loads and initialises a library for good: real ones deadlock when they
// are unloaded or finalised. parameters is what the library takes as
// CK_C_INITIALIZE_ARGS.pReserved, for NSS softokn its folder; others want none.
// A library that some other part of the process has initialised already is used
// as it is; one that cannot work with the system's locks is initialised without,
// as its calls come one at a time.
func Load(path, parameters string) (Library, error) {
	n := &native{files: filesLockFor(path), open: map[SessionID]*openSession{}}
	if err := n.files.shared(func() error { return n.load(path, parameters) }); err != nil {
		return nil, err
	}
	return n, nil
}

func (n *native) load(path, parameters string) (err error) {
	if n.direct, err = loadDirect(path); err != nil {
		return err
	}
	if n.Ctx = pkcs11.New(path); n.Ctx == nil {
		return fmt.Errorf("%s cannot be loaded", path)
	}
	options := reserved(parameters)
	err = n.Initialize(options...)
	n.threads = err == nil // CKF_OS_LOCKING_OK was asked for
	if errors.Is(err, pkcs11.Error(pkcs11.CKR_CANT_LOCK)) {
		err = n.Initialize(append(options, pkcs11.InitializeWithFlags(0))...)
	}
	if errors.Is(err, pkcs11.Error(pkcs11.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
		err = nil
	}
	return called("C_Initialize", err)
}

// called turns the binding's error into ours; nil stays nil.
func called(call string, err error) error {
	var code pkcs11.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &code):
		return &Error{Call: call, Code: uint(code)}
	}
	return err
}

// shared makes calls while no other process of ours logs in at SoftHSM.
func shared[T any](n *native, call string, ask func() (T, error)) (T, error) {
	var answer T
	err := n.files.shared(func() (err error) { answer, err = ask(); return err })
	return answer, called(call, err)
}

func (n *native) do(call string, ask func() error) error {
	return called(call, n.files.shared(ask))
}

func (n *native) Slots(context.Context) ([]SlotID, error) {
	return shared(n, "C_GetSlotList", n.direct.slots)
}

func (n *native) Token(_ context.Context, slot SlotID) (TokenInfo, error) {
	info, err := shared(n, "C_GetTokenInfo", func() (pkcs11.TokenInfo, error) { return n.GetTokenInfo(uint(slot)) })
	if err != nil {
		return TokenInfo{}, err
	}
	return TokenInfo{
		Label: info.Label, Manufacturer: info.ManufacturerID, Model: info.Model, Serial: info.SerialNumber,
		Flags: info.Flags, MinPIN: info.MinPinLen, MaxPIN: info.MaxPinLen,
	}, nil
}

func (n *native) Mechanisms(_ context.Context, slot SlotID) ([]uint, error) {
	return shared(n, "C_GetMechanismList", func() ([]uint, error) { return n.direct.mechanisms(slot) })
}

func (n *native) Open(_ context.Context, slot SlotID, writable bool) (SessionID, error) {
	flags := uint(pkcs11.CKF_SERIAL_SESSION)
	if writable {
		flags |= pkcs11.CKF_RW_SESSION
	}
	session, err := shared(n, "C_OpenSession", func() (pkcs11.SessionHandle, error) { return n.OpenSession(uint(slot), flags) })
	if err == nil {
		n.open[SessionID(session)] = &openSession{slot: slot}
	}
	return SessionID(session), err
}

func (n *native) Close(_ context.Context, session SessionID) error {
	var second SessionID
	if o := n.open[session]; o != nil {
		second = o.second
	}
	delete(n.open, session)
	return n.do("C_CloseSession", func() error {
		if second != 0 {
			_ = n.CloseSession(pkcs11.SessionHandle(second))
		}
		return n.CloseSession(pkcs11.SessionHandle(session))
	})
}

func (n *native) Login(_ context.Context, session SessionID, user uint, pin []byte) error {
	return n.files.alone(func() error { return n.direct.login(session, user, pin) })
}

func (n *native) Logout(_ context.Context, session SessionID) error {
	return n.do("C_Logout", func() error { return n.Ctx.Logout(pkcs11.SessionHandle(session)) })
}

func (n *native) SetPIN(_ context.Context, session SessionID, old, new []byte) error {
	return n.files.alone(func() error { return n.direct.setPIN(session, old, new) })
}

func (n *native) Attribute(_ context.Context, session SessionID, object ObjectID, kind uint) ([]byte, error) {
	return shared(n, "C_GetAttributeValue", func() ([]byte, error) { return n.direct.attribute(session, object, kind) })
}

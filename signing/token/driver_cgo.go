//go:build cgo

package token

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
	direct direct
}

// load loads and initialises a library. A library that some other part of the
// process has initialised already is used as it is; one that cannot work with
// the system's locks is initialised without, as its calls come one at a time.
func load(path string) (driver, error) {
	d, err := loadDirect(path)
	if err != nil {
		return nil, err
	}
	ctx := pkcs11.New(path)
	if ctx == nil {
		return nil, fmt.Errorf("%s cannot be loaded", path)
	}
	err = ctx.Initialize()
	if errors.Is(err, pkcs11.Error(pkcs11.CKR_CANT_LOCK)) {
		err = ctx.Initialize(pkcs11.InitializeWithFlags(0))
	}
	if errors.Is(err, pkcs11.Error(pkcs11.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
		err = nil
	}
	if err != nil {
		return nil, called("C_Initialize", err)
	}
	return &native{Ctx: ctx, direct: d}, nil
}

// called turns the binding's error into ours; nil stays nil.
func called(call string, err error) error {
	var code pkcs11.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &code):
		return &callError{call: call, code: returnCode(code)}
	}
	return err
}

func (n *native) slots(context.Context) ([]slotID, error) {
	list, err := n.GetSlotList(true)
	if errors.Is(err, pkcs11.Error(pkcs11.CKR_BUFFER_TOO_SMALL)) {
		list, err = n.GetSlotList(true) // a token came between the two questions
	}
	slots := make([]slotID, len(list))
	for i, id := range list {
		slots[i] = slotID(id)
	}
	return slots, called("C_GetSlotList", err)
}

func (n *native) token(_ context.Context, slot slotID) (tokenInfo, error) {
	info, err := n.GetTokenInfo(uint(slot))
	if err != nil {
		return tokenInfo{}, called("C_GetTokenInfo", err)
	}
	return tokenInfo{
		label: info.Label, manufacturer: info.ManufacturerID, model: info.Model, serial: info.SerialNumber,
		flags: info.Flags, minPIN: info.MinPinLen, maxPIN: info.MaxPinLen,
	}, nil
}

func (n *native) mechanisms(_ context.Context, slot slotID) ([]uint, error) {
	list, err := n.GetMechanismList(uint(slot))
	kinds := make([]uint, len(list))
	for i, m := range list {
		kinds[i] = m.Mechanism
	}
	return kinds, called("C_GetMechanismList", err)
}

func (n *native) open(_ context.Context, slot slotID) (sessionID, error) {
	session, err := n.OpenSession(uint(slot), pkcs11.CKF_SERIAL_SESSION)
	return sessionID(session), called("C_OpenSession", err)
}

func (n *native) close(_ context.Context, session sessionID) error {
	return called("C_CloseSession", n.CloseSession(pkcs11.SessionHandle(session)))
}

func (n *native) login(_ context.Context, session sessionID, user uint, pin []byte) error {
	return n.direct.login(session, user, pin)
}

func (n *native) logout(_ context.Context, session sessionID) error {
	return called("C_Logout", n.Logout(pkcs11.SessionHandle(session)))
}

func (n *native) find(_ context.Context, session sessionID, want []attribute, limit int) ([]objectID, error) {
	handle := pkcs11.SessionHandle(session)
	template := make([]*pkcs11.Attribute, len(want))
	for i, a := range want {
		template[i] = pkcs11.NewAttribute(a.kind, a.value)
	}
	if err := n.FindObjectsInit(handle, template); err != nil {
		return nil, called("C_FindObjectsInit", err)
	}
	var found []objectID
	for len(found) < limit {
		some, _, err := n.FindObjects(handle, min(32, limit-len(found)))
		if err != nil {
			_ = n.FindObjectsFinal(handle)
			return nil, called("C_FindObjects", err)
		}
		if len(some) == 0 {
			break
		}
		for _, o := range some {
			found = append(found, objectID(o))
		}
	}
	return found, called("C_FindObjectsFinal", n.FindObjectsFinal(handle))
}

func (n *native) attribute(_ context.Context, session sessionID, object objectID, kind uint) ([]byte, error) {
	return n.direct.attribute(session, object, kind)
}

func (n *native) signInit(_ context.Context, session sessionID, with mechanism, key objectID) error {
	var parameter []byte
	if p := with.pss; p != nil {
		parameter = pkcs11.NewPSSParams(p.hash, p.mask, p.salt)
	}
	m := []*pkcs11.Mechanism{pkcs11.NewMechanism(with.kind, nil)}
	m[0].Parameter = parameter
	return called("C_SignInit", n.SignInit(pkcs11.SessionHandle(session), m, pkcs11.ObjectHandle(key)))
}

func (n *native) sign(_ context.Context, session sessionID, data []byte) ([]byte, error) {
	return n.direct.sign(session, data)
}

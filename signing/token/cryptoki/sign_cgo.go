//go:build cgo

package cryptoki

import (
	"context"

	"github.com/miekg/pkcs11"
)

func (n *native) Sign(_ context.Context, session SessionID, with Mechanism, key ObjectID, data []byte) ([]byte, error) {
	if err := n.signInit(session, with, key); err != nil {
		return nil, err
	}
	return n.finish(session, data)
}

func (n *native) SignWithPIN(ctx context.Context, session SessionID, with Mechanism, key ObjectID, data, pin []byte) ([]byte, error) {
	if err := n.signInit(session, with, key); err != nil {
		return nil, err
	}
	if err := n.Login(ctx, session, pkcs11.CKU_CONTEXT_SPECIFIC, pin); err != nil {
		return nil, err
	}
	return n.finish(session, data)
}

func (n *native) signInit(session SessionID, with Mechanism, key ObjectID) error {
	var parameter []byte
	if p := with.PSS; p != nil {
		parameter = pkcs11.NewPSSParams(p.Hash, p.Mask, p.Salt)
	}
	m := []*pkcs11.Mechanism{pkcs11.NewMechanism(with.Kind, nil)}
	m[0].Parameter = parameter
	return n.do("C_SignInit", func() error {
		return n.SignInit(pkcs11.SessionHandle(session), m, pkcs11.ObjectHandle(key))
	})
}

func (n *native) finish(session SessionID, data []byte) ([]byte, error) {
	return shared(n, "C_Sign", func() ([]byte, error) { return n.direct.sign(session, data) })
}

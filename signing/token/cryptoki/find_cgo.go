//go:build cgo

package cryptoki

import (
	"context"

	"github.com/miekg/pkcs11"
)

// Find asks for objects in small portions until there are no more, and ends the
// search whatever came of it: an open one would refuse the next.
func (n *native) Find(_ context.Context, session SessionID, want []Attribute, limit int) ([]ObjectID, error) {
	handle := pkcs11.SessionHandle(session)
	var found []ObjectID
	err := n.files.shared(func() error {
		if err := called("C_FindObjectsInit", n.FindObjectsInit(handle, template(want))); err != nil {
			return err
		}
		err := n.portions(handle, limit, &found)
		if final := called("C_FindObjectsFinal", n.FindObjectsFinal(handle)); err == nil {
			err = final
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func (n *native) portions(session pkcs11.SessionHandle, limit int, found *[]ObjectID) error {
	for len(*found) < limit {
		some, _, err := n.FindObjects(session, min(32, limit-len(*found)))
		if err != nil || len(some) == 0 {
			return called("C_FindObjects", err)
		}
		for _, o := range some {
			*found = append(*found, ObjectID(o))
		}
	}
	return nil
}

func template(want []Attribute) []*pkcs11.Attribute {
	list := make([]*pkcs11.Attribute, len(want))
	for i, a := range want {
		if a.Bytes != nil {
			list[i] = pkcs11.NewAttribute(a.Kind, a.Bytes)
		} else {
			list[i] = pkcs11.NewAttribute(a.Kind, a.Number)
		}
	}
	return list
}

//go:build cgo

package cryptoki

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/pkcs11"
)

// quick is what no chip card takes for a signature: a key that is as quick is kept
// by software, and worth asking on two threads. A slower one is asked once, so that
// its caller hears of each signature.
const quick = 10 * time.Millisecond

func (n *native) Sign(_ context.Context, session SessionID, with Mechanism, key ObjectID, data ...[]byte) (all [][]byte, err error) {
	timer := time.NewTimer(quick)
	mechanism := with.binding()
	err = n.files.shared(func() error {
		first, err := n.signOne(session, mechanism, key, data[0])
		all = [][]byte{first}
		if err == nil && len(data) > 1 && !rang(timer) {
			all = append(all, n.signOthers(session, mechanism, key, data[1:])...)
		}
		return err
	})
	return all, err
}

// rang tells whether a timer's time is over; Stop does not, since Go 1.23, while
// nobody has received from it.
func rang(timer *time.Timer) bool {
	select {
	case <-timer.C:
		return true
	default:
		return false
	}
}

// signOthers signs on two sessions at once where the library allows that, and
// gives what it has before the first that failed.
func (n *native) signOthers(session SessionID, with []*pkcs11.Mechanism, key ObjectID, data [][]byte) [][]byte {
	signatures := make([][]byte, len(data))
	var next atomic.Int64
	work := func(session SessionID) {
		for i := next.Add(1) - 1; i < int64(len(data)); i = next.Add(1) - 1 {
			signature, err := n.signOne(session, with, key, data[i])
			if err != nil {
				next.Store(int64(len(data)))
				return
			}
			signatures[i] = signature
		}
	}
	var beside sync.WaitGroup
	if second := n.secondSession(session); second != 0 {
		beside.Go(func() { work(second) })
	}
	work(session)
	beside.Wait()
	for i, s := range signatures {
		if s == nil {
			return signatures[:i]
		}
	}
	return signatures
}

// secondSession gives another session on the same token, 0 where there is none.
func (n *native) secondSession(session SessionID) SessionID {
	o := n.open[session]
	if o == nil || !n.threads {
		return 0
	}
	if o.second == 0 {
		second, err := n.OpenSession(uint(o.slot), pkcs11.CKF_SERIAL_SESSION)
		if err != nil {
			return 0
		}
		o.second = SessionID(second)
	}
	return o.second
}

func (n *native) SignWithPIN(ctx context.Context, session SessionID, with Mechanism, key ObjectID, data, pin []byte) ([]byte, error) {
	if err := n.files.shared(func() error { return n.signInit(session, with.binding(), key) }); err != nil {
		return nil, err
	}
	if err := n.Login(ctx, session, pkcs11.CKU_CONTEXT_SPECIFIC, pin); err != nil {
		return nil, err
	}
	var signature []byte
	err := n.files.shared(func() (err error) { signature, err = n.direct.sign(session, data); return err })
	return signature, err
}

func (n *native) signOne(session SessionID, with []*pkcs11.Mechanism, key ObjectID, data []byte) ([]byte, error) {
	if err := n.signInit(session, with, key); err != nil {
		return nil, err
	}
	return n.direct.sign(session, data)
}

func (n *native) signInit(session SessionID, with []*pkcs11.Mechanism, key ObjectID) error {
	return called("C_SignInit", n.SignInit(pkcs11.SessionHandle(session), with, pkcs11.ObjectHandle(key)))
}

// binding gives the mechanism as the binding takes it.
func (m Mechanism) binding() []*pkcs11.Mechanism {
	bound := pkcs11.NewMechanism(m.Kind, nil)
	if p := m.PSS; p != nil {
		bound.Parameter = pkcs11.NewPSSParams(p.Hash, p.Mask, p.Salt)
	}
	return []*pkcs11.Mechanism{bound}
}

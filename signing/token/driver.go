package token

import "context"

// driver is what this package asks of a loaded PKCS#11 library. Arguments and
// results are plain values, none is a pointer into the library, so that the
// library may run in another process. A failed call gives a *callError. Calls
// are not made concurrently; Module sees to that.
type driver interface {
	// slots lists the slots that hold a token (P11 §5.5, C_GetSlotList).
	slots(ctx context.Context) ([]slotID, error)
	token(ctx context.Context, slot slotID) (tokenInfo, error)
	mechanisms(ctx context.Context, slot slotID) ([]uint, error)

	// open opens a read-only session: some drivers refuse any other kind.
	open(ctx context.Context, slot slotID) (sessionID, error)
	close(ctx context.Context, session sessionID) error

	// login makes exactly one C_Login. An empty pin means the token's own PIN
	// pad. The driver neither keeps nor copies the PIN.
	login(ctx context.Context, session sessionID, user uint, pin []byte) error
	logout(ctx context.Context, session sessionID) error

	// find lists at most limit objects that have all the attributes.
	find(ctx context.Context, session sessionID, want []attribute, limit int) ([]objectID, error)
	// attribute gives one attribute's value.
	attribute(ctx context.Context, session sessionID, object objectID, kind uint) ([]byte, error)

	signInit(ctx context.Context, session sessionID, with mechanism, key objectID) error
	sign(ctx context.Context, session sessionID, data []byte) ([]byte, error)
}

type (
	slotID    uint
	sessionID uint
	objectID  uint
)

// tokenInfo is CK_TOKEN_INFO (P11 §3.4) as the library filled it; the texts may
// be in any encoding.
type tokenInfo struct {
	label, manufacturer, model, serial string
	flags                              uint
	minPIN, maxPIN                     uint
}

// attribute is a search term: a number, a truth value or bytes.
type attribute struct {
	kind  uint
	value any
}

// mechanism is a way to sign; pss is set for RSASSA-PSS only.
type mechanism struct {
	kind uint
	pss  *pssParameters
}

// pssParameters are those of CK_RSA_PKCS_PSS_PARAMS; salt is in bytes.
type pssParameters struct{ hash, mask, salt uint }

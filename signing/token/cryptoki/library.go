package cryptoki

import "context"

// Library is what this program asks of a loaded PKCS#11 library. Arguments and
// results are plain values, none is a pointer into the library, so that it may
// run in another process. A call that the library refused gives an *Error.
type Library interface {
	// Slots lists the slots that hold a token (P11 §5.5, C_GetSlotList).
	Slots(ctx context.Context) ([]SlotID, error)
	Token(ctx context.Context, slot SlotID) (TokenInfo, error)
	Mechanisms(ctx context.Context, slot SlotID) ([]uint, error)

	// Open opens a session, a read-only one where that will do: some libraries
	// refuse any other kind.
	Open(ctx context.Context, slot SlotID, writable bool) (SessionID, error)
	Close(ctx context.Context, session SessionID) error

	// Login makes exactly one C_Login. A nil pin means the token's own PIN pad.
	// The PIN is neither kept nor left in memory by what stands between the
	// caller and the library.
	Login(ctx context.Context, session SessionID, user uint, pin []byte) error
	Logout(ctx context.Context, session SessionID) error
	// SetPIN makes exactly one C_SetPIN, with the same care. Two nil PINs mean
	// the token's own PIN pad.
	SetPIN(ctx context.Context, session SessionID, old, new []byte) error

	// Find lists at most limit objects that have all the attributes.
	Find(ctx context.Context, session SessionID, want []Attribute, limit int) ([]ObjectID, error)
	// Attribute gives one attribute's value.
	Attribute(ctx context.Context, session SessionID, object ObjectID, kind uint) ([]byte, error)

	// Sign is C_SignInit and C_Sign for one after the other. It may give fewer
	// signatures than asked for, those of the first: what goes wrong is told for
	// the first alone.
	Sign(ctx context.Context, session SessionID, with Mechanism, key ObjectID, data ...[]byte) ([][]byte, error)
	// SignWithPIN is one signature with a key that wants its PIN for each signature
	// (CKA_ALWAYS_AUTHENTICATE): exactly one C_Login stands between, or none when
	// C_SignInit failed. A nil pin means the token's own PIN pad.
	SignWithPIN(ctx context.Context, session SessionID, with Mechanism, key ObjectID, data, pin []byte) ([]byte, error)
}

// Handles that the library gives.
type (
	SlotID    uint
	SessionID uint
	ObjectID  uint
)

// TokenInfo is CK_TOKEN_INFO (P11 §3.4) as the library filled it; the texts may
// be in any encoding.
type TokenInfo struct {
	Label, Manufacturer, Model, Serial string
	Flags                              uint
	MinPIN, MaxPIN                     uint
}

// Attribute is a search term: Bytes where they are not nil, else Number.
type Attribute struct {
	Kind   uint
	Number uint
	Bytes  []byte
}

// Mechanism is a way to sign; PSS is set for RSASSA-PSS only.
type Mechanism struct {
	Kind uint
	PSS  *PSS
}

// PSS are the values of CK_RSA_PKCS_PSS_PARAMS; Salt is in bytes.
type PSS struct{ Hash, Mask, Salt uint }

package store

// Identity is what makes this database different from any other and from its
// own restored backup: feed cursors are bound to it.
type Identity struct {
	Epoch uint64   // changes when the server's history is cut
	Key   [32]byte // signs cursors and form tokens; never leaves the server
}

// IdentityView reads the identity, which is made with the database.
type IdentityView interface {
	Identity() (Identity, error)
}

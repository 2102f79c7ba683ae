package desk

import (
	"time"

	"github.com/vanthu/vanthu/office"
)

// Tries is what a token says about the PIN tries left. PKCS#11 has flags, not
// numbers (PKCS #11 v2.40 §3.2, CKF_USER_PIN_*).
type Tries string

// The states.
const (
	TriesFull   Tries = "full"   // no wrong PIN since the last right one
	TriesFew    Tries = "few"    // at least one wrong PIN
	TriesLast   Tries = "last"   // one more wrong PIN locks the token
	TriesLocked Tries = "locked" // locked; the administrator must unlock it
)

// Token is a signing device that is plugged in.
type Token struct {
	ID           string // names it in a SignOrder while it is plugged in
	Label        string
	Serial       string
	Tries        Tries
	Certificates []Certificate // those with a private key on the token
}

// Certificate is a signing certificate on a token.
type Certificate struct {
	ID        string // names it in a SignOrder, within its token
	Name      string // of the person or the agency
	Issuer    string
	NotBefore time.Time
	NotAfter  time.Time
	Agency    bool // belongs to an agency: proposed for the agency's signature

	// Unfit is nil when the certificate may sign now, otherwise why it may not
	// (expired, wrong key usage …), as an error with a code.
	Unfit error
}

// SignRole is in what role a signature is made.
type SignRole string

// The roles (Decree 30/2020 annex I).
const (
	PersonSignature SignRole = "person" // ký cá nhân
	AgencySignature SignRole = "agency" // ký cơ quan
)

// SignOrder says what to sign with what. File is what the person saw: the
// signer signs these bytes and no others.
type SignOrder struct {
	Document    office.DocumentID
	Info        office.Info // number and date are drawn with the agency's signature
	File        office.File
	Token       string // Token.ID
	Certificate string // Certificate.ID
	PIN         []byte
	Role        SignRole
	Place       Place
}

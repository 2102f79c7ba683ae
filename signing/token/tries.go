package token

import "github.com/miekg/pkcs11"

// Tries is what a token says of the PIN tries that are left. PKCS#11 gives no
// number, and a token need not say anything: TriesOK means only that it gives
// no warning.
type Tries string

// The states, by the flags of P11 §3.4.
const (
	TriesOK       Tries = "ok"
	TriesCountLow Tries = "count_low" // a wrong PIN was entered since the last right one
	TriesFinal    Tries = "final_try" // one more wrong PIN locks the token
	TriesLocked   Tries = "locked"
)

// triesOf reads the flags; the gravest counts.
func triesOf(flags uint) Tries {
	switch {
	case flags&pkcs11.CKF_USER_PIN_LOCKED != 0:
		return TriesLocked
	case flags&pkcs11.CKF_USER_PIN_FINAL_TRY != 0:
		return TriesFinal
	case flags&pkcs11.CKF_USER_PIN_COUNT_LOW != 0:
		return TriesCountLow
	}
	return TriesOK
}

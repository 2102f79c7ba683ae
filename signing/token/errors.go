package token

import (
	"errors"
	"maps"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/apart"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// What can go wrong with drivers and tokens.
var (
	ErrUnsupported    = fault.Define("token.unsupported")          // the program was built without cgo
	ErrModuleMissing  = fault.Define("token.module_missing")       // {path}
	ErrModuleUnusable = fault.Define("token.module_unusable")      // {path} {reason}
	ErrWrongMachine   = fault.Define("token.module_wrong_machine") // {path} {built} {machine}: above ErrModuleUnusable
	ErrNotDriver      = fault.Define("token.module_not_pkcs11")    // {path}: the same
	ErrDriverHung     = fault.Define("token.driver_hung")          // {path} {call}: it did not answer in time and was ended
	ErrDriverCrashed  = fault.Define("token.driver_crashed")       // {path} {call} {reason}
	ErrNone           = fault.Define("token.none")                 // no token is plugged in
	ErrNotFound       = fault.Define("token.not_found")            // {label} is not among the tokens
	ErrAmbiguous      = fault.Define("token.ambiguous")            // {label} names several tokens
	ErrRemoved        = fault.Define("token.removed")              // {label} was pulled, or its session lost
	ErrNotRecognized  = fault.Define("token.not_recognized")       // the driver does not know this token
	ErrBusy           = fault.Define("token.busy")                 // another use of the token is under way
	ErrSessionLost    = fault.Define("token.session_lost")         // the driver had to be started again: log in once more
	ErrSessionClosed  = fault.Define("token.session_closed")       // our own Close came before
	ErrUserCancelled  = fault.Define("token.user_cancelled")       // the person said no, on the token or its pad
	ErrGeneral        = fault.Define("token.general")              // {ckr} {call}: whatever else the driver said
)

// What can go wrong with a PIN. After each of them at most one try was used.
var (
	ErrPINIncorrect      = fault.Define("token.pin_incorrect")       // {tries}: also in the chain of the next two
	ErrPINIncorrectLow   = fault.Define("token.pin_incorrect_low")   // the token counts wrong entries
	ErrPINIncorrectFinal = fault.Define("token.pin_incorrect_final") // one try is left, says the token
	ErrPINLocked         = fault.Define("token.pin_locked")
	ErrPINLength         = fault.Define("token.pin_length")  // {min} {max}: nothing was sent
	ErrPINNeeded         = fault.Define("token.pin_needed")  // no PIN given, or not logged in yet
	ErrPINExpired        = fault.Define("token.pin_expired") // must be changed before it works
	ErrPINNotSet         = fault.Define("token.pin_not_set") // the token has no user PIN yet
	ErrPINRefused        = fault.Define("token.pin_refused") // {label} does not take the new PIN
	ErrFinalTry          = fault.Define("token.final_try")   // the last try wants an explicit yes: nothing was sent
)

// What can go wrong with certificates and keys.
var (
	ErrNoCertificate        = fault.Define("token.no_certificate")        // {label} holds none to sign with
	ErrCertificateNotFound  = fault.Define("token.certificate_not_found") // {cert} is not on the token
	ErrCertificateChoice    = fault.Define("token.certificate_choice")    // several fit: the caller must name one
	ErrCertificateUnfit     = fault.Define("token.certificate_unfit")     // {reason}: in the chain of the next six
	ErrExpired              = fault.Define("token.certificate_expired")   // {date}
	ErrNotYetValid          = fault.Define("token.certificate_not_yet_valid")
	ErrNotForSigning        = fault.Define("token.certificate_not_for_signing")
	ErrNoKey                = fault.Define("token.certificate_no_key")
	ErrKeyForbidden         = fault.Define("token.certificate_key_forbidden")
	ErrUnreadable           = fault.Define("token.certificate_unreadable")
	ErrKeyRefused           = fault.Define("token.key_refused")           // the token forbids the key to sign
	ErrMechanismUnsupported = fault.Define("token.mechanism_unsupported") // {mechanism}: the token cannot sign so
)

// explain gives a driver's error its code, by the table of return codes. Args
// are added to those that every such error has. An error that is a fault
// already, and one of the context, pass as they are.
func explain(err error, args fault.Args) error {
	if _, _, named := fault.Of(err); named {
		return err
	}
	var refused *cryptoki.Error
	var hung *apart.Hung
	var crashed *apart.Crashed
	all := fault.Args{}
	maps.Copy(all, args)
	switch {
	case errors.As(err, &refused):
		code := returnCode(refused.Code)
		all["ckr"], all["call"] = code.String(), refused.Call
		return fault.New(code.fault(), all, err)
	case errors.As(err, &hung):
		all["call"] = hung.Call
		return fault.New(ErrDriverHung, all, err)
	case errors.As(err, &crashed):
		all["call"], all["reason"] = crashed.Call, crashed.Reason
		return fault.New(ErrDriverCrashed, all, err)
	}
	return err
}

// describe is an error for an administrator: a refused call with the code's name.
func describe(err error) string {
	var refused *cryptoki.Error
	if errors.As(err, &refused) {
		return refused.Call + ": " + returnCode(refused.Code).String()
	}
	return err.Error()
}

// Package token talks to signing tokens: USB keys and other devices behind a
// PKCS#11 driver library. It finds and opens drivers (Discover, Open), lists
// the tokens they see and the certificates on them, logs in with a PIN, and
// gives a key the face of a crypto.Signer, which is all the rest of signing/
// ever sees. Watch tells when a token is plugged or pulled.
//
// How it may be used. A program calls apart.Main first in its main function,
// because a driver runs in a child process of that program (signing/token/apart):
// what it does there, hanging and crashing included, costs one error. Open of
// the same file gives the same Module, whose process is started again when it
// was lost. Every type here is safe for use by several goroutines: calls
// into one driver are made one at a time, whatever the driver promises. A
// Session is one login on one token and must be closed. Nothing here retries a
// PIN: one call of Session.Login or of Key.Sign asks the token at most once.
//
// Everything is plain Go over plain values. Without cgo the package compiles, and
// Open answers ErrUnsupported.
//
// References are to the OASIS PKCS #11 Base Specification 3.0, "P11".
package token

// Package token talks to signing tokens: USB keys and other devices behind a
// PKCS#11 driver library. It finds and opens drivers (Discover, Open), lists
// the tokens they see and the certificates on them, logs in with a PIN, and
// gives a key the face of a crypto.Signer, which is all the rest of signing/
// ever sees. Watch tells when a token is plugged or pulled.
//
// How it may be used. A driver is loaded once in a process and never unloaded,
// because real drivers deadlock when they are; Open of the same file gives the
// same Module. Every type here is safe for use by several goroutines: calls
// into one driver are made one at a time, whatever the driver promises. A
// Session is one login on one token and must be closed. Nothing here retries a
// PIN: one call of Session.Login or of Key.Sign asks the token at most once.
//
// Everything above the driver interface is plain Go over plain values, so that
// a driver can be moved into a child process without callers noticing. Without
// cgo the package compiles, and Open answers ErrUnsupported.
//
// References are to the OASIS PKCS #11 Base Specification 3.0, "P11".
package token

// Package pades signs PDF files (PAdES, ETSI EN 319 142-1): it puts field,
// widget, appearance and signature dictionary into an incremental update, so
// that the bytes that were there, and the signatures over them, stay as they
// are. SignFile does everything with a key that is at hand. Prepare and Finish
// stand apart for keys that answer later: a token that is pulled between them
// costs nothing, for the target appears only when Finish has the signature.
//
// Files are copied and hashed in one pass with little memory, whatever their
// size. The source is never written to. Values of this package serve one
// goroutine at a time.
package pades

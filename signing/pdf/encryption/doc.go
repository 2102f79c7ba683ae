// Package encryption holds the ciphers of PDF's standard security handler
// (ISO 32000-2 §7.6) for files that open with the empty user password: how the
// file's key is found, and how one object's bytes are opened and sealed. It
// knows bytes and numbers, no PDF objects. A Key may be used by many goroutines
// at once.
package encryption

// Package apart runs a vendor's PKCS#11 library in a child process, which is this
// same program started again with a hidden first argument. A library that hangs,
// crashes or ends its process costs one clear error: the child is killed, and
// the caller starts another when it is needed.
//
// How it may be used. Every program that opens a library calls Main as the first
// thing in its main function, test binaries in TestMain. Start starts a child; a
// Process is the cryptoki.Library in it, used by one goroutine at a time, and
// must be ended. Every call ends when its context does: with *Hung when its time
// was up, *Crashed when the child died; after either the Process is of no use.
//
// Parent and child speak over two pipes that are theirs alone: what the library
// prints goes nowhere. A PIN goes over the pipe, never in an argument or the
// environment; the bytes that carried it are overwritten on both sides. The
// child makes no core dump, and ends when its parent does.
package apart

// Package engine brings a local home and the central e-office to the same state.
//
// A sync goes through stages, a file each: push (missing files, then operations
// in order), pull (the change feed, or the snapshot where the feed is not
// honoured), files (what arrivals name, smallest first) and check (both sides'
// checksums). Each stage can be cut off at any point, by the network or by the
// end of the process, and simply begins again: operations carry their id, so
// that the server does none twice, and pages are applied with their cursor in
// one transaction. What to do next is decided by the plan functions, which do no
// I/O and take time and chance as arguments; the stages carry it out.
//
// Sync runs once; Run goes on until its context ends or a person is needed. Both
// work on the caller's goroutine, one sync at a time. Events tell a screen how it
// goes.
package engine

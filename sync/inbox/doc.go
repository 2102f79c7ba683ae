// Package inbox is the local home of one agency's work on one machine: a SQLite
// file and a folder of files named by their SHA-256. It works without a network.
//
// It keeps three things apart. The remote copy is the last state of each record
// that the server told, with its version. The outbox (table ops) is what people
// did here, in order, never rewritten. The view, which all reading methods
// answer from, is the remote copy with the pending operations laid over it; it
// is rebuilt in the transaction that changes either. So nothing that somebody
// typed is ever hidden by what the server sends, and nothing is "work to do"
// without the observation it came from.
//
// A Store is safe for many goroutines, and several processes may open the same
// home. Reading goes through a view, which has no method that writes; changes go
// through a change, one transaction each, synchronous=FULL. The package makes no
// connections: sync/engine carries what is here to the server and back.
package inbox

// Package exchange holds the tests that run sync/inbox, sync/remote and
// sync/engine against the central e-office in one process, over real TLS and a
// line that can be cut: what a clerk queued arrives once, whatever breaks on the
// way. It holds tests only.
package exchange

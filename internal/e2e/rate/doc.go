// Package rate measures how near signing many small documents in one process
// comes to what the token itself can do. It holds benchmarks only.
package rate

// Package coredump keeps a process that handles PINs out of core dumps and away
// from debuggers of the same user. A program calls Off once, at its start.
package coredump

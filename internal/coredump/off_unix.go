//go:build unix && !linux

package coredump

import "golang.org/x/sys/unix"

// Off sets the process's core size to nothing.
func Off() { _ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) }

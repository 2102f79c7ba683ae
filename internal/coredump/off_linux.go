package coredump

import "golang.org/x/sys/unix"

// Off makes the process not dumpable (prctl(2)), which also covers dumps that the
// kernel pipes to a handler, and sets its core size to nothing. A system that
// refuses is left as it is: there is nothing better to do.
func Off() {
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}

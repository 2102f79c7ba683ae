//go:build unix

package cryptoki

import "syscall"

// The states of a filesLock.
const (
	lockNone   = syscall.LOCK_UN
	lockShared = syscall.LOCK_SH
	lockAlone  = syscall.LOCK_EX
)

// set waits for the state. A lock that fails is done without.
func (l *filesLock) set(state int) {
	if l == nil {
		return
	}
	for syscall.Flock(int(l.file.Fd()), state) == syscall.EINTR {
		continue // interrupted by a signal
	}
}

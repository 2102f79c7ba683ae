package cryptoki

// The states of a filesLock.
const (
	lockNone = iota
	lockShared
	lockAlone
)

// set does nothing: SoftHSM is not used on Windows.
func (l *filesLock) set(int) {}

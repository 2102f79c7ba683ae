package cryptoki

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// filesLock keeps processes of this program out of each other's way at SoftHSM,
// which keeps tokens in files, rewrites one at every C_Login, and lets others
// read it half-written: they then see no token, or CKR_GENERAL_ERROR. All calls
// share the lock but C_Login and C_SetPIN, which want it alone. No other driver needs it: a
// nil filesLock, which all of them have, does nothing.
type filesLock struct{ file *os.File }

// filesLockFor gives SoftHSM's lock, one for each user of the machine. Without a
// place for it the calls go on as with any driver.
func filesLockFor(driver string) *filesLock {
	if !strings.Contains(strings.ToLower(filepath.Base(driver)), "softhsm") {
		return nil
	}
	name := "vanthu-softhsm-" + strconv.Itoa(os.Getuid()) + ".lock"
	file, err := os.OpenFile(filepath.Join(os.TempDir(), name), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil
	}
	return &filesLock{file}
}

// shared makes calls while no other process logs in.
func (l *filesLock) shared(calls func() error) error {
	l.set(lockShared)
	defer l.set(lockNone)
	return calls()
}

// alone makes one call while no other process makes any.
func (l *filesLock) alone(call func() error) error {
	l.set(lockAlone)
	defer l.set(lockNone)
	return call()
}

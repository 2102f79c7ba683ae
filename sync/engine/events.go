package engine

import "time"

// Event tells how a sync goes. The set is closed: Started, Progress, Finished,
// Failed.
type Event interface{ event() }

// Started begins a sync.
type Started struct{}

// Progress tells how far a stage is: operations in push, records in pull, bytes
// in files; Total is 0 where nobody knows it.
type Progress struct {
	Stage Stage
	Done  int64
	Total int64
}

// Finished ends a sync: both sides are the same.
type Finished struct{ Summary Summary }

// Failed ends a sync. With Offline only the network is missing and there is
// nothing to worry about. Retry is when the next one begins; zero for never.
type Failed struct {
	Err     error
	Offline bool
	Retry   time.Time
}

func (Started) event()  {}
func (Progress) event() {}
func (Finished) event() {}
func (Failed) event()   {}

// Summary says what a sync did.
type Summary struct {
	Sent       int   // operations that the server took
	Refused    int   // operations now in the tray
	Received   int   // records that were new here
	Unread     int   // records that could not be read
	Uploaded   int64 // bytes
	Downloaded int64 // bytes
	Files      int   // downloaded
	Waiting    int   // files still to be downloaded
	Resynced   bool  // the snapshot was taken
}

// moved tells whether the sync got anywhere, even if it failed later.
func (s Summary) moved() bool {
	return s.Sent+s.Refused+s.Received+s.Files > 0 || s.Uploaded > 0 || s.Downloaded > 0
}

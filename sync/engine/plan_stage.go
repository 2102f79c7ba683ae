package engine

// Stage is a part of a sync.
type Stage string

// The stages, in their usual order.
const (
	Push  Stage = "push"
	Pull  Stage = "pull"
	Files Stage = "files"
	Check Stage = "check"
	Done  Stage = "done"
)

// outcome is what a stage found.
type outcome int

const (
	plain       outcome = iota // nothing out of the ordinary
	resynced                   // pull: the snapshot replaced an earlier state, operations may wait again
	interrupted                // files: somebody did something that should go first
	moved                      // check: the server has moved on meanwhile
	differs                    // check: the sides differ at the same place
)

// round is a sync's way through the stages; planNext moves it.
type round struct {
	stage   Stage
	rewinds int  // how often it has gone back for another reason than a person
	renew   bool // pull must take the snapshot
	renewed bool // it has done so
}

// maxRewinds ends a sync on a server that never comes to rest; the next sync
// goes on.
const maxRewinds = 6

// planNext decides which stage follows.
func planNext(r round, o outcome) round {
	switch r.stage {
	case Push:
		r.stage = Pull
	case Pull:
		r.renew = false
		if o == resynced && r.rewinds < maxRewinds {
			return r.back(Push)
		}
		r.stage = Files
	case Files:
		r.stage = Check
		if o == interrupted {
			r.stage = Push
		}
	case Check:
		return afterCheck(r, o)
	}
	return r
}

// afterCheck goes back for what was missed, and takes the snapshot at most once:
// should the sides differ even then, a person has to look at it.
func afterCheck(r round, o outcome) round {
	switch {
	case o == moved && r.rewinds < maxRewinds:
		return r.back(Pull)
	case o == differs && !r.renewed:
		r.renew, r.renewed = true, true
		return r.back(Push)
	}
	r.stage = Done
	return r
}

func (r round) back(to Stage) round {
	r.stage = to
	r.rewinds++
	return r
}

package atomicfile

import (
	"os"
	"path/filepath"
	"sync"
)

// Commit makes the file durable and gives it the target's name, replacing what
// had that name. On error the temporary file is gone and the target as it was,
// unless the disk failed to keep the folder: then the new file stands there, whole.
//
// Files of one folder that are committed at the same time, each by a goroutine
// of its own, share the work of the disk: while it syncs some, the others gather
// and come next, together.
func (f *File) Commit() error {
	if f.done {
		return os.ErrClosed
	}
	c := &commit{file: f, turn: make(chan bool, 1)}
	dir := filepath.Dir(f.target)
	if c.leads(dir) {
		group := gather(dir, c)
		commitAll(dir, group)
		for _, other := range group[1:] {
			other.turn <- false
		}
		handOver(dir)
	}
	if c.err != nil {
		f.Discard()
	}
	return c.err
}

// commit is a file that is being committed.
type commit struct {
	file *File
	turn chan bool // true: lead those that wait; false: it is done
	err  error
}

// waiting are the commits of each folder in which one leads.
var (
	waitingMu sync.Mutex
	waiting   = map[string][]*commit{}
)

// leads waits for the commit's turn, or for another to do its work.
func (c *commit) leads(dir string) bool {
	waitingMu.Lock()
	list, led := waiting[dir]
	if led {
		list = append(list, c)
	}
	waiting[dir] = list
	waitingMu.Unlock()
	return !led || <-c.turn
}

// gather takes all that wait, for their leader.
func gather(dir string, leader *commit) []*commit {
	waitingMu.Lock()
	defer waitingMu.Unlock()
	group := append([]*commit{leader}, waiting[dir]...)
	waiting[dir] = nil
	return group
}

// handOver has the first of those that came meanwhile lead.
func handOver(dir string) {
	waitingMu.Lock()
	defer waitingMu.Unlock()
	list := waiting[dir]
	if len(list) == 0 {
		delete(waiting, dir)
		return
	}
	waiting[dir] = list[1:]
	list[0].turn <- true
}

func commitAll(dir string, group []*commit) {
	for _, c := range group {
		c.err = c.file.Chmod(mode(c.file.target))
	}
	syncAll(group)
	for _, c := range group {
		if c.err == nil {
			c.err = c.file.takePlace()
			c.file.done = c.err == nil
		}
	}
	err := syncDir(dir)
	for _, c := range group {
		if c.err == nil {
			c.err = err
		}
	}
}

func syncEach(group []*commit) {
	for _, c := range group {
		if c.err == nil {
			c.err = c.file.Sync()
		}
	}
}

package apart

import "os"

// pipes keeps both ends of those between parent and child until it is known
// whether the child has started. Only the first error is kept.
type pipes struct {
	ours, theirs []*os.File
	err          error
}

func (p *pipes) toChild() (theirs, ours *os.File)   { return p.add(0) }
func (p *pipes) fromChild() (ours, theirs *os.File) { return p.add(1) }

// add makes a pipe; theirs says which end is the child's.
func (p *pipes) add(theirs int) (read, write *os.File) {
	if p.err != nil {
		return nil, nil
	}
	read, write, p.err = os.Pipe()
	if p.err != nil {
		return nil, nil
	}
	ends := [2]*os.File{read, write}
	p.theirs = append(p.theirs, ends[theirs])
	p.ours = append(p.ours, ends[1-theirs])
	return read, write
}

func (p *pipes) closeOurs()   { closeAll(p.ours) }
func (p *pipes) closeTheirs() { closeAll(p.theirs) }

func closeAll(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

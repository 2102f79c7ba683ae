package pdf

// Limits bound what a file may cost. Zero values mean the defaults.
type Limits struct {
	Depth       int   // nesting of arrays and dictionaries; 128
	ObjectBytes int64 // one object's text without stream bytes; 16 MiB
	StreamBytes int64 // one stream, decoded; 64 MiB
	// WorkBytes is how much may be read and decoded in all while parsing;
	// 256 MiB and 24 times the file's size.
	WorkBytes int64
}

func (l Limits) filled(size int64) Limits {
	if l.Depth == 0 {
		l.Depth = 128
	}
	if l.ObjectBytes == 0 {
		l.ObjectBytes = 16 << 20
	}
	if l.StreamBytes == 0 {
		l.StreamBytes = 64 << 20
	}
	if l.WorkBytes == 0 {
		l.WorkBytes = 256<<20 + 24*size
	}
	return l
}

// budget is the work that is left; source and filters draw on it.
type budget struct{ left int64 }

func (b *budget) spend(n int64) error {
	if b.left -= n; b.left < 0 {
		return tooComplex("work limit reached")
	}
	return nil
}

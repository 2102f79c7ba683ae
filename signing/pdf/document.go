package pdf

import (
	"io"
	"iter"
)

// Document is an open PDF. It reads from the file when asked and keeps a small
// cache. Objects it returns are shared: clone before changing. It serves one
// goroutine at a time.
type Document struct {
	src    *source
	limits Limits
	header int64 // where %PDF- stands; -1 where it is missing
	x      *crossReference
	lock   *lock // nil where the file is not encrypted

	objects    cache
	containers map[int]*objectStream
	loading    map[int]bool
}

// Open reads the cross-reference and the catalog of the size bytes behind r,
// repairing in memory what is damaged. Errors: ErrEmpty, ErrNotPDF, ErrDamaged,
// ErrPassword, ErrEncryption, ErrTooComplex, ErrUnreadable.
func Open(r io.ReaderAt, size int64, limits ...Limits) (d *Document, err error) {
	defer guard(&err)
	if size <= 0 {
		return nil, ErrEmpty
	}
	var l Limits
	if len(limits) > 0 {
		l = limits[0]
	}
	l = l.filled(size)
	d = &Document{src: &source{r: r, size: size, work: &budget{l.WorkBytes}}, limits: l}
	d.forget()
	if err := d.open(); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Document) open() error {
	if err := d.findHeader(); err != nil {
		return err
	}
	if err := d.readChain(); err != nil {
		if final(err) {
			return err
		}
		if err := d.rebuild(); err != nil {
			return err
		}
	}
	if err := d.checkEncryption(); err != nil {
		return err
	}
	return d.ensureCatalog()
}

// readChain tries offsets that count from the header, as viewers do, then such
// that count from the file's start.
func (d *Document) readChain() error {
	x, err := readCrossReference(d.src, d.base(), d.limits)
	if err != nil && !final(err) && d.base() > 0 {
		if x, err = readCrossReference(d.src, 0, d.limits); err == nil {
			x.unreliable = true
		}
	}
	if err == nil {
		d.x = x
	}
	return err
}

// headerSpan is where poppler looks: a header that ends behind the first 1,023
// bytes counts as none there, and offsets as such from the file's start.
const headerSpan = 1023

func (d *Document) findHeader() (err error) {
	d.header, err = d.src.find("%PDF-", 0, headerSpan)
	return err
}

func (d *Document) base() int64 { return max(d.header, 0) }

// ensureCatalog checks that the pages can be reached; where not, the
// cross-reference is wrong in a way that its syntax did not show.
func (d *Document) ensureCatalog() error {
	if d.hasPages() || d.repair() && d.hasPages() {
		return nil
	}
	if d.src.work.left < 0 {
		return tooComplex("work limit reached")
	}
	return d.hopeless()
}

func (d *Document) hasPages() bool {
	root, _, err := d.Catalog()
	if err != nil || root == nil {
		return false
	}
	pages, err := d.dict(root["Pages"])
	return err == nil && pages != nil
}

// hopeless says which of the two the file is.
func (d *Document) hopeless() error {
	if d.header < 0 {
		return ErrNotPDF
	}
	return damaged("no catalog with pages")
}

// Trailer is the newest trailer dictionary.
func (d *Document) Trailer() Dict { return d.x.trailer }

// Size is the file's length in bytes.
func (d *Document) Size() int64 { return d.src.size }

// Repaired tells that the file's own cross-reference could not be used.
func (d *Document) Repaired() bool { return d.x.unreliable }

// Catalog gives the document's root and its reference, which is zero in broken
// files that hold it directly. A nil Dict means there is none.
func (d *Document) Catalog() (root Dict, ref Ref, err error) {
	defer guard(&err)
	ref, _ = d.x.trailer["Root"].(Ref)
	root, err = d.dict(d.x.trailer["Root"])
	return root, ref, err
}

// Refs gives the references of all objects, in the order of their numbers.
func (d *Document) Refs() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		done := false
		d.x.entries.each(func(number int, en entry) {
			if done || en.kind == entryFree {
				return
			}
			done = !yield(Ref{number, int(en.generation())})
		})
	}
}

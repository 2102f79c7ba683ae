package pdf

import (
	"io"
	"slices"
)

// Update is an incremental update (ISO 32000-2 §7.5.6) in the making: objects
// to add and to replace. WriteTo gives the bytes to append behind the file.
type Update struct {
	d       *Document
	objects map[Ref]Object
	root    Ref // replaces the trailer's, where set
	next    int
}

// NewUpdate begins an update of a document.
func NewUpdate(d *Document) *Update {
	return &Update{d: d, objects: map[Ref]Object{}, next: d.firstNew()}
}

// lastNew is the highest object number that every reader takes (ISO 32000-1
// annex C).
const lastNew = 8_388_607

const roomForNew = 1 << 16

// firstNew is a number above all that the file uses or promises. What the
// trailer names but the file lacks must not come to be one of the new objects.
// Where a file wastes the high numbers, the others are continued.
func (d *Document) firstNew() int {
	next := d.x.entries.below(lastNew-roomForNew) + 1
	if size := d.integer(d.x.trailer["Size"]); size > next && size < lastNew/2 {
		next = size
	}
	for _, o := range d.x.trailer {
		if ref, ok := o.(Ref); ok && ref.Number >= next && ref.Number < lastNew-roomForNew {
			next = ref.Number + 1
		}
	}
	return next
}

// Add takes a new object and gives its reference.
func (u *Update) Add(o Object) Ref {
	for u.d.x.entries.get(u.next).kind != entryNone {
		u.next++
	}
	ref := Ref{Number: u.next}
	u.next++
	u.objects[ref] = o
	return ref
}

// Set replaces an object under its own number and generation.
func (u *Update) Set(ref Ref, o Object) { u.objects[ref] = o }

// SetRoot names another catalog, for broken files that hold theirs directly.
func (u *Update) SetRoot(ref Ref) { u.root = ref }

// Resolve is Document.Resolve with the update's own objects in view.
func (u *Update) Resolve(o Object) (Object, error) {
	for range maxHops {
		ref, ok := o.(Ref)
		if !ok {
			break
		}
		if own, set := u.objects[ref]; set {
			o = own
			continue
		}
		return u.d.Resolve(o)
	}
	return u.d.Resolve(o)
}

// Bytes gives the update as it has to stand at the end of the file, which
// begins at Document.Size. Placeholders learn their absolute offset. Errors:
// ErrTooComplex, ErrUnreadable.
func (u *Update) Bytes() (out []byte, err error) {
	defer guard(&err)
	if u.d.x.entries.highest > mostObjects {
		return nil, tooComplex("object numbers that other readers do not take")
	}
	w := &updateWriter{u: u, d: u.d}
	if err := w.separate(); err != nil {
		return nil, err
	}
	for _, ref := range u.refs() {
		if err := w.object(ref, u.objects[ref]); err != nil {
			return nil, err
		}
	}
	w.crossReference()
	return w.out, nil
}

// WriteTo appends Bytes to a writer that stands at the end of the file's copy.
func (u *Update) WriteTo(w io.Writer) (int64, error) {
	out, err := u.Bytes()
	if err != nil {
		return 0, err
	}
	n, err := w.Write(out)
	return int64(n), err
}

func (u *Update) refs() []Ref {
	refs := make([]Ref, 0, len(u.objects))
	for ref := range u.objects {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b Ref) int { return a.Number - b.Number })
	return refs
}

package pdf

import "strconv"

// updateWriter lays out one update. Positions in out plus the document's size
// are positions in the resulting file.
type updateWriter struct {
	u       *Update
	d       *Document
	out     []byte
	written []written
}

// written is an object's place for the cross-reference.
type written struct {
	number int
	entry  entry
}

// separate makes sure that the update begins on a line of its own.
func (w *updateWriter) separate() error {
	var last [1]byte
	if _, err := w.d.src.readAt(last[:], w.d.src.size-1); err != nil {
		return err
	}
	if last[0] != '\n' && last[0] != '\r' {
		w.out = append(w.out, '\n')
	}
	return nil
}

// place is the next byte's position as cross-references count it.
func (w *updateWriter) place() int64 {
	return w.d.src.size + int64(len(w.out)) - w.d.base()
}

func (w *updateWriter) object(ref Ref, o Object) error {
	if s, ok := o.(*Stream); ok && s.fromFile {
		raw, err := w.d.RawData(s)
		if err != nil {
			return err
		}
		o = &Stream{Dict: s.Dict, Data: raw}
	}
	o = w.d.seal(ref, o)
	w.record(ref)
	w.out = strconv.AppendInt(w.out, int64(ref.Number), 10)
	w.out = strconv.AppendInt(append(w.out, ' '), int64(ref.Generation), 10)
	w.out = append(w.out, " obj\n"...)
	w.out = Append(w.out, o)
	w.out = append(w.out, "\nendobj\n"...)
	shiftPlaceholders(o, w.d.src.size)
	return nil
}

func (w *updateWriter) record(ref Ref) {
	w.written = append(w.written, written{ref.Number, entry{kind: entryPlain, place: w.place(), gen: uint16(ref.Generation)}})
}

// shiftPlaceholders turns offsets within the update into such in the file.
func shiftPlaceholders(o Object, by int64) {
	switch v := o.(type) {
	case *Placeholder:
		v.Offset += by
	case Array:
		for _, item := range v {
			shiftPlaceholders(item, by)
		}
	case Dict:
		for _, item := range v {
			shiftPlaceholders(item, by)
		}
	case *Stream:
		shiftPlaceholders(v.Dict, by)
	}
}

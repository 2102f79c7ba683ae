package pdf

import "crypto/sha256"

// structural are the trailer's entries that describe one section only; all
// others are carried on (ISO 32000-2 §7.5.6).
var structural = []Name{
	"Prev", "XRefStm", "Size", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL",
}

// trailer is built anew from the file's own.
func (w *updateWriter) trailer() Dict {
	t := w.d.x.trailer.Clone()
	for _, k := range structural {
		delete(t, k)
	}
	if w.u.root != (Ref{}) {
		t["Root"] = w.u.root
	}
	t["Size"] = Integer(max(w.u.next, w.d.x.entries.highest+1))
	if !w.d.x.unreliable {
		t["Prev"] = Integer(w.d.x.start)
	}
	if id := w.id(); id != nil {
		t["ID"] = id
	}
	return t
}

// id keeps the first half of the file's identifier and makes the second one
// from what is being written (ISO 32000-2 §14.4). An encrypted file's first half
// is part of its key: it stays what it was, even if that is nothing.
func (w *updateWriter) id() Array {
	digest := sha256.New()
	digest.Write(Append(nil, Integer(w.d.src.size)))
	digest.Write(w.out)
	old, _ := w.d.array(w.d.x.trailer["ID"])
	second := String(digest.Sum(nil)[:16])
	if w.d.lock != nil {
		if len(old) == 0 {
			return nil
		}
		return Array{w.d.lock.id, second}
	}
	if len(old) == 0 {
		return Array{second, second}
	}
	first, ok := w.d.value(old[0]).(String)
	if !ok {
		return Array{second, second}
	}
	digest.Write(first)
	return Array{first, String(digest.Sum(nil)[:16])}
}

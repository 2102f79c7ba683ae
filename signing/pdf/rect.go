package pdf

// Rect is a rectangle in user space; the corners are in order.
type Rect struct{ LLX, LLY, URX, URY float64 }

// Width and Height are in user units.
func (r Rect) Width() float64  { return r.URX - r.LLX }
func (r Rect) Height() float64 { return r.URY - r.LLY }

// Array gives the rectangle as a PDF object.
func (r Rect) Array() Array {
	return Array{number(r.LLX), number(r.LLY), number(r.URX), number(r.URY)}
}

// Intersect gives what both cover; an empty one where they do not meet.
func (r Rect) Intersect(o Rect) Rect {
	i := Rect{max(r.LLX, o.LLX), max(r.LLY, o.LLY), min(r.URX, o.URX), min(r.URY, o.URY)}
	if i.LLX >= i.URX || i.LLY >= i.URY {
		return Rect{}
	}
	return i
}

// Empty tells a rectangle without area.
func (r Rect) Empty() bool { return r.LLX >= r.URX || r.LLY >= r.URY }

// number rounds to a thousandth of a unit, far below what can be seen.
func number(f float64) Object {
	r := Real(int64(f*1000+sign(f)*0.5)) / 1000
	if r == Real(int64(r)) {
		return Integer(r)
	}
	return r
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

// Rect resolves an array of four numbers; ok is false where it is none.
func (d *Document) Rect(o Object) (r Rect, ok bool) {
	a, err := d.array(o)
	if err != nil || len(a) < 4 {
		return Rect{}, false
	}
	var v [4]float64
	for i := range v {
		if v[i], ok = Number(d.value(a[i])); !ok || v[i] > 1e9 || v[i] < -1e9 {
			return Rect{}, false
		}
	}
	return Rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}, true
}

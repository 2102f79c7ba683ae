package pdf

// Page is a page with what it inherits (ISO 32000-2 §7.7.3). Ref is zero in
// broken files whose page tree holds the page directly; Holder is then the node
// that has it as its kid number Kid from 0, or zero where that is none itself.
type Page struct {
	Ref      Ref
	Holder   Ref
	Kid      int
	Dict     Dict
	MediaBox Rect
	CropBox  Rect    // never beyond MediaBox
	Rotate   int     // clockwise: 0, 90, 180 or 270
	UserUnit float64 // points in a user unit

	Resources Object // its own or inherited; a dictionary or a reference to one
}

var a4 = Rect{0, 0, 595, 842}

// inherited are the attributes a page takes from the nodes above it.
var inherited = []Name{"MediaBox", "CropBox", "Rotate", "Resources"}

func (d *Document) newPage(ref Ref, dict Dict, above Dict) Page {
	all := dict.Clone()
	inherit(all, above, inherited...)
	p := Page{Ref: ref, Dict: dict, MediaBox: a4, UserUnit: 1, Resources: all["Resources"]}
	if box, ok := d.Rect(all["MediaBox"]); ok && !box.Empty() {
		p.MediaBox = box
	}
	p.CropBox = p.MediaBox
	if box, ok := d.Rect(all["CropBox"]); ok && !box.Intersect(p.MediaBox).Empty() {
		p.CropBox = box.Intersect(p.MediaBox)
	}
	if turn, ok := Number(d.value(all["Rotate"])); ok && turn > -1e6 && turn < 1e6 {
		p.Rotate = ((int(turn)/90*90)%360 + 360) % 360
	}
	if unit, ok := Number(d.value(dict["UserUnit"])); ok && unit > 0 && unit < 1e6 {
		p.UserUnit = unit
	}
	return p
}

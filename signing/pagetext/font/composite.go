package font

import "github.com/vanthu/vanthu/signing/pdf"

// composite reads a Type0 font: its codes are those of Identity-H, or of a CMap
// that the file brings; what they mean only ToUnicode can tell.
func (s source) composite(f *Font, dict pdf.Dict, unicode meanings) bool {
	kids := s.array(dict["DescendantFonts"])
	if len(kids) != 1 {
		return false
	}
	below := s.dict(kids[0])
	cid, ok := s.cidCoding(f, dict["Encoding"])
	if below == nil || !ok {
		return false
	}
	f.Name = withoutTag(s.name(below["BaseFont"]))
	f.Bold = isBold(f.Name, s.integer(s.dict(below["FontDescriptor"])["Flags"], 0))
	widths, ok := s.cidWidths(below)
	if !ok {
		return false
	}
	f.glyph = func(code uint32) (g Glyph) {
		g.Text, g.Known = unicode.text(code)
		if code == 0 && !g.Known {
			g.Known = true // .notdef shows nothing
		}
		c, ok := cid(code)
		g.Width, g.Known = widths.of(c)/1000, g.Known && ok
		return g
	}
	return true
}

func (s source) cidCoding(f *Font, encoding pdf.Object) (cid func(uint32) (uint32, bool), ok bool) {
	switch v := s.value(encoding).(type) {
	case pdf.Name:
		f.codes = coding{width: 2}
		return func(code uint32) (uint32, bool) { return code, true }, v == "Identity-H"
	case *pdf.Stream:
		data, ok := s.data(v)
		if _, other := v.Dict["UseCMap"]; !ok || other || s.integer(v.Dict["WMode"], 0) != 0 {
			return nil, false
		}
		m, ok := readCIDMap(data)
		f.codes = m.coding
		return m.cid, ok
	}
	return nil, false
}

// cidWidths are the entries /W and /DW (ISO 32000-2 §9.7.4.3).
type cidWidths struct {
	single    map[uint32]float64
	ranges    []cidWidth
	otherwise float64
}

type cidWidth struct {
	first, last uint32
	width       float64
}

func (w cidWidths) of(cid uint32) float64 {
	if width, ok := w.single[cid]; ok {
		return width
	}
	for _, r := range w.ranges {
		if cid >= r.first && cid <= r.last {
			return r.width
		}
	}
	return w.otherwise
}

func (s source) cidWidths(dict pdf.Dict) (w cidWidths, ok bool) {
	w = cidWidths{single: map[uint32]float64{}, otherwise: 1000}
	if n, ok := s.number(dict["DW"]); ok {
		w.otherwise = n
	}
	list := s.array(dict["W"])
	for len(list) >= 2 {
		first := uint32(s.integer(list[0], 0))
		if widths, ok := s.value(list[1]).(pdf.Array); ok {
			for i, o := range widths {
				n, _ := s.number(o)
				w.single[first+uint32(i)] = n
			}
			list = list[2:]
		} else if len(list) >= 3 {
			n, _ := s.number(list[2])
			w.ranges = append(w.ranges, cidWidth{first, uint32(s.integer(list[1], 0)), n})
			list = list[3:]
		} else {
			break
		}
		if len(w.single) > maxEntries || len(w.ranges) > maxSpans {
			return w, false
		}
	}
	return w, true
}

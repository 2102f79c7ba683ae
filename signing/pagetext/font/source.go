package font

import "github.com/vanthu/vanthu/signing/pdf"

// source reads objects and takes what is not there, or of another kind, for
// nothing.
type source struct{ doc *pdf.Document }

func (s source) value(o pdf.Object) pdf.Object {
	v, err := s.doc.Resolve(o)
	if err != nil {
		return pdf.Null{}
	}
	return v
}

func (s source) dict(o pdf.Object) pdf.Dict {
	switch v := s.value(o).(type) {
	case pdf.Dict:
		return v
	case *pdf.Stream:
		return v.Dict
	}
	return nil
}

func (s source) array(o pdf.Object) pdf.Array {
	a, _ := s.value(o).(pdf.Array)
	return a
}

func (s source) name(o pdf.Object) string {
	n, _ := s.value(o).(pdf.Name)
	return string(n)
}

func (s source) number(o pdf.Object) (float64, bool) { return pdf.Number(s.value(o)) }

func (s source) integer(o pdf.Object, otherwise int) int {
	if n, ok := s.number(o); ok && n > -1e9 && n < 1e9 {
		return int(n)
	}
	return otherwise
}

// maxMap bounds the bytes of a CMap: that of a font with all Chinese characters
// has some 300 kB.
const maxMap = 1 << 20

// data reads a short stream.
func (s source) data(o pdf.Object) ([]byte, bool) {
	stream, ok := s.value(o).(*pdf.Stream)
	if !ok {
		return nil, false
	}
	data, err := s.doc.StreamData(stream)
	return data, err == nil && len(data) <= maxMap
}

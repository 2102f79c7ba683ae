package scan

import "bytes"

// SkipImage passes over an inline image's data, which begin behind one byte after
// ID and may hold anything: a word EI of its own ends them, behind which text
// goes on. It tells whether there was one.
func (s *Scanner) SkipImage() bool {
	for from := min(s.at+1, len(s.data)); ; {
		i := bytes.Index(s.data[from:], []byte("EI"))
		if i < 0 {
			s.at = len(s.data)
			return false
		}
		from += i + 2
		if class[s.data[from-3]] == space && s.endsImage(from) {
			s.at = from
			return true
		}
	}
}

// endsImage looks at what follows an EI: image data are not ASCII for long.
func (s *Scanner) endsImage(at int) bool {
	if at < len(s.data) && class[s.data[at]] != space {
		return false
	}
	for _, c := range s.data[at:min(at+16, len(s.data))] {
		if c > 126 || c < ' ' && class[c] != space || c == 0 {
			return false
		}
	}
	return true
}

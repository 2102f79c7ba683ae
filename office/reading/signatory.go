package reading

import (
	"math"
	"strings"
)

// signatory is the block at the lower right: position in capitals, room for the
// signature, full name.
type signatory struct {
	page   int // from 1
	titles []Line
	names  Line   // has no text where no name was found
	name   string // without rank or degree
}

func (s signatory) position() string { return sentence(s.titles) }

const (
	// signatureGap is the least room between position and name that was left for a
	// signature, in mm. It also tells a name in capitals from a position.
	signatureGap = 8
	// blockHeight is how far below the position the name may stand.
	blockHeight = 70
	// besideRecipients is how far the position may stand above or below the line
	// Nơi nhận.
	besideRecipients = 15
	// maxTries bounds the work on a page made of nothing but positions.
	maxTries = 20
)

// findSignatory takes the block beside the first Nơi nhận, else the first that
// begins as positions do and ends in a name.
func findSignatory(pages []Page) (signatory, bool) {
	for i, p := range pages {
		at, ok := recipientsLine(p)
		if !ok {
			continue
		}
		for _, l := range p.Lines {
			if math.Abs(l.Top-at.Top) < besideRecipients && p.mayBePosition(l) {
				return p.block(i+1, l), true
			}
		}
		break
	}
	for i, p := range pages {
		tries := 0
		for _, l := range p.Lines {
			if tries == maxTries || !p.mayBePosition(l) || !isPosition(l.Text) {
				continue
			}
			tries++
			if s := p.block(i+1, l); s.name != "" && s.names.Top-s.titles[len(s.titles)-1].Bottom >= signatureGap {
				return s, true
			}
		}
	}
	return signatory{}, false
}

// mayBePosition tells whether a line stands where positions do: in capitals, in
// the right part of the page.
func (p Page) mayBePosition(l Line) bool {
	return capitals(l.Text) && l.Left > p.Width*0.4 && l.centre() > p.Width*0.55 && lettered(l.Text)
}

var authorities = []string{"tm.", "kt.", "tl.", "tuq.", "q.", "t/m", "k/t", "t/l"}

var positions = []string{
	"chu tich", "pho chu tich", "bo truong", "thu truong", "giam doc", "pho giam doc", "tong giam doc",
	"cuc truong", "tong cuc truong", "chi cuc truong", "vu truong", "chanh", "pho chanh", "truong", "pho truong",
	"hieu truong", "vien truong", "thu tuong", "pho thu tuong", "bi thu", "pho bi thu", "tu lenh", "chinh uy",
	"chi huy truong", "doi truong", "hat truong", "tram truong", "nguoi dung dau", "tong bien tap",
}

func isPosition(text string) bool {
	f := folded(text)
	for _, a := range authorities {
		if strings.HasPrefix(f, a) {
			return true
		}
	}
	for _, w := range positions {
		if startsWith(text, w) {
			return true
		}
	}
	return false
}

// block reads down from the first line of a position.
func (p Page) block(number int, first Line) signatory {
	s := signatory{page: number, titles: []Line{first}}
	var candidates []Line
	for _, l := range p.Lines {
		last := s.titles[len(s.titles)-1]
		if l.middle() <= last.Bottom || math.Abs(l.centre()-first.centre()) > 25 || l.Top-last.Bottom > blockHeight {
			continue
		}
		if len(candidates) == 0 && capitals(l.Text) && l.Top-last.Bottom < signatureGap && p.mayBePosition(l) {
			s.titles = append(s.titles, l)
			continue
		}
		if _, ok := personName(l.Text); ok {
			candidates = append(candidates, l)
		}
	}
	if len(candidates) > 0 {
		s.names = s.likeliest(candidates)
		s.name, _ = personName(s.names.Text)
	}
	return s
}

// likeliest prefers a name as bold as the position, after room for a signature:
// between them the words of an earlier signature may stand.
func (s signatory) likeliest(candidates []Line) Line {
	last := s.titles[len(s.titles)-1]
	for _, c := range candidates {
		if c.Bold == last.Bold && c.Top-last.Bottom >= signatureGap {
			return c
		}
	}
	for _, c := range candidates {
		if c.Top-last.Bottom >= signatureGap {
			return c
		}
	}
	return candidates[0]
}

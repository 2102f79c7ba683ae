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

// positions keep their marks: TRƯƠNG is a family, TRƯỞNG is not.
var positions = []string{
	"chủ tịch", "phó chủ tịch", "chủ nhiệm", "bộ trưởng", "thứ trưởng", "giám đốc", "phó giám đốc", "tổng giám đốc",
	"cục trưởng", "tổng cục trưởng", "chi cục trưởng", "vụ trưởng", "chánh", "phó chánh", "trưởng", "phó trưởng",
	"hiệu trưởng", "phó hiệu trưởng", "viện trưởng", "thủ tướng", "phó thủ tướng", "thủ trưởng", "bí thư", "phó bí thư",
	"tư lệnh", "chính ủy", "chính uỷ", "chỉ huy trưởng", "đội trưởng", "hạt trưởng", "trạm trưởng", "tổng biên tập",
}

func isPosition(text string) bool {
	low := strings.ToLower(text)
	for _, a := range authorities {
		if strings.HasPrefix(low, a) {
			return true
		}
	}
	for _, w := range positions {
		if rest, ok := strings.CutPrefix(low, w); ok && (rest == "" || rest[0] == ' ') {
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

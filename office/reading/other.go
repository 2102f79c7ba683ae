package reading

import (
	"strings"

	"github.com/vanthu/vanthu/internal/fold"
)

// OtherSignatory is the name printed for the signatory where it is not the one of
// who signs; empty where none is printed, and where the signer's name stands on a
// line of its own as well, as in a document of several signatories. Certificates
// may write names without marks, and ranks count for nothing.
func OtherSignatory(pages []Page, signer string) string {
	pages = clean(pages)
	s, ok := findSignatory(pages)
	if !ok || s.name == "" {
		return ""
	}
	own := plainName(signer)
	for _, p := range pages {
		for _, l := range p.Lines {
			if !strings.Contains(spaced(fold.Text(l.Text)), own) {
				continue // most lines: that is quick to see
			}
			if name, ok := personName(l.Text); ok && plainName(name) == own {
				return ""
			}
		}
	}
	return s.name
}

func plainName(name string) string {
	return spaced(fold.Text(withoutRank(name)))
}

// spaced has one space between words.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

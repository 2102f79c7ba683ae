package pdf

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/pdftest"
)

const holeSize = 64

// Zero bytes where an object should begin: it is lost.
func TestHolesAreFound(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		file := pdftest.Build(pdftest.Options{Kind: kind, Pages: 2, Form: true, Indirect: true})
		whole, covered := open(t, file), 0
		for at := 16; at+holeSize < len(file); at += 7 {
			if !coversHead(whole, int64(at)) {
				continue
			}
			covered++
			_, ok := accepted(t, slices.Concat(file[:at], make([]byte, holeSize), file[at+holeSize:]))
			assert.False(t, ok, "%s, hole at %d", kind, at)
		}
		assert.Greater(t, covered, 10, kind)
	}
}

// coversHead tells whether a hole hides the head of an object, other than that
// of the cross-reference.
func coversHead(d *Document, at int64) (found bool) {
	d.x.entries.each(func(number int, en entry) {
		o, _ := d.load(number)
		found = found || en.kind == entryPlain && en.place >= at && en.place+12 <= at+holeSize && !isXRef(o)
	})
	return found
}

package pdf

import (
	"fmt"

	"github.com/vanthu/vanthu/internal/fault"
)

// CheckComplete tells whether the whole document is there. Readers mend a file
// of which a part was lost on the way and show what is left of it; that must not
// be taken for the document. What was merely badly written passes. Errors:
// ErrIncomplete, ErrTooComplex, ErrUnreadable.
func (d *Document) CheckComplete() (err error) {
	defer guard(&err)
	if err := d.checkEnd(); err != nil {
		return err
	}
	if err := d.checkHoles(); err != nil || !d.Repaired() {
		return err
	}
	if err := d.checkShrunk(); err != nil {
		return err
	}
	return d.checkPages()
}

func incomplete(format string, args ...any) error {
	return fault.New(ErrIncomplete, nil, fmt.Errorf(format, args...))
}

// checkPages looks for every page that the tree names and for its content.
func (d *Document) checkPages() error {
	w := &treeWalk{d: d}
	w.each = func(p Page) bool {
		w.missing += d.missingContent(p)
		return true
	}
	if err := w.start(); err != nil {
		return err
	}
	if w.missing > 0 {
		return incomplete("%d pages or contents are missing", w.missing)
	}
	return nil
}

// missingContent counts the page's content streams that are not there.
func (d *Document) missingContent(p Page) (missing int) {
	parts := list(d.value(p.Dict["Contents"]))
	if _, named := p.Dict["Contents"].(Ref); named && len(parts) == 0 {
		if _, empty := d.value(p.Dict["Contents"]).(Array); !empty {
			return 1
		}
	}
	for _, part := range parts {
		if _, ok := d.value(part).(*Stream); !ok {
			missing++
		}
	}
	return missing
}

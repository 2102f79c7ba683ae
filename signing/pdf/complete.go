package pdf

// CheckPages tells whether every page that the tree names is there with its
// content. A file that had to be repaired may lack some: its end was cut off,
// and what is left must not be taken for the document. Errors: ErrDamaged,
// ErrTooComplex, ErrUnreadable.
func (d *Document) CheckPages() (err error) {
	defer guard(&err)
	w := &treeWalk{d: d}
	w.each = func(p Page) bool {
		w.missing += d.missingContent(p)
		return true
	}
	if err := w.start(); err != nil {
		return err
	}
	if w.missing > 0 {
		return damaged("%d pages or contents are missing", w.missing)
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

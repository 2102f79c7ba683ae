package pdf

// Load gives the object of a number as it stands, even where that is itself a
// reference, which Resolve would follow; a missing one is Null. Errors:
// ErrTooComplex, ErrUnreadable.
func (d *Document) Load(number int) (o Object, err error) {
	defer guard(&err)
	return d.load(number)
}

package pdf

// SamePlace tells that an object stands at the same bytes in this document and
// in an earlier revision of the same file, so that nobody touched it since.
// Where one of the two was read with a cross-reference made by repair, the
// answer is as good as that one.
func (d *Document) SamePlace(earlier *Document, number int) bool {
	now, then := d.x.entries.get(number), earlier.x.entries.get(number)
	if now != then || d.x.base != earlier.x.base {
		return false
	}
	if now.kind != entryCompressed {
		return true
	}
	holder := int(now.place)
	return d.x.entries.get(holder) == earlier.x.entries.get(holder)
}

// Before tells that an object's bytes, or those of the object stream that holds
// it, begin before a place in the file.
func (d *Document) Before(number int, end int64) bool {
	en := d.x.entries.get(number)
	if en.kind == entryCompressed {
		en = d.x.entries.get(int(en.place))
	}
	return en.kind == entryPlain && en.place+d.x.base < end
}

// SameGeneration tells that an object has the generation number that it had: a
// reference with another one leads to nothing, in readers that look at it.
func (d *Document) SameGeneration(earlier *Document, number int) bool {
	return d.x.entries.get(number).generation() == earlier.x.entries.get(number).generation()
}

// Holds tells that the document has an object of this number.
func (d *Document) Holds(number int) bool {
	kind := d.x.entries.get(number).kind
	return kind == entryPlain || kind == entryCompressed
}

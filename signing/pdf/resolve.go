package pdf

const maxHops = 32

// Resolve follows references to an object; a missing one is Null (ISO 32000-2
// §7.3.10). Errors: ErrTooComplex, ErrUnreadable.
func (d *Document) Resolve(o Object) (out Object, err error) {
	defer guard(&err)
	return d.resolve(o)
}

func (d *Document) resolve(o Object) (Object, error) {
	for range maxHops {
		ref, ok := o.(Ref)
		if !ok {
			if o == nil {
				return Null{}, nil
			}
			return o, nil
		}
		var err error
		if o, err = d.load(ref.Number); err != nil {
			return nil, err
		}
	}
	return Null{}, nil
}

// value resolves and takes what cannot be read for null.
func (d *Document) value(o Object) Object {
	v, err := d.resolve(o)
	if err != nil {
		return Null{}
	}
	return v
}

// dict resolves to a dictionary; anything else is nil.
func (d *Document) dict(o Object) (Dict, error) {
	v, err := d.resolve(o)
	if s, ok := v.(*Stream); ok {
		return s.Dict, err
	}
	out, _ := v.(Dict)
	return out, err
}

// array resolves to an array; anything else is nil.
func (d *Document) array(o Object) (Array, error) {
	v, err := d.resolve(o)
	out, _ := v.(Array)
	return out, err
}

// load gives an object by its number, from the cache or the file.
func (d *Document) load(number int) (Object, error) {
	if o, ok := d.objects.get(number); ok {
		return o, nil
	}
	if d.loading[number] {
		return Null{}, nil
	}
	d.loading[number] = true
	defer delete(d.loading, number)
	o, err := d.fetch(number)
	if err != nil && !final(err) {
		o, err = d.refetch(number)
	}
	if err != nil {
		return nil, err
	}
	d.objects.put(number, o)
	return o, nil
}

// refetch repairs the cross-reference and tries once more; what cannot be read
// even then is null.
func (d *Document) refetch(number int) (Object, error) {
	if d.mend() {
		o, err := d.fetch(number)
		if err == nil || final(err) {
			return o, err
		}
	}
	return Null{}, nil
}

// fetch reads an object from where the cross-reference says it stands.
func (d *Document) fetch(number int) (Object, error) {
	switch en := d.x.entries.get(number); en.kind {
	case entryPlain:
		in, err := d.parseAt(number, en, nil)
		if err != nil {
			return nil, err
		}
		return d.unlock(in.ref, in.object), nil
	case entryCompressed:
		return d.fetchCompressed(number, en)
	}
	return Null{}, nil
}

func (d *Document) parseAt(number int, en entry, spans map[Name]Span) (indirect, error) {
	start := en.place + d.x.base
	if start < 0 || start >= d.src.size {
		return indirect{}, errSyntax
	}
	p := newParser(d.src, start, d.limits)
	defer p.release()
	p.spans = spans
	in, err := p.indirect(d.streamLength)
	if err == nil && in.ref.Number != number {
		err = errSyntax
	}
	return in, err
}

func (d *Document) streamLength(dict Dict, offset int64) (int64, error) {
	length, err := d.resolve(dict["Length"])
	if err != nil {
		return 0, err
	}
	claimed, ok := length.(Integer)
	if !ok {
		claimed = -1
	}
	return d.src.streamLength(int64(claimed), offset)
}

func (d *Document) forget() {
	d.objects = cache{}
	d.containers = map[int]*objectStream{}
	d.loading = map[int]bool{}
}

func (e entry) generation() uint16 {
	if e.kind == entryPlain {
		return e.gen
	}
	return 0
}

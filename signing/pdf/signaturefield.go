package pdf

// SignatureField is a field of type /Sig (ISO 32000-2 §12.7.5.5). Value is nil
// while nobody has signed in it.
type SignatureField struct {
	FormField
	Value    Dict // the signature dictionary
	ValueRef Ref  // zero where the field holds it directly
	// ByteRange as it stands there; nil where it is missing or malformed.
	ByteRange []int64
	// Contents is where the string /Contents stands in the file, with its
	// delimiters; zero where the dictionary is compressed, which no valid
	// signature's is.
	Contents Span
}

// SignatureFields lists the signature fields in the order of the form.
func (d *Document) SignatureFields() (out []SignatureField, err error) {
	defer guard(&err)
	fields, err := d.Fields()
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if d.value(f.Dict["FT"]) != Name("Sig") {
			continue
		}
		s, err := d.signatureField(f)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func (d *Document) signatureField(f FormField) (SignatureField, error) {
	s := SignatureField{FormField: f}
	var err error
	if s.Value, err = d.dict(f.Dict["V"]); err != nil || s.Value == nil {
		return s, err
	}
	s.ByteRange = d.byteRange(s.Value["ByteRange"])
	if ref, ok := f.Dict["V"].(Ref); ok {
		s.ValueRef = ref
		s.Contents, err = d.span(ref, "Contents")
	} else {
		s.Contents, err = d.span(f.Ref, "V", "Contents")
	}
	return s, err
}

func (d *Document) byteRange(o Object) []int64 {
	a, err := d.array(o)
	if err != nil || len(a) < 4 || len(a)%2 != 0 || len(a) > 64 {
		return nil
	}
	var out []int64
	for _, item := range a {
		n, ok := d.value(item).(Integer)
		if !ok {
			return nil
		}
		out = append(out, int64(n))
	}
	return out
}

// span finds where a value stands in an object of the file: of its own
// dictionary, or of one directly inside under the path's first name.
func (d *Document) span(ref Ref, path ...Name) (Span, error) {
	en := d.x.entries.get(ref.Number)
	if en.kind != entryPlain {
		return Span{}, nil
	}
	spans := map[Name]Span{}
	in, err := d.parseAt(ref.Number, en, spans)
	if err != nil || len(path) == 1 {
		return spans[path[0]], onlyFinal(err)
	}
	outer, _ := in.object.(Dict)
	if _, direct := outer[path[0]].(Dict); !direct {
		return Span{}, nil
	}
	inner := map[Name]Span{}
	p := newParser(d.src, spans[path[0]].Start, d.limits)
	p.spans = inner
	if _, err := p.object(); err != nil {
		return Span{}, onlyFinal(err)
	}
	return inner[path[1]], nil
}

func onlyFinal(err error) error {
	if err != nil && final(err) {
		return err
	}
	return nil
}

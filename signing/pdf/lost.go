package pdf

// checkLost looks in a file with an open end for what was behind it: objects
// that the document names, and the trailer's word that the file is encrypted.
// Error: ErrIncomplete.
func (d *Document) checkLost() error {
	named := newReach(d)
	if err := named.from(d.x.trailer["Root"]); err != nil {
		return err
	}
	if d.lock == nil && (named.scrambled || d.holdsSecurityHandler() || d.scrambledContent()) {
		return incomplete("the trailer of an encrypted file is missing")
	}
	if named.missing > 0 {
		return incomplete("%d objects are missing", named.missing)
	}
	return nil
}

// holdsSecurityHandler finds the dictionary that only the trailer refers to
// (ISO 32000-2 table 21).
func (d *Document) holdsSecurityHandler() bool {
	for ref := range d.Refs() {
		if dict, ok := d.value(ref).(Dict); ok && dict["Filter"] == Name("Standard") && dict["O"] != nil && dict["U"] != nil {
			return true
		}
	}
	return false
}

// scrambled tells a stream that begins neither as zlib data nor as a JPEG image
// do (RFC 1950 §2.2, ISO/IEC 10918-1 §B.1.1.3) though it should.
func (d *Document) scrambled(s *Stream) bool {
	chain := steps(s.Dict, d.value)
	head := d.beginning(s, 2)
	if len(chain) == 0 || len(head) < 2 {
		return false
	}
	word := int(head[0])<<8 | int(head[1])
	switch chain[0].name {
	case "FlateDecode":
		return head[0]&0x0f != 8 || word%31 != 0
	case "DCTDecode":
		return word != 0xffd8
	}
	return false
}

// scrambledContent finds a page whose content, not compressed, does not begin
// with operators, which are of ASCII.
func (d *Document) scrambledContent() bool {
	for page, err := range d.Pages() {
		if err != nil {
			return false
		}
		for _, part := range list(d.value(page.Dict["Contents"])) {
			s, ok := d.value(part).(*Stream)
			if ok && len(steps(s.Dict, d.value)) == 0 && !ascii(d.beginning(s, 16)) {
				return true
			}
		}
	}
	return false
}

func (d *Document) beginning(s *Stream, n int64) []byte {
	if !s.fromFile {
		return nil
	}
	head, err := d.src.bytes(s.offset, min(n, s.length))
	if err != nil {
		return nil
	}
	return head
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}

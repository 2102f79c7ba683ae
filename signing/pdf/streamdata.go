package pdf

// StreamData gives a stream's bytes with its filters undone, no more than
// Limits.StreamBytes. Errors: ErrFilter for image encodings, ErrTooComplex,
// ErrUnreadable.
func (d *Document) StreamData(s *Stream) (data []byte, err error) {
	defer guard(&err)
	raw, err := d.RawData(s)
	if err != nil {
		return nil, err
	}
	return decode(s.Dict, raw, d.value, d.limits.StreamBytes, d.src.work)
}

// RawData gives a stream's bytes as they are encoded, decrypted.
func (d *Document) RawData(s *Stream) (data []byte, err error) {
	defer guard(&err)
	if !s.fromFile {
		return s.Data, nil
	}
	if s.length > d.limits.StreamBytes {
		return nil, tooComplex("stream too long")
	}
	raw, err := d.src.bytes(s.offset, s.length)
	if err != nil || !s.locked || d.lock == nil {
		return raw, err
	}
	if err := d.src.work.spend(s.length); err != nil {
		return nil, err
	}
	return d.lock.key.Decrypt(d.method(s.Dict), s.origin.Number, s.origin.Generation, raw), nil
}

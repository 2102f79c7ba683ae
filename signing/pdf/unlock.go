package pdf

import "github.com/vanthu/vanthu/signing/pdf/encryption"

// unlock decrypts the strings of an object that was just read from the file's
// own bytes; those in object streams are in clear once the stream is. Streams
// learn that their bytes are to be decrypted when somebody asks for them.
func (d *Document) unlock(ref Ref, o Object) Object {
	if d.lock == nil || ref.Number == d.lock.dictionary {
		return o
	}
	if s, ok := o.(*Stream); ok && s.Dict["Type"] == Name("XRef") {
		return o
	}
	return d.lock.strung(o, func(s String) String {
		return d.lock.key.Decrypt(d.lock.strings, ref.Number, ref.Generation, s)
	})
}

// strung gives a copy of an object with every string changed, but those that
// are never encrypted: /Contents of signature dictionaries (ISO 32000-2 §7.6.2).
func (l *lock) strung(o Object, change func(String) String) Object {
	switch v := o.(type) {
	case String:
		return change(v)
	case Array:
		out := make(Array, len(v))
		for i, item := range v {
			out[i] = l.strung(item, change)
		}
		return out
	case Dict:
		return l.strungDict(v, change)
	case *Stream:
		out := *v
		out.Dict = l.strungDict(v.Dict, change)
		out.locked = v.fromFile
		return &out
	}
	return o
}

func (l *lock) strungDict(d Dict, change func(String) String) Dict {
	out := make(Dict, len(d))
	for key, value := range d {
		if key == "Contents" && signs(d) {
			out[key] = value
			continue
		}
		out[key] = l.strung(value, change)
	}
	return out
}

// signs tells signature dictionaries, of which /Type may be missing.
func signs(d Dict) bool {
	switch d["Type"] {
	case Name("Sig"), Name("DocTimeStamp"):
		return true
	}
	return d["ByteRange"] != nil
}

// method is how a stream's bytes are encrypted: by its own crypt filter, else
// as its kind is (ISO 32000-2 §7.4.10, §7.6.6).
func (d *Document) method(s Dict) encryption.Method {
	if chain := steps(s, d.value); len(chain) > 0 && chain[0].name == "Crypt" {
		return d.lock.filters[d.filterName(chain[0].params["Name"], "Identity")]
	}
	switch d.value(s["Type"]) {
	case Name("Metadata"):
		if !d.lock.metadata {
			return encryption.Identity
		}
	case Name("EmbeddedFile"):
		return d.lock.files
	}
	return d.lock.streams
}

// seal is the inverse of unlock, for an object that an Update writes. The bytes
// of a stream are in Data, in clear.
func (d *Document) seal(ref Ref, o Object) Object {
	if d.lock == nil || ref.Number == d.lock.dictionary {
		return o
	}
	sealed := d.lock.strung(o, func(s String) String {
		return d.lock.key.Encrypt(d.lock.strings, ref.Number, ref.Generation, s)
	})
	if s, ok := sealed.(*Stream); ok {
		s.Data = d.lock.key.Encrypt(d.method(s.Dict), ref.Number, ref.Generation, s.Data)
	}
	return sealed
}

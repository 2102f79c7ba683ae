package pdf

// Object is a PDF object (ISO 32000-2 §7.3). The set is closed: Null, Bool,
// Integer, Real, Name, String, Array, Dict, Ref, *Stream and, when writing,
// *Placeholder.
type Object interface{ isObject() }

// Null is the null object; a missing dictionary entry means the same.
type Null struct{}

// Bool is true or false.
type Bool bool

// Integer is a whole number.
type Integer int64

// Real is a number with a fraction.
type Real float64

// Name is a name as it is meant: without the slash, #-escapes decoded.
type Name string

// String is a string's bytes, decoded from its literal or hexadecimal form.
type String []byte

// Array is a list of objects.
type Array []Object

// Dict maps names to objects.
type Dict map[Name]Object

// Ref points at an indirect object.
type Ref struct{ Number, Generation int }

// Stream is a dictionary with a run of bytes. A stream that was read keeps only
// the place of its bytes (see Document.StreamData and Document.RawData); one
// that is made for an Update holds them in Data, encoded as Dict says. Its
// /Length is written from the bytes and need not be set.
type Stream struct {
	Dict Dict
	Data []byte

	offset int64 // of the first raw byte in the file
	length int64 // of the raw bytes; meaningful when fromFile
	origin Ref   // the object that holds it

	fromFile bool
	locked   bool // the raw bytes are encrypted
}

// Placeholder reserves room in an Update for bytes that are known only later,
// such as a signature. It is written as Fill; after Update.WriteTo has run,
// Offset is the absolute position of its first byte in the resulting file.
type Placeholder struct {
	Fill   []byte
	Offset int64
}

func (Null) isObject()         {}
func (Bool) isObject()         {}
func (Integer) isObject()      {}
func (Real) isObject()         {}
func (Name) isObject()         {}
func (String) isObject()       {}
func (Array) isObject()        {}
func (Dict) isObject()         {}
func (Ref) isObject()          {}
func (*Stream) isObject()      {}
func (*Placeholder) isObject() {}

// Clone copies a dictionary's own level; the values are shared.
func (d Dict) Clone() Dict {
	c := make(Dict, len(d)+2)
	for k, v := range d {
		c[k] = v
	}
	return c
}

// Number gives the value of an Integer or a Real.
func Number(o Object) (float64, bool) {
	switch v := o.(type) {
	case Integer:
		return float64(v), true
	case Real:
		return float64(v), true
	}
	return 0, false
}

package verify

import (
	"bytes"

	"github.com/vanthu/vanthu/signing/pdf"
)

// equal compares two objects as they are written, references by number. A
// missing entry is null.
func equal(a, b pdf.Object) bool {
	if a == nil {
		a = pdf.Null{}
	}
	if b == nil {
		b = pdf.Null{}
	}
	switch a := a.(type) {
	case pdf.Array:
		b, ok := b.(pdf.Array)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case pdf.Dict:
		b, ok := b.(pdf.Dict)
		if !ok {
			return false
		}
		_, differs := keys(nil).others(a, b)
		return !differs
	case pdf.String:
		b, ok := b.(pdf.String)
		return ok && bytes.Equal(a, b)
	case *pdf.Stream:
		return false // two objects never share their bytes; see sameObject
	}
	return a == b
}

// sameObject tells that an object was only written anew. Streams are compared
// by their raw bytes.
func (c *comparison) sameObject(before, after pdf.Object) (bool, error) {
	old, ok := before.(*pdf.Stream)
	if !ok {
		return equal(before, after), nil
	}
	changed, ok := after.(*pdf.Stream)
	if !ok || !equal(old.Dict, changed.Dict) {
		return false, nil
	}
	a, err := c.then.RawData(old)
	if err != nil {
		return false, err
	}
	b, err := c.now.RawData(changed)
	return err == nil && bytes.Equal(a, b), err
}

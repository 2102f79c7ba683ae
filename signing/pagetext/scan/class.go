package scan

// The classes of bytes (ISO 32000-2 §7.2.3); regular ones come first.
const (
	regular = iota
	numeric // of the regular ones, what a number may begin with
	space
	delimiter
)

var class = classes()

func classes() (c [256]uint8) {
	for _, b := range []byte("0123456789+-.") {
		c[b] = numeric
	}
	for _, b := range []byte("\x00\t\n\f\r ") {
		c[b] = space
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = delimiter
	}
	return c
}

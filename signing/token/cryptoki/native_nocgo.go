//go:build !cgo

package cryptoki

// Load cannot load a library in a program built without cgo.
func Load(string, string) (Library, error) { return nil, ErrUnsupported }

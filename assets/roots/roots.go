// Package roots holds the SHA-256 fingerprints under which Vietnamese
// certification authorities are known in public, so that a person who adds one
// can compare. It holds no certificates and makes nobody trusted: that a
// fingerprint stands here says that public sources state it, not that they are
// right. To add one, edit roots.json and say how many sources agree.
package roots

import (
	_ "embed"
	"encoding/json"
)

//go:embed roots.json
var table []byte

// Root is an authority as public sources know it.
type Root struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // of the certificate's DER, upper case hexadecimal
	// Sources tells how many independent public sources state the fingerprint.
	Sources int `json:"sources"`
}

// Published lists the authorities.
func Published() []Root {
	var file struct{ Roots []Root }
	if err := json.Unmarshal(table, &file); err != nil {
		panic("assets/roots: " + err.Error()) // any test of the package shows it
	}
	return file.Roots
}

// Find gives the authority of a fingerprint, as Root writes it.
func Find(sha256 string) (Root, bool) {
	for _, r := range Published() {
		if r.SHA256 == sha256 {
			return r, true
		}
	}
	return Root{}, false
}

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/vanthu/vanthu/desk/signature"
)

// jobOf names how files are signed: all of the order but the files, the time and
// the way to keys and servers. What was signed another way counts for nothing.
func jobOf(o signature.Order) (string, error) {
	image := sha256.Sum256(o.Image)
	text, err := json.Marshal([]any{
		o.Chain[0].Raw, o.Role, o.Visible, o.Whole, o.Invisible, o.Field, o.Certify, image[:], o.ImageWidth, o.Profile,
		o.Code, o.CopyWord, o.Arrival, o.Arrival.Date.String(), o.LockForm, o.Level.Level.String(), o.PSS, o.Hash,
	})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), nil
}

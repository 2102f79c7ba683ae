package accounts

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"regexp"

	"github.com/vanthu/vanthu/central/store"
)

// userName is a login name: what people can say on the telephone.
var userName = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// tokenPrefix lets a scanner for leaked secrets know one of ours.
const tokenPrefix = "vtc_"

// newToken makes 32 random bytes in text.
func (a *Accounts) newToken() (string, error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(a.random, raw); err != nil {
		return "", err
	}
	return tokenPrefix + base64.RawURLEncoding.EncodeToString(raw), nil
}

// hashOf is what is kept of a token. Tokens are random, so a plain hash does,
// and finding it by an index tells an attacker nothing.
func hashOf(token string) store.TokenHash { return sha256.Sum256([]byte(token)) }

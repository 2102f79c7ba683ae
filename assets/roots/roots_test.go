package roots

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFingerprintsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Published() {
		raw, err := hex.DecodeString(r.SHA256)
		assert.NoError(t, err, r.Name)
		assert.Len(t, raw, 32, r.Name)
		assert.Equal(t, strings.ToUpper(r.SHA256), r.SHA256, r.Name)
		assert.NotEmpty(t, r.Name)
		assert.Positive(t, r.Sources, r.Name)
		assert.False(t, seen[r.SHA256], "%s stands twice", r.Name)
		seen[r.SHA256] = true
	}
	assert.Len(t, seen, 4)
	_, ok := Find(strings.Repeat("0", 64))
	assert.False(t, ok)
}

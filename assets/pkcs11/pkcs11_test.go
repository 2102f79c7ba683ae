package pkcs11_test

import (
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/assets/pkcs11"
)

func TestEachPathIsAbsoluteAndAPattern(t *testing.T) {
	modules := pkcs11.Modules()
	require.NotEmpty(t, modules)
	vendors := map[string]bool{}
	for _, m := range modules {
		assert.False(t, vendors[m.Vendor], "%s stands twice", m.Vendor)
		vendors[m.Vendor] = true
		total := 0
		for _, system := range []string{"windows", "darwin", "linux"} {
			for _, p := range m.Paths(system) {
				total++
				_, err := path.Match(p, "x")
				assert.NoError(t, err, p)
				placed := strings.HasPrefix(p, "{system}/") || strings.HasPrefix(p, "{programs}/")
				assert.Equal(t, system == "windows", placed, p)
				assert.True(t, placed || path.IsAbs(p), p)
				assert.NotContains(t, p, "\\", "write / also for Windows")
			}
		}
		assert.NotZero(t, total, m.Vendor)
		for _, store := range m.Stores {
			_, err := path.Match(store, "x")
			assert.NoError(t, err, store)
			assert.True(t, strings.HasPrefix(store, "{home}/"), store)
		}
	}
	assert.Empty(t, modules[0].Paths("plan9"))
}

package oneline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/oneline"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		" Nguyễn Thị Hường ":      "Nguyễn Thị Hường",
		"Nguye\u0302\u0303n":      "Nguyễn",
		"a\r\nb\x00\x1b[31m":      "ab[31m",
		"evil\u202egnp.exe\u200b": "evilgnp.exe",
		"a\u2028b\xffc\ue000d":    "abcd",
	} {
		assert.Equal(t, want, oneline.Clean(in))
	}
	assert.Equal(t, strings.Repeat("ễ", oneline.Max), oneline.Clean(strings.Repeat("ễ", 1<<20)))
}

package asn1time_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
)

func encoded(tag cbasn1.Tag, text string) *cryptobyte.String {
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes([]byte(text)) })
	s := cryptobyte.String(b.BytesOrPanic())
	return &s
}

func TestRead(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"20261124120000Z":     noon,
		"20261124120000.125Z": noon.Add(125 * time.Millisecond),
		"20261124190000+0700": noon,
	} {
		got, ok := asn1time.Read(encoded(cbasn1.GeneralizedTime, text))
		assert.True(t, ok, text)
		assert.True(t, want.Equal(got), "%s: %s", text, got)
		assert.Equal(t, time.UTC, got.Location())
	}
	for text, year := range map[string]int{"261124120000Z": 2026, "491124120000Z": 2049, "501124120000Z": 1950, "990101000000Z": 1999} {
		got, ok := asn1time.Read(encoded(cbasn1.UTCTime, text))
		assert.True(t, ok, text)
		assert.Equal(t, year, got.Year(), text)
	}
}

func TestRefuse(t *testing.T) {
	for _, text := range []string{"", "2026", "20261324120000Z", "20261124120000", "20261124120000Zx", "99999999999999999999999999999999999999Z"} {
		_, ok := asn1time.Read(encoded(cbasn1.GeneralizedTime, text))
		assert.False(t, ok, text)
	}
	_, ok := asn1time.Read(encoded(cbasn1.INTEGER, "20261124120000Z"))
	assert.False(t, ok)
	_, ok = asn1time.Read(&cryptobyte.String{0x18})
	assert.False(t, ok)
}

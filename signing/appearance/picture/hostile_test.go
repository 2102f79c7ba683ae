package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
)

// claiming changes the dimensions that a PNG states, with a right checksum.
func claiming(data []byte, width, height uint32) []byte {
	data = bytes.Clone(data)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestBadImages(t *testing.T) {
	whole, photo := pngOf(t, blot()), jpegOf(t, blot())
	hugePhoto := bytes.Clone(photo)
	frameAt := bytes.Index(hugePhoto, []byte{0xFF, 0xC0})
	require.Positive(t, frameAt)
	copy(hugePhoto[frameAt+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	cases := map[string]struct {
		data []byte
		want fault.Code
	}{
		"no bytes":             {nil, ErrEmpty},
		"text":                 {[]byte("Kính gửi: Ủy ban nhân dân"), ErrUnreadable},
		"GIF":                  {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), ErrUnreadable},
		"PNG magic only":       {whole[:8], ErrUnreadable},
		"half a PNG":           {whole[:len(whole)/2], ErrUnreadable},
		"PNG without end":      {whole[:len(whole)-13], ErrUnreadable},
		"PNG with a wrong sum": {append(bytes.Clone(whole[:40]), append([]byte{0x55}, whole[41:]...)...), ErrUnreadable},
		"huge PNG":             {claiming(whole, 1<<30, 1<<30), ErrTooLarge},
		"long PNG":             {claiming(whole, 1<<20, 1), ErrTooLarge},
		"PNG without width":    {claiming(whole, 0, 5), ErrUnreadable},
		"JPEG magic only":      {photo[:3], ErrUnreadable},
		"half a JPEG":          {photo[:len(photo)/2], ErrUnreadable},
		"JPEG without end":     {photo[:len(photo)-40], ErrUnreadable},
		"huge JPEG":            {hugePhoto, ErrTooLarge},
		"too many bytes":       {make([]byte, maxBytes+1), ErrTooLarge},
		"nothing to be seen":   {pngOf(t, image.NewNRGBA(image.Rect(0, 0, 9, 9))), ErrBlank},
	}
	for name, c := range cases {
		_, err := Load(c.data)
		assert.ErrorIs(t, err, c.want, name)
	}
}

// TestBombTakesNoMemory: a file that claims 16384 × 16384 pixels is refused
// before room for them is made.
func TestBombTakesNoMemory(t *testing.T) {
	bomb := claiming(pngOf(t, blot()), 1<<14, 1<<14)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Load(bomb)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrTooLarge)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

func TestEveryCutIsRefused(t *testing.T) {
	for _, data := range [][]byte{pngOf(t, blot()), jpegOf(t, blot())} {
		for n := range len(data) - 12 {
			_, err := Load(data[:n])
			assert.Errorf(t, err, "%d of %d bytes", n, len(data))
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(pngOf(f, blot()))
	f.Add(jpegOf(f, blot()))
	f.Add(converted(f, "inks.jpg", "-background", "white", "-flatten", "-colorspace", "CMYK", "-interlace", "JPEG"))
	f.Add(converted(f, "palette.png", "-colors", "8", "-define", "png:color-type=3", "-interlace", "PNG", "-density", "300"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Load(data)
		if err != nil {
			_, _, named := fault.Of(err)
			require.True(t, named, err)
			return
		}
		embedded(t, p, 20, 10)
	})
}

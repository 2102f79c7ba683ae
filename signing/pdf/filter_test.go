package pdf

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func TestFilters(t *testing.T) {
	text := bytes.Repeat([]byte("kế hoạch "), 200)
	var early bytes.Buffer
	l := lzw.NewWriter(&early, lzw.MSB, 8)
	l.Write(text)
	l.Close()
	a85 := make([]byte, ascii85.MaxEncodedLen(len(text)))
	a85 = append(a85[:ascii85.Encode(a85, text)], "~>"...)
	for name, c := range map[string]struct {
		dict Dict
		raw  []byte
	}{
		"none":      {Dict{}, text},
		"flate":     {Dict{"Filter": Name("FlateDecode")}, deflated(text)},
		"checksum":  {Dict{"Filter": Name("Fl")}, append(deflated(text)[:len(deflated(text))-4], 1, 2, 3, 4)},
		"lzw":       {Dict{"Filter": Array{Name("LZWDecode")}, "DecodeParms": Array{Dict{"EarlyChange": Integer(0)}}}, early.Bytes()},
		"hex":       {Dict{"Filter": Name("ASCIIHexDecode")}, appendHex(nil, text)[1:]},
		"ascii85":   {Dict{"Filter": Name("A85")}, a85},
		"two":       {Dict{"Filter": Array{Name("AHx"), Name("Fl")}}, appendHex(nil, deflated(text))[1:]},
		"predictor": {Dict{"Filter": Name("Fl"), "DecodeParms": Dict{"Predictor": Integer(12), "Columns": Integer(10)}}, deflated(up(text, 10))},
	} {
		got, err := decode(c.dict, c.raw, direct, 1<<20, &budget{1 << 30})
		require.NoError(t, err, name)
		assert.Equal(t, text, got, name)
	}
	got, err := unRunLength([]byte{2, 'a', 'b', 'c', 254, 'x', 128, 9}, 100)
	require.NoError(t, err)
	assert.Equal(t, "abcxxx", string(got))
}

// up is PNG's predictor 2 by rows; the length must divide.
func up(data []byte, row int) (out []byte) {
	above := make([]byte, row)
	for at := 0; at < len(data); at += row {
		out = append(out, 2)
		for i, c := range data[at : at+row] {
			out = append(out, c-above[i])
		}
		above = data[at : at+row]
	}
	return out
}

func TestPredictorsAverageAndPaeth(t *testing.T) {
	line := []byte{10, 20, 30}
	unfilter(3, line, []byte{4, 6, 8}, 1)
	assert.Equal(t, []byte{12, 29, 48}, line)
	line = []byte{1, 1, 1}
	unfilter(4, line, []byte{10, 20, 5}, 1)
	assert.Equal(t, []byte{11, 21, 6}, line)
}

func TestBombIsBounded(t *testing.T) {
	bomb := deflated(make([]byte, 8<<20))
	_, err := decode(Dict{"Filter": Name("FlateDecode")}, bomb, direct, 1<<20, &budget{1 << 30})
	require.ErrorIs(t, err, ErrTooComplex)
	wide := Dict{"Predictor": Integer(12), "Columns": Integer(1 << 24), "Colors": Integer(64)}
	_, err = decode(Dict{"Filter": Name("FlateDecode"), "DecodeParms": wide}, deflated([]byte{2, 1}), direct, 1<<20, &budget{1 << 30})
	require.ErrorIs(t, err, ErrTooComplex)
	_, err = decode(Dict{"Filter": Name("DCTDecode")}, nil, direct, 1<<20, &budget{1 << 30})
	require.ErrorIs(t, err, ErrFilter)
}

package pdf

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// crowd is a file of many small objects behind a page, with a table or, packed, a
// cross-reference stream.
func crowd(objects int, packed bool) []byte {
	var file bytes.Buffer
	file.WriteString("%PDF-1.7\n")
	places := make([]int, objects+1)
	say := func(n int, text string) {
		places[n] = file.Len()
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", n, text)
	}
	say(1, "<</Type/Catalog/Pages 2 0 R>>")
	say(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>")
	say(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	for n := 4; n <= objects; n++ {
		say(n, fmt.Sprintf("<</P %d 0 R/K[%d 0 R %d 0 R]/Alt(%d)>>", n/2, n-1, n-2, n))
	}
	start := file.Len()
	if packed {
		var rows []byte
		for _, place := range places {
			rows = appendRow(rows, entry{kind: entryPlain, place: int64(place)}, 4)
		}
		raw := deflated(up(rows, 7))
		fmt.Fprintf(&file, "%d 0 obj\n<</Type/XRef/Size %d/Root 1 0 R/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>stream\n%s\nendstream\nendobj\n",
			objects+1, objects+1, len(raw), raw)
	} else {
		fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", objects+1)
		for _, place := range places[1:] {
			fmt.Fprintf(&file, "%010d 00000 n \n", place)
		}
		fmt.Fprintf(&file, "trailer\n<</Size %d/Root 1 0 R>>\n", objects+1)
	}
	fmt.Fprintf(&file, "startxref\n%d\n%%%%EOF\n", start)
	return file.Bytes()
}

// held is what is alive on the heap.
func held() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestCrowdsTakeLittleMemory: few bytes for each object that there is, and a
// bounded cache of those that were read, whether the file's own cross-reference
// is in force or one that was found by scan.
func TestCrowdsTakeLittleMemory(t *testing.T) {
	const objects = 60_000
	for name, packed := range map[string]bool{"table": false, "stream": true} {
		for _, damaged := range []bool{false, true} {
			file := crowd(objects, packed)
			if damaged {
				file = file[:bytes.LastIndex(file, []byte("startxref"))]
			}
			before := held()
			d, err := Open(bytes.NewReader(file), int64(len(file)))
			require.NoError(t, err)
			require.Equal(t, damaged, d.Repaired(), name)
			assert.Less(t, held()-before, int64(3*objects+512<<10), "%s opened, damaged %t", name, damaged)
			for ref := range d.Refs() {
				_, err := d.Load(ref.Number)
				require.NoError(t, err)
			}
			last, err := d.Load(objects)
			require.NoError(t, err)
			require.Equal(t, String(fmt.Sprint(objects)), last.(Dict)["Alt"])
			assert.Less(t, held()-before, int64(3*objects+2*cachedBytes+512<<10), "%s read, damaged %t", name, damaged)
			runtime.KeepAlive(d)
		}
	}
}

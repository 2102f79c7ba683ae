package pdf

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// TestWildNumbersDoNotFillTheMemory has a table whose every entry is for an
// object far from the last one: 30 bytes in the file for a page of entries.
func TestWildNumbersDoNotFillTheMemory(t *testing.T) {
	var file bytes.Buffer
	file.Write(pdftest.Build(pdftest.Options{}))
	start := file.Len()
	file.WriteString("xref\n")
	const sections = 300_000 // 1.2 GB of entries
	for i := range sections {
		fmt.Fprintf(&file, "%d 1\n0000000009 00000 n \n", 100+i*1000)
	}
	fmt.Fprintf(&file, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", 100+sections*1000, start)

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Open(strings.NewReader(file.String()), int64(file.Len()))
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrTooComplex)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(400<<20))
}

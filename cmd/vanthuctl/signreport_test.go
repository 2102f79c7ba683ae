package main

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
)

// TestFormulasInFileNamesAreText: a spreadsheet calculates nothing from a row, and
// no text leaves its cell.
func TestFormulasInFileNamesAreText(t *testing.T) {
	p := &program{lang: i18n.Vietnamese}
	names := []string{`=HYPERLINK("http://x","y").pdf`, "+1.pdf", "-o.pdf", "@SUM(A1).pdf", "\tx.pdf", "\r=1.pdf", "a,\"b\"\n=c.pdf", "kế hoạch.pdf", ""}
	var rows []reportRow
	for _, name := range names {
		rows = append(rows, reportRow{Input: name, State: batch.Failed, Error: &failureError{Heading: "=1+1"}})
	}
	text, err := p.spreadsheet(rows)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(text, []byte("\xEF\xBB\xBFTệp,")))
	read, err := csv.NewReader(bytes.NewReader(text[3:])).ReadAll()
	require.NoError(t, err)
	require.Len(t, read, 1+len(names))
	for i, row := range read[1:] {
		require.Len(t, row, 8)
		for _, cell := range row {
			if cell != "" {
				assert.NotContains(t, "=+-@\t\r\n", cell[:1])
			}
		}
		assert.Equal(t, "không ký được", row[6], names[i])
	}
}

func TestStatusLineMakesWay(t *testing.T) {
	var terminal bytes.Buffer
	line := &statusLine{to: &terminal}
	out := &stream{to: &terminal, line: line}
	line.show("12/300")
	line.show("9/9")
	_, err := out.Write([]byte("Đã ký.\n"))
	require.NoError(t, err)
	line.hide()
	assert.Equal(t, "\r12/300\r9/9   \r   \rĐã ký.\n", terminal.String())
}

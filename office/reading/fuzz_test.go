package reading_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// FuzzRead sets foreign lines on a page: a line of input is two bytes for the
// place, then the text.
func FuzzRead(f *testing.F) {
	var seed strings.Builder
	for _, l := range (memo{more: []reading.Line{
		at(62, 47, "TỐI MẬT"), at(112, 60, "KẾ HOẠCH"), at(112, 66, "Ứng dụng"),
		from(30, 200, "Nơi nhận:"), from(30, 206, "- Lưu: VT."), at(153, 200, "CHỦ TỊCH"), at(153, 230, "Trần Văn Mẫu"),
	}}).page().Lines {
		seed.WriteByte(byte(l.Left))
		seed.WriteByte(byte(l.Top))
		seed.WriteString(l.Text + "\n")
	}
	f.Add(seed.String())
	f.Add("")
	f.Add("\x30\x30Số: /\n\xf0\x10ngày tháng năm\n")
	f.Fuzz(func(t *testing.T, input string) {
		page := a4()
		for _, l := range strings.Split(input, "\n") {
			if len(l) > 2 {
				page.Lines = append(page.Lines, from(float64(l[0]), float64(l[1]), l[2:]))
			}
		}
		pages := []reading.Page{page, page}
		d := reading.Read(pages)
		assert.Equal(t, 2, d.Pages)
		assert.LessOrEqual(t, utf8.RuneCountInString(d.Subject), 500)
		if !d.Code.IsZero() {
			_, err := office.ParseDocumentCode(d.Code.String())
			assert.NoError(t, err)
		}
		if d.Type != "" {
			assert.Contains(t, office.DocumentTypes(), d.Type)
		}
		if place, ok := reading.SignaturePlace(pages); ok {
			assert.True(t, place.Left >= 0 && place.Left+place.Width <= page.Width && place.Width > 0 && place.Height > 0, "%v", place)
		}
		reading.FindBlanks(pages)
		if _, err := reading.CheckSecrecy(pages); err != nil {
			assert.ErrorIs(t, err, office.ErrPrintedSecret)
			assert.NotZero(t, d.Secrecy, "the wide reading sees what the strict one does")
		}
	})
}

// TestCrowdedPage: thousands of lines on one spot, each of which could be
// anything.
func TestCrowdedPage(t *testing.T) {
	words := []string{
		"Số:", "/QĐ-UBND", "Mẫu, ngày", "tháng", "năm 2026", "CHỦ TỊCH", "Trần Văn Mẫu", "Nơi nhận:", "- Như trên", country, "MẬT", "TỐI",
		"KẾ HOẠCH", "V/v", "Kính gửi:", strings.Repeat("ts ", 300),
	}
	page := a4()
	for i := range 5000 {
		page.Lines = append(page.Lines, from(float64(20+i%150), float64(20+i%200), words[i%len(words)]))
	}
	began := time.Now()
	reading.Read([]reading.Page{page, page, page})
	_, _ = reading.CheckSecrecy([]reading.Page{page, page, page})
	assert.Less(t, time.Since(began), 5*time.Second)
}

package canned

import "github.com/vanthu/vanthu/office/reading"

// SecretPages are those of a document that bears a printed mark of secrecy.
func SecretPages() []reading.Page {
	return []reading.Page{{Width: 210, Height: 297, Lines: []reading.Line{
		{Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Left: 97, Top: 20, Right: 192, Bottom: 25},
		{Text: "Số: 02/KH-UBND", Left: 45, Top: 40, Right: 78, Bottom: 45},
		{Text: "TỐI MẬT", Left: 50, Top: 50, Right: 72, Bottom: 55},
	}}}
}

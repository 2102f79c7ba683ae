package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/office/reading"
)

func TestOtherSignatory(t *testing.T) {
	recipients := from(30, 200, "Nơi nhận:")
	one := []reading.Line{recipients, at(153, 200, "KT. CHỦ TỊCH"), at(153, 206, "PHÓ CHỦ TỊCH"), at(153, 235, "Nguyễn Thị Hường")}
	officer := []reading.Line{recipients, at(153, 200, "GIÁM ĐỐC"), at(153, 230, "Thiếu tướng TRẦN VĂN MẪU")}
	several := append([]reading.Line{at(60, 235, "Trần Văn Nghĩa")}, one...)
	for name, c := range map[string]struct {
		lines        []reading.Line
		signer, want string
	}{
		"the same":              {one, "Nguyễn Thị Hường", ""},
		"without marks":         {one, "NGUYEN  THI HUONG", ""},
		"with a rank":           {officer, "Trần Văn Mẫu", ""},
		"a degree in the name":  {one, "ThS. Nguyễn Thị Hường", ""},
		"another":               {one, "Trần Văn Nghĩa", "Nguyễn Thị Hường"},
		"part of the name":      {one, "Thị Hường", "Nguyễn Thị Hường"},
		"one of several":        {several, "Trần Văn Nghĩa", ""},
		"none of several":       {several, "Lý Thị Mẫn", "Nguyễn Thị Hường"},
		"no name printed":       {[]reading.Line{recipients, at(153, 200, "GIÁM ĐỐC")}, "Lý Thị Mẫn", ""},
		"nothing of a document": {nil, "Lý Thị Mẫn", ""},
	} {
		assert.Equal(t, c.want, reading.OtherSignatory([]reading.Page{{Width: 210, Height: 297, Lines: c.lines}}, c.signer), name)
	}
}

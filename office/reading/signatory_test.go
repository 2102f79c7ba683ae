package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

func TestSignatory(t *testing.T) {
	recipients := from(30, 200, "Nơi nhận:")
	for name, c := range map[string]struct {
		lines []reading.Line
		want  office.Signatory
		top   float64 // of the place, 0 where there is none
	}{
		"for the chairman": {
			[]reading.Line{recipients, at(153, 200, "KT. CHỦ TỊCH"), at(153, 206, "PHÓ CHỦ TỊCH"), at(153, 235, "Nguyễn Thị Hường")},
			office.Signatory{Position: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", FullName: "Nguyễn Thị Hường"},
			211.5,
		},
		"for the committee": {
			[]reading.Line{recipients, at(153, 196, "TM. ỦY BAN NHÂN DÂN"), at(153, 202, "CHỦ TỊCH"), at(153, 230, "Trần Văn Nghĩa")},
			office.Signatory{Position: "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", FullName: "Trần Văn Nghĩa"},
			207.5,
		},
		"by order, for the chief": {
			[]reading.Line{recipients, at(153, 200, "TL. CHỦ TỊCH"), at(153, 206, "KT. CHÁNH VĂN PHÒNG"), at(153, 212, "PHÓ CHÁNH VĂN PHÒNG"), at(153, 240, "Lý Thị Mẫn")},
			office.Signatory{Position: "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG", FullName: "Lý Thị Mẫn"},
			217.5,
		},
		"by mandate": {
			[]reading.Line{recipients, at(153, 200, "TUQ. GIÁM ĐỐC"), at(153, 206, "TRƯỞNG PHÒNG"), at(153, 235, "Hứa Văn Mẫu")},
			office.Signatory{Position: "TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG", FullName: "Hứa Văn Mẫu"},
			211.5,
		},
		"an acting head": {
			[]reading.Line{recipients, at(153, 200, "Q. GIÁM ĐỐC"), at(153, 230, "Y Thanh Mẫu")},
			office.Signatory{Position: "Q. GIÁM ĐỐC", FullName: "Y Thanh Mẫu"},
			205.5,
		},
		"name in capitals": {
			[]reading.Line{recipients, at(153, 200, "GIÁM ĐỐC"), at(153, 230, "LƯƠNG THỊ QUỲNH NGỮ")},
			office.Signatory{Position: "GIÁM ĐỐC", FullName: "Lương Thị Quỳnh Ngữ"},
			205.5,
		},
		"an officer": {
			[]reading.Line{recipients, at(153, 200, "GIÁM ĐỐC"), at(153, 230, "Thiếu tướng Trần Văn Mẫu")},
			office.Signatory{Position: "GIÁM ĐỐC", FullName: "Trần Văn Mẫu"},
			205.5,
		},
		"an officer with a degree, in capitals": {
			[]reading.Line{recipients, at(153, 200, "HIỆU TRƯỞNG"), at(153, 230, "ĐẠI TÁ, PGS.TS. TRẦN VĂN MẪU")},
			office.Signatory{Position: "HIỆU TRƯỞNG", FullName: "Trần Văn Mẫu"},
			205.5,
		},
		"a doctor": {
			[]reading.Line{recipients, at(153, 200, "GIÁM ĐỐC"), at(153, 230, "BS.CKII Đỗ Thị Mẫu")},
			office.Signatory{Position: "GIÁM ĐỐC", FullName: "Đỗ Thị Mẫu"},
			205.5,
		},
		"a family that sounds like a position": {
			[]reading.Line{recipients, at(153, 200, "CHỦ TỊCH"), at(153, 230, "TRƯƠNG THỊ MẪU")},
			office.Signatory{Position: "CHỦ TỊCH", FullName: "Trương Thị Mẫu"},
			205.5,
		},
		"decomposed": {
			[]reading.Line{recipients, at(153, 200, norm.NFD.String("CHỦ TỊCH")), at(153, 230, norm.NFD.String("Vũ Thị Mỹ Ngữ"))},
			office.Signatory{Position: "CHỦ TỊCH", FullName: "Vũ Thị Mỹ Ngữ"},
			205.5,
		},
		"an earlier signature's words between": {
			[]reading.Line{recipients, bold(at(153, 200, "CHỦ TỊCH")), at(153, 212, "Nguyễn Thị Hường"), at(153, 217, "Thời gian ký: 24/11/2026"), bold(at(153, 230, "Trần Văn Nghĩa"))},
			office.Signatory{Position: "CHỦ TỊCH", FullName: "Trần Văn Nghĩa"},
			205.5,
		},
		"no room left": {
			[]reading.Line{recipients, at(153, 200, "CHỦ TỊCH"), at(153, 206, "Trần Văn Nghĩa")},
			office.Signatory{Position: "CHỦ TỊCH", FullName: "Trần Văn Nghĩa"},
			0,
		},
		"no name yet": {
			[]reading.Line{recipients, at(153, 200, "CHỦ TỊCH")}, office.Signatory{Position: "CHỦ TỊCH"}, 0,
		},
		"no recipients": {
			[]reading.Line{at(153, 150, "BÊN NHẬN"), at(153, 160, "TRƯỞNG ĐOÀN"), at(153, 166, "và các thành viên"), at(153, 232, "CHÁNH THANH TRA"), at(153, 262, "Trần Văn Mẫu")},
			office.Signatory{Position: "CHÁNH THANH TRA", FullName: "Trần Văn Mẫu"},
			237.5,
		},
	} {
		pages := []reading.Page{a4(c.lines...)}
		assert.Equal(t, c.want, reading.Read(pages).Signatory, name)
		place, ok := reading.SignaturePlace(pages)
		assert.Equal(t, c.top > 0, ok, name)
		assert.InDelta(t, c.top, place.Top, 0.01, name)
		if ok {
			assert.InDelta(t, 153, place.Left+place.Width/2, 0.01, name)
			assert.LessOrEqual(t, place.Height, 35.0)
		}
	}
}

// TestAppendixDoesNotSign: forms in appendices have signature blocks too.
func TestAppendixDoesNotSign(t *testing.T) {
	pages := []reading.Page{
		memo{}.page(),
		a4(from(30, 60, "Nơi nhận:"), at(153, 60, "CHỦ TỊCH"), at(153, 90, "Vũ Thị Mẫu")),
		a4(from(30, 200, "Nơi nhận:"), at(153, 200, "THỦ TRƯỞNG ĐƠN VỊ"), at(153, 240, "Họ Và Tên")),
	}
	assert.Equal(t, "Vũ Thị Mẫu", reading.Read(pages).Signatory.FullName)
	place, ok := reading.SignaturePlace(pages)
	assert.True(t, ok)
	assert.Equal(t, 2, place.Page)
}

// TestPlaceStaysOnThePage: a block at the edge of a narrow page gets a narrower
// box, and a long gap a box of usual height in its middle.
func TestPlaceStaysOnThePage(t *testing.T) {
	page := a4(from(30, 100, "Nơi nhận:"), at(192, 100, "CHỦ TỊCH"), at(192, 160, "Vũ Thị Mẫu"))
	place, ok := reading.SignaturePlace([]reading.Page{page})
	assert.True(t, ok)
	assert.LessOrEqual(t, place.Left+place.Width, 210.0)
	assert.InDelta(t, 36, place.Width, 0.01)
	assert.InDelta(t, 35, place.Height, 0.01)
	assert.InDelta(t, 132, place.Top+place.Height/2, 0.01)
}

func TestRecipients(t *testing.T) {
	page := memo{more: []reading.Line{
		from(60, 70, "Kính gửi:"), from(82, 70, "- Các sở, ban,"), from(84, 75, "ngành;"), from(82, 80, "- UBND các xã."), from(42, 90, "Năm 2025, việc gửi"),
		from(30, 200, "Nơi nhận:"), from(30, 205, "- Như trên;"), from(30, 210, "- Trung tâm Phục vụ hành"), from(30, 215, "chính công;"),
		at(153, 210, "CHỦ TỊCH"), from(30, 220, "+ Bộ Nội vụ (b/c);"), from(30, 225, "- Lưu: VT, VX(03)."), from(30, 230, "Ghi chú"),
	}}.page()
	d := reading.Read([]reading.Page{page})
	assert.Equal(t, []string{"Các sở, ban, ngành", "UBND các xã"}, d.Addressees)
	assert.Equal(t, []string{"Như trên", "Trung tâm Phục vụ hành chính công", "Bộ Nội vụ (b/c)"}, d.Recipients)
	assert.Equal(t, "VT, VX(03)", d.Kept)
}

func TestBlanks(t *testing.T) {
	page := memo{number: absent, date: absent}.page()
	page.Lines = append(page.Lines, from(44, 40.3, "Số:"), from(62, 40, "/QĐ-UBND"),
		from(100, 40, "Mẫu, ngày"), from(130, 40, "tháng"), from(152, 40, "năm 2026"))
	blanks := reading.FindBlanks([]reading.Page{page})
	assert.Equal(t, 1, blanks.Number.Page)
	assert.InDelta(t, 50.6, blanks.Number.Left, 0.01)
	assert.InDelta(t, 11.4, blanks.Number.Width, 0.01)
	assert.InDelta(t, 119.8, blanks.Day.Left, 0.01)
	assert.InDelta(t, 141, blanks.Month.Left, 0.01)
	assert.Zero(t, reading.FindBlanks([]reading.Page{memo{}.page()}), "nothing is blank")
}

// TestDottedBlanks: dots hold the blanks open, and the year's last digits too.
func TestDottedBlanks(t *testing.T) {
	page := memo{number: absent, date: absent}.page()
	dotted := func(l reading.Line, leaders ...reading.Span) reading.Line {
		l.Leaders = leaders
		return l
	}
	page.Lines = append(page.Lines,
		dotted(from(44, 40, "Số: ....../QĐ-UBND"), reading.Span{Left: 51, Right: 60}),
		dotted(from(100, 40, "Mẫu, ngày … tháng … năm 20..."), reading.Span{Left: 117, Right: 122}, reading.Span{Left: 133, Right: 138}, reading.Span{Left: 149, Right: 154}))
	b := reading.FindBlanks([]reading.Page{page})
	assert.InDelta(t, 51, b.Number.Left, 0.01)
	assert.InDelta(t, 9, b.Number.Width, 0.01)
	assert.True(t, b.Number.Leaders)
	assert.InDelta(t, 117, b.Day.Left, 0.01)
	assert.InDelta(t, 133, b.Month.Left, 0.01)
	assert.InDelta(t, 149, b.Year.Left, 0.01)
	assert.Equal(t, "20", b.Century)
}

package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// at sets a line of 13-point text with its centre at x and its top at y, in mm.
func at(x, y float64, text string) reading.Line {
	width := 2.2 * float64(len([]rune(norm.NFC.String(text))))
	return reading.Line{Text: text, Left: x - width/2, Right: x + width/2, Top: y, Bottom: y + 4}
}

// from is at with the line's left edge.
func from(left, y float64, text string) reading.Line {
	l := at(0, y, text)
	l.Left, l.Right = left, left+l.Right-l.Left
	return l
}

func bold(l reading.Line) reading.Line { l.Bold = true; return l }

func a4(lines ...reading.Line) reading.Page {
	return reading.Page{Width: 210, Height: 297, Lines: lines}
}

const (
	country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto   = "Độc lập - Tự do - Hạnh phúc"
)

const absent = "absent"

// memo is the head of a document with what a case changes in it.
type memo struct {
	agencies []reading.Line
	number   string
	date     string
	more     []reading.Line
}

func (m memo) page() reading.Page {
	lines := append([]reading.Line{at(145, 20, country), at(145, 26, motto)}, m.agencies...)
	if m.agencies == nil {
		lines = append(lines, at(62, 20, "ỦY BAN NHÂN DÂN"), at(62, 26, "TỈNH MẪU"))
	}
	if m.number == "" {
		m.number = "Số: 15/KH-UBND"
	}
	if m.date == "" {
		m.date = "Mẫu, ngày 03 tháng 02 năm 2026"
	}
	if m.number != absent {
		lines = append(lines, at(62, 40, m.number))
	}
	if m.date != absent {
		lines = append(lines, at(145, 40, m.date))
	}
	return a4(append(lines, m.more...)...)
}

func read(m memo) reading.Document { return reading.Read([]reading.Page{m.page()}) }

func TestCode(t *testing.T) {
	for text, want := range map[string]office.DocumentCode{
		"Số: 153/KH-UBND":          {Number: 153, Notation: "KH-UBND"},
		"Số 07/GM-SNV":             {Number: 7, Notation: "GM-SNV"},
		"SỐ: 12a/UBND-VX":          {Number: 12, Suffix: "a", Notation: "UBND-VX"},
		"Số: 153 / KH - UBND":      {Number: 153, Notation: "KH-UBND"},
		"Số:      /QĐ-UBND":        {Notation: "QĐ-UBND"},
		"Số: ........./QĐ-UBND":    {Notation: "QĐ-UBND"},
		"Số: ……/TTr-STTTT":         {Notation: "TTr-STTTT"},
		"Số:____/BC-BCĐ389":        {Notation: "BC-BCĐ389"},
		"Số: 55/2018/QĐ-UBND":      {}, // a law's code
		"Số: 999999/KH-UBND":       {},
		"Số điện thoại: 0205/3810": {},
		"Số: 12/kh":                {},
	} {
		assert.Equal(t, want, read(memo{number: text}).Code, text)
		assert.Equal(t, want, read(memo{number: norm.NFD.String(text)}).Code, "decomposed %s", text)
	}
}

func TestCodeInPieces(t *testing.T) {
	page := memo{number: absent}.page()
	page.Lines = append(page.Lines, from(44, 40.3, "Số:"), from(62, 40, "/QĐ-UBND"))
	assert.Equal(t, "QĐ-UBND", reading.Read([]reading.Page{page}).Code.Notation)
	page.Lines = append(page.Lines, from(54, 39.6, "215"))
	assert.Equal(t, office.DocumentCode{Number: 215, Notation: "QĐ-UBND"}, reading.Read([]reading.Page{page}).Code)
}

func TestDateAndPlace(t *testing.T) {
	for text, want := range map[string]struct{ date, place string }{
		"Lạng Sơn, ngày 16 tháng 11 năm 2018":        {"2018-11-16", "Lạng Sơn"},
		"TP. Hồ Chí Minh, ngày 5 tháng 3 năm 2020":   {"2020-03-05", "TP. Hồ Chí Minh"},
		"Mẫu, ngày03tháng02năm2026":                  {"2026-02-03", "Mẫu"},
		"Bản Mẫu, ngày     tháng     năm 2026":       {"", "Bản Mẫu"},
		"Bản Mẫu, ngày ..... tháng ..... năm 20....": {"", "Bản Mẫu"},
		"Mẫu, ngày 31 tháng 02 năm 2026":             {"", "Mẫu"},
		"Hôm nay trời đẹp":                           {"", ""},
	} {
		d := read(memo{date: text})
		assert.Equal(t, want.date, d.Date.String(), text)
		assert.Equal(t, want.place, d.Place, text)
	}
}

func TestAgencies(t *testing.T) {
	for name, c := range map[string]struct {
		lines          []reading.Line
		issuer, parent string
	}{
		"bold tells": {
			[]reading.Line{at(62, 20, "BỘ NỘI VỤ"), bold(at(62, 26, "CỤC VĂN THƯ VÀ")), bold(at(62, 31, "LƯU TRỮ NHÀ NƯỚC"))},
			"CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "BỘ NỘI VỤ",
		},
		"names tell": {
			[]reading.Line{at(62, 20, "ỦY BAN NHÂN DÂN"), at(62, 25, "TỈNH MẪU"), at(62, 30, "SỞ NỘI VỤ"), at(62, 35, "––––––––")},
			"SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN TỈNH MẪU",
		},
		"three agencies": {
			[]reading.Line{at(62, 20, "UBND TỈNH MẪU"), at(62, 25, "SỞ NỘI VỤ"), at(62, 30, "CHI CỤC VĂN THƯ - LƯU TRỮ")},
			"CHI CỤC VĂN THƯ - LƯU TRỮ", "UBND TỈNH MẪU SỞ NỘI VỤ",
		},
		"one name on two lines": {
			[]reading.Line{bold(at(62, 20, "BAN CHỈ ĐẠO VỀ ỨNG DỤNG")), bold(at(62, 25, "CÔNG NGHỆ THÔNG TIN"))},
			"BAN CHỈ ĐẠO VỀ ỨNG DỤNG CÔNG NGHỆ THÔNG TIN", "",
		},
		"an office's name goes on": {
			[]reading.Line{at(62, 20, "VĂN PHÒNG"), at(62, 25, "HỘI ĐỒNG NHÂN DÂN TỈNH")},
			"VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH", "",
		},
		"an office below its agency": {
			[]reading.Line{at(62, 20, "ỦY BAN NHÂN DÂN TỈNH"), at(62, 25, "VĂN PHÒNG")},
			"VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH",
		},
		"columns that nearly touch": {
			[]reading.Line{from(25, 20, "ỦY BAN NHÂN DÂN THÀNH PHỐ "+country), at(62, 26, "HUYỆN MẪU")},
			"ỦY BAN NHÂN DÂN THÀNH PHỐ HUYỆN MẪU", "",
		},
	} {
		m := memo{agencies: c.lines}
		page := m.page()
		if strings.Contains(c.lines[0].Text, country) {
			page.Lines = page.Lines[1:] // the country's name stands in the merged line
		}
		d := reading.Read([]reading.Page{page})
		assert.Equal(t, c.issuer, d.IssuerName, name)
		assert.Equal(t, c.parent, d.ParentName, name)
	}
}

func TestTypeAndSubject(t *testing.T) {
	for name, c := range map[string]struct {
		number  string
		lines   []reading.Line
		typ     office.DocumentType
		subject string
	}{
		"in two lines": {
			"Số: 1/BC-UBND",
			[]reading.Line{at(112, 55, "BÁO CÁO"), at(112, 61, "Kết quả thực hiện nhiệm vụ"), at(112, 67, "quý I năm 2026"), at(112, 85, "Thực hiện Công văn số 3")},
			"Báo cáo", "Kết quả thực hiện nhiệm vụ quý I năm 2026",
		},
		"an authority decides": {
			"Số: /QĐ-UBND",
			[]reading.Line{at(112, 55, "QUYẾT ĐỊNH"), at(112, 61, "Điều chỉnh quy hoạch"), at(112, 67, "ỦY BAN NHÂN DÂN TỈNH MẪU"), at(112, 90, "QUYẾT ĐỊNH:")},
			"Quyết định", "Điều chỉnh quy hoạch",
		},
		"type and subject in one line": {
			"Số: 3/KH-UBND",
			[]reading.Line{at(112, 55, "KẾ HOẠCH ỨNG DỤNG CÔNG NGHỆ"), at(112, 61, "THÔNG TIN NĂM 2026")},
			"Kế hoạch", "ỨNG DỤNG CÔNG NGHỆ THÔNG TIN NĂM 2026",
		},
		"addressed, yet no letter": {
			"Số: 3/TTr-SNV",
			[]reading.Line{at(112, 55, "TỜ TRÌNH"), at(112, 61, "Về việc ban hành danh mục"), at(112, 68, "Kính gửi: Ủy ban nhân dân tỉnh Mẫu")},
			"Tờ trình", "Về việc ban hành danh mục",
		},
		"a letter": {
			"Số: 12/UBND-VX",
			[]reading.Line{at(62, 46, "V/v đánh giá kết quả"), at(62, 51, "gửi, nhận văn bản"), at(62, 60, "KHẨN"), at(120, 70, "Kính gửi: Các sở")},
			office.OfficialLetter, "V/v đánh giá kết quả gửi, nhận văn bản",
		},
		"a letter without a subject": {
			"Số: 12/UBND-VX", []reading.Line{at(120, 70, "Kính gửi: Các sở")}, office.OfficialLetter, "",
		},
		"only the code tells": {"Số: 5/TB-UBND", nil, "Thông báo", ""},
		"nothing tells":       {"Số: 5/UBND", nil, "", ""},
		"body is no subject": {
			"Số: 7/NQ-HĐND",
			[]reading.Line{at(112, 55, "NGHỊ QUYẾT"), at(112, 60, "Căn cứ Luật Ngân sách"), at(112, 66, "và các quy định khác")},
			"Nghị quyết", "",
		},
	} {
		d := read(memo{number: c.number, more: c.lines})
		assert.Equal(t, c.typ, d.Type, name)
		assert.Equal(t, c.subject, d.Subject, name)
	}
}

func TestLongSubjectIsBounded(t *testing.T) {
	lines := []reading.Line{at(112, 55, "BÁO CÁO")}
	for i := range 20 {
		lines = append(lines, at(112, 61+float64(i)*6, strings.Repeat("chữ ", 10)))
	}
	subject := read(memo{number: "Số: 1/BC-UBND", more: lines}).Subject
	assert.LessOrEqual(t, len([]rune(subject)), 500)
	assert.Greater(t, len([]rune(subject)), 490)
}

func TestMarks(t *testing.T) {
	title := at(112, 75, "QUYẾT ĐỊNH")
	for name, c := range map[string]struct {
		lines   []reading.Line
		urgency office.Urgency
		secrecy office.Secrecy
	}{
		"secret under the number":  {[]reading.Line{title, at(62, 47, "MẬT")}, 0, office.Secret},
		"top secret":               {[]reading.Line{title, at(62, 47, "TỐI MẬT")}, 0, office.TopSecret},
		"supreme":                  {[]reading.Line{title, at(62, 47, "TUYỆT MẬT")}, 0, office.Supreme},
		"in a narrow box":          {[]reading.Line{title, at(62, 47, "TUYỆT"), at(62, 52, "MẬT")}, 0, office.Supreme},
		"spaced":                   {[]reading.Line{title, at(62, 47, "T Ố I  M Ậ T")}, 0, office.TopSecret},
		"in brackets":              {[]reading.Line{title, at(62, 47, "[ MẬT ]")}, 0, office.Secret},
		"small letters":            {[]reading.Line{title, at(62, 47, "Mật")}, 0, office.Secret},
		"with its label":           {[]reading.Line{title, at(62, 47, "Độ mật: Tối mật")}, 0, office.TopSecret},
		"above everything":         {[]reading.Line{title, at(62, 12, "MẬT")}, 0, office.Secret},
		"at the right":             {[]reading.Line{title, at(170, 50, "MẬT")}, 0, office.Secret},
		"beside the title":         {[]reading.Line{title, at(45, 80, "TỐI MẬT")}, 0, office.TopSecret},
		"decomposed":               {[]reading.Line{title, at(62, 47, norm.NFD.String("TỐI MẬT"))}, 0, office.TopSecret},
		"no title anywhere":        {[]reading.Line{at(62, 47, "MẬT")}, 0, office.Secret},
		"both marks in a row":      {[]reading.Line{title, at(62, 47, "MẬT HỎA TỐC")}, office.Express, office.Secret},
		"both marks apart":         {[]reading.Line{title, at(62, 47, "TỐI MẬT"), at(62, 60, "THƯỢNG KHẨN")}, office.VeryUrgent, office.TopSecret},
		"urgent":                   {[]reading.Line{title, at(62, 47, "KHẨN")}, office.Urgent, 0},
		"the tone elsewhere":       {[]reading.Line{title, at(62, 47, "HOẢ TỐC")}, office.Express, 0},
		"at a time":                {[]reading.Line{title, at(62, 47, "HỎA TỐC HẸN GIỜ")}, office.ExpressTime, 0},
		"words of the body":        {[]reading.Line{title, from(30, 120, "MẬT"), at(112, 90, "Mật")}, 0, 0},
		"other words in the head":  {[]reading.Line{title, at(62, 47, "BÍ MẬT NHÀ NƯỚC"), at(62, 55, "KHẨN TRƯƠNG")}, 0, 0},
		"a subject that speaks of": {[]reading.Line{title, at(112, 82, "Về bảo vệ bí mật")}, 0, 0},
	} {
		d := read(memo{number: "Số: 1/QĐ-UBND", more: c.lines})
		assert.Equal(t, c.urgency, d.Urgency, name)
		assert.Equal(t, c.secrecy, d.Secrecy, name)
	}
}

// TestMarkIsNoAgency: a mark between the agency's name and the number.
func TestMarkIsNoAgency(t *testing.T) {
	d := read(memo{agencies: []reading.Line{at(62, 20, "SỞ NỘI VỤ"), at(62, 30, "MẬT")}})
	assert.Equal(t, "SỞ NỘI VỤ", d.IssuerName)
	assert.Equal(t, office.Secret, d.Secrecy)
}

func TestNothingIsMadeUp(t *testing.T) {
	for name, pages := range map[string][]reading.Page{
		"no pages":      nil,
		"an empty page": {a4()},
		"no size":       {{Lines: []reading.Line{at(62, 20, "Số: 15/KH-UBND")}}},
		"a letter from abroad": {a4(at(100, 40, "Dear Sir,"), at(100, 50, "No: 15/ABC"), at(100, 60, "DECISION"), at(150, 200, "THE DIRECTOR"),
			at(150, 240, "John Smith"))},
		"a list": {a4(from(30, 40, "Số: thứ tự"), from(30, 50, "1. Mật ong"), from(30, 60, "2. Khẩn trương"))},
	} {
		require.Equal(t, reading.Document{Info: office.Info{Pages: len(pages)}}, reading.Read(pages), name)
		_, ok := reading.SignaturePlace(pages)
		require.False(t, ok, name)
		require.Zero(t, reading.FindBlanks(pages), name)
	}
}

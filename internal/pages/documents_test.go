package pages

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// The documents as testdata/documents/README.md and their sources describe them,
// the place of the signature in millimetres.
var (
	plan = reading.Document{
		Info: office.Info{
			Code: office.DocumentCode{Number: 153, Notation: "KH-UBND"}, Date: office.Date{Year: 2018, Month: 11, Day: 16}, Type: "Kế hoạch",
			Subject:    "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước năm 2019",
			IssuerName: "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", Pages: 10,
			Signatory: office.Signatory{Position: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", FullName: "Nguyễn Thị Hường"},
		},
		Place: "Lạng Sơn", Kept: "VT, KGVX(02)",
		Recipients: []string{
			"Bộ Thông tin và Truyền thông (b/c)", "TT Tỉnh ủy, TT HĐND tỉnh (b/c)", "Chủ tịch, các PCT UBND tỉnh",
			"Các sở, ban, ngành", "UBND các huyện, thành phố", "C, PVP, các phòng: KGVX, TH, TH-CB",
		},
	}
	decision = reading.Document{
		Info: office.Info{
			Code: office.DocumentCode{Number: 215, Notation: "QĐ-UBND"}, Date: office.Date{Year: 2026, Month: 2, Day: 3}, Type: "Quyết định",
			Subject:    "Ban hành Quy chế tiếp nhận, xử lý, phát hành văn bản điện tử của Ủy ban nhân dân tỉnh Mẫu",
			IssuerName: "ỦY BAN NHÂN DÂN TỈNH MẪU", Pages: 6,
			Signatory: office.Signatory{Position: "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", FullName: "Trần Văn Nghĩa"},
		},
		Place: "Mẫu", Kept: "VT, NC(05)",
		Recipients: []string{
			"Như Điều 4", "Bộ Nội vụ (b/c)", "TT Tỉnh ủy, TT HĐND tỉnh (b/c)", "Chủ tịch, các PCT UBND tỉnh", "Trung tâm Thông tin tỉnh (đăng tải)",
		},
	}
	letter = reading.Document{
		Info: office.Info{
			Code: office.DocumentCode{Number: 12, Notation: "UBND-VX"}, Date: office.Date{Year: 2026, Month: 1, Day: 8}, Type: office.OfficialLetter,
			Subject:    "V/v đánh giá kết quả gửi, nhận văn bản điện tử và sử dụng chữ ký số",
			IssuerName: "ỦY BAN NHÂN DÂN TỈNH MẪU", Pages: 3,
			Signatory: office.Signatory{Position: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", FullName: "Đỗ Thị Ngọc Huyền"},
		},
		Place: "Mẫu", Kept: "VT, VX(03)",
		Addressees: []string{"Các sở, ban, ngành", "Ủy ban nhân dân các xã, phường", "Các đơn vị sự nghiệp công lập thuộc tỉnh"},
		Recipients: []string{"Như trên", "Chủ tịch, các PCT UBND tỉnh", "CVP, các PCVP", "Trung tâm Phục vụ hành chính công"},
	}
	invitation = reading.Document{
		Info: office.Info{
			Code: office.DocumentCode{Number: 7, Notation: "GM-SNV"}, Date: office.Date{Year: 2026, Month: 11, Day: 20}, Type: "Giấy mời",
			Subject:    "Họp triển khai đăng ký, ký số và phát hành văn bản điện tử trên hệ thống mới",
			IssuerName: "SỞ NỘI VỤ", Pages: 3, Urgency: office.Urgent,
			Signatory: office.Signatory{Position: "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", FullName: "Lương Thị Quỳnh Ngữ"},
		},
		ParentName: "ỦY BAN NHÂN DÂN TỈNH MẪU", Place: "Mẫu", Kept: "VT, VTLT(01)",
		Recipients: []string{"Như thành phần mời", "Giám đốc Sở (b/c)", "Các PGĐ Sở"},
	}
	unnumbered = reading.Document{
		Info: office.Info{
			Code: office.DocumentCode{Notation: "QĐ-UBND"}, Type: "Quyết định",
			Subject:    "Về việc giao quản lý, sử dụng thiết bị lưu khóa bí mật của Ủy ban nhân dân xã Bản Mẫu",
			IssuerName: "ỦY BAN NHÂN DÂN XÃ BẢN MẪU", Pages: 2,
			Signatory: office.Signatory{Position: "CHỦ TỊCH", FullName: "Vũ Thị Mỹ Ngữ"},
		},
		Place: "Bản Mẫu", Kept: "VT(02)",
		Recipients: []string{"Như Điều 4", "Sở Khoa học và Công nghệ (để biết)", "TT Đảng ủy, TT HĐND xã (b/c)"},
	}
)

func TestDocumentsAreRead(t *testing.T) {
	r := reader(t, Config{})
	for _, c := range []struct {
		file  string
		want  reading.Document
		place reading.Place
	}{
		{"153-KH-UBND-ke-hoach-ung-dung-cntt-2019", plan, reading.Place{Page: 7, Left: 128.5, Top: 114, Width: 50, Height: 26}},
		{"215-QD-UBND-quyet-dinh-quy-che", decision, reading.Place{Page: 2, Left: 128.5, Top: 58, Width: 50, Height: 28}},
		{"variants/quyet-dinh-xref-table", decision, reading.Place{Page: 2, Left: 128.5, Top: 58, Width: 50, Height: 28}},
		{"12-UBND-VX-cong-van-chu-ky-so", letter, reading.Place{Page: 2, Left: 128.5, Top: 112.5, Width: 50, Height: 26}},
		{"variants/cong-van-linearised", letter, reading.Place{Page: 2, Left: 128.5, Top: 112.5, Width: 50, Height: 26}},
		{"variants/cong-van-object-streams", letter, reading.Place{Page: 2, Left: 128.5, Top: 112.5, Width: 50, Height: 26}},
		{"variants/cong-van-locked", letter, reading.Place{Page: 2, Left: 128.5, Top: 112.5, Width: 50, Height: 26}},
		{"07-GM-SNV-giay-moi-hop", invitation, reading.Place{Page: 1, Left: 128.5, Top: 202, Width: 50, Height: 27}},
		{"chua-so-quyet-dinh", unnumbered, reading.Place{Page: 2, Left: 128.5, Top: 80, Width: 50, Height: 26}},
		{"chua-so-quyet-dinh-bieu-mau", unnumbered, reading.Place{Page: 2, Left: 128.5, Top: 80, Width: 50, Height: 26}},
		{"variants/quyet-dinh-hybrid", unnumbered, reading.Place{Page: 2, Left: 128.5, Top: 80, Width: 50, Height: 26}},
	} {
		pages, err := r.Text(context.Background(), filepath.Join(documents, c.file+".pdf"))
		require.NoError(t, err, c.file)
		assert.Equal(t, c.want, reading.Read(pages), c.file)
		assert.True(t, slices.ContainsFunc(pages[0].Lines, func(l reading.Line) bool { return l.Text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }), c.file)
		place, ok := reading.SignaturePlace(pages)
		require.True(t, ok, c.file)
		assert.Equal(t, c.place.Page, place.Page, c.file)
		assert.InDeltaSlice(t, values(c.place), values(place), 1.5, c.file)
	}
}

func values(p reading.Place) []float64 { return []float64{p.Left, p.Top, p.Width, p.Height} }

// TestScanSaysNothing: there is no text on it, and none is made up.
func TestScanSaysNothing(t *testing.T) {
	pages, err := reader(t, Config{}).Text(context.Background(), documents+"12-UBND-VX-cong-van-ban-quet.pdf")
	require.NoError(t, err)
	assert.Equal(t, reading.Document{Info: office.Info{Pages: 3}}, reading.Read(pages))
}

// TestBlanksAreWhereTheFormHasItsFields: both files are the same document, one
// with fields in the blanks.
func TestBlanksAreWhereTheFormHasItsFields(t *testing.T) {
	r := reader(t, Config{})
	for _, file := range []string{"chua-so-quyet-dinh.pdf", "chua-so-quyet-dinh-bieu-mau.pdf"} {
		pages, err := r.Text(context.Background(), documents+file)
		require.NoError(t, err)
		blanks := reading.FindBlanks(pages)
		assert.InDelta(t, 53.7, blanks.Number.Left+blanks.Number.Width/2, 1.5)
		assert.Greater(t, blanks.Number.Width, 9.0)
		assert.InDelta(t, 139, blanks.Day.Left+blanks.Day.Width/2, 1.5)
		assert.InDelta(t, 160, blanks.Month.Left+blanks.Month.Width/2, 1.5)
	}
}

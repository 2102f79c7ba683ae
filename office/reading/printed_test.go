package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

func TestPrintedMarkIsRefused(t *testing.T) {
	title := at(112, 75, "QUYẾT ĐỊNH")
	for name, c := range map[string]struct {
		lines []reading.Line
		mark  string
	}{
		"under the number":      {[]reading.Line{title, at(62, 47, "MẬT")}, "MẬT"},
		"top secret":            {[]reading.Line{title, at(62, 47, "TỐI MẬT")}, "TỐI MẬT"},
		"supreme":               {[]reading.Line{title, at(62, 47, "TUYỆT MẬT")}, "TUYỆT MẬT"},
		"in a narrow box":       {[]reading.Line{title, at(62, 47, "TUYỆT"), at(62, 52, "MẬT")}, "TUYỆT MẬT"},
		"spaced":                {[]reading.Line{title, at(62, 47, "M Ậ T")}, "MẬT"},
		"in brackets":           {[]reading.Line{title, at(62, 47, "[MẬT]")}, "MẬT"},
		"decomposed":            {[]reading.Line{title, at(62, 47, norm.NFD.String("TỐI MẬT"))}, "TỐI MẬT"},
		"drawn twice for bold":  {[]reading.Line{title, at(62, 47, "TỐI MẬT"), at(62.2, 47, "TỐI MẬT")}, "TỐI MẬT"},
		"under a letter's V/v":  {[]reading.Line{at(62, 47, "V/v gửi, nhận văn bản"), at(62, 58, "MẬT"), at(120, 60, "Kính gửi: Sở Nội vụ")}, "MẬT"},
		"beside the title":      {[]reading.Line{title, at(45, 80, "TỐI MẬT")}, "TỐI MẬT"},
		"above everything":      {[]reading.Line{title, at(62, 12, "MẬT")}, "MẬT"},
		"above in the middle":   {[]reading.Line{title, at(105, 10, "MẬT")}, "MẬT"},
		"at the upper right":    {[]reading.Line{title, at(180, 12, "MẬT")}, "MẬT"},
		"with an urgency":       {[]reading.Line{title, at(62, 47, "MẬT"), at(62, 55, "HỎA TỐC")}, "MẬT"},
		"with it in one row":    {[]reading.Line{title, at(62, 47, "MẬT HỎA TỐC")}, "MẬT"},
		"in a row of two boxes": {[]reading.Line{title, at(50, 47, "MẬT"), at(75, 47, "KHẨN")}, "MẬT"},
	} {
		read, err := reading.CheckSecrecy([]reading.Page{memo{number: "Số: 1/QĐ-UBND", more: c.lines}.page()})
		require.ErrorIs(t, err, office.ErrPrintedSecret, name)
		_, args, _ := fault.Of(err)
		assert.Equal(t, fault.Args{"mark": c.mark, "page": 1}, args, name)
		assert.True(t, read, name)
	}
}

func TestOrdinaryDocumentMaySpeakOfSecrets(t *testing.T) {
	title := at(112, 75, "QUYẾT ĐỊNH")
	for name, lines := range map[string][]reading.Line{
		"nothing":                {title},
		"running text":           {title, from(30, 95, "Tài liệu tuyệt mật phải được bảo vệ; mọi người giữ bí mật, bảo mật.")},
		"a line of running text": {title, from(30, 90, "tuyệt mật"), from(30, 97, "Mật")},
		"the subject":            {title, at(112, 82, "Về bảo mật"), at(112, 88, "TUYỆT MẬT")},
		"small letters":          {title, at(62, 47, "Mật")},
		"a label left blank":     {title, at(62, 47, "ĐỘ MẬT:")},
		"another word":           {title, at(62, 47, "BẢO MẬT"), at(62, 52, "BÍ MẬT NHÀ NƯỚC"), at(45, 58, "MẬT KHẨU")},
		"an agency":              {title, at(62, 32, "BAN CƠ YẾU"), at(62, 47, "PHÒNG BẢO MẬT")},
		"the head of a table":    {title, from(30, 90, "MẬT"), from(60, 90, "TỐI MẬT"), from(100, 90, "TUYỆT MẬT")},
		"rows of a table":        {title, from(30, 85, "1."), from(40, 85, "MẬT"), from(30, 92, "2."), from(40, 92, "TỐI MẬT")},
		"a column at the right":  {title, from(30, 60, "Hồ sơ cán bộ"), from(150, 60, "MẬT")},
		"far below":              {title, from(30, 120, "MẬT")},
		"urgent only":            {title, at(62, 47, "HỎA TỐC")},
	} {
		read, err := reading.CheckSecrecy([]reading.Page{memo{number: "Số: 1/QĐ-UBND", more: lines}.page()})
		assert.NoError(t, err, name)
		assert.True(t, read, name)
	}
	list := a4(at(105, 30, "DANH MỤC"), from(30, 50, "Hồ sơ"), from(160, 50, "MẬT"), from(30, 60, "MẬT"), from(80, 60, "hồ sơ vụ việc"))
	_, err := reading.CheckSecrecy([]reading.Page{list})
	assert.NoError(t, err, "a list without a head")
}

func TestLaterDocumentOfTheSameFileIsLookedAt(t *testing.T) {
	first, secret := memo{}.page(), memo{more: []reading.Line{at(62, 47, "MẬT")}}.page()
	_, err := reading.CheckSecrecy([]reading.Page{first, first, secret})
	require.ErrorIs(t, err, office.ErrPrintedSecret)
	_, args, _ := fault.Of(err)
	assert.Equal(t, 3, args["page"])
	_, err = reading.CheckSecrecy([]reading.Page{first, a4(at(62, 47, "MẬT"), at(105, 60, "PHỤ LỤC"))})
	assert.NoError(t, err, "a page without a head")
}

func TestWhatCannotBeReadIsNotSaidToBeRead(t *testing.T) {
	for name, pages := range map[string][]reading.Page{
		"no pages": nil, "a scan": {a4()}, "not read": {{Width: 210, Height: 297, Unread: true}},
		"a page number alone": {a4(at(105, 10, "1"))},
	} {
		read, err := reading.CheckSecrecy(pages)
		assert.NoError(t, err, name)
		assert.False(t, read, name)
	}
}

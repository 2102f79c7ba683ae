package office

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
)

// DocumentType is one of the 29 types of administrative documents (Decree
// 30/2020 article 7), named in full: "Kế hoạch".
type DocumentType string

// The two types that have no abbreviation in the notation.
const (
	OfficialLetter DocumentType = "Công văn"
	PublicLetter   DocumentType = "Thư công"
)

type namedType struct {
	abbreviation string
	name         DocumentType
}

// types is annex III.I of Decree 30/2020, in its order.
var types = []namedType{
	{"NQ", "Nghị quyết"},
	{"QĐ", "Quyết định"},
	{"CT", "Chỉ thị"},
	{"QC", "Quy chế"},
	{"QyĐ", "Quy định"},
	{"TC", "Thông cáo"},
	{"TB", "Thông báo"},
	{"HD", "Hướng dẫn"},
	{"CTr", "Chương trình"},
	{"KH", "Kế hoạch"},
	{"PA", "Phương án"},
	{"ĐA", "Đề án"},
	{"DA", "Dự án"},
	{"BC", "Báo cáo"},
	{"BB", "Biên bản"},
	{"TTr", "Tờ trình"},
	{"HĐ", "Hợp đồng"},
	{"", OfficialLetter},
	{"CĐ", "Công điện"},
	{"BGN", "Bản ghi nhớ"},
	{"BTT", "Bản thỏa thuận"},
	{"GUQ", "Giấy ủy quyền"},
	{"GM", "Giấy mời"},
	{"GGT", "Giấy giới thiệu"},
	{"GNP", "Giấy nghỉ phép"},
	{"PG", "Phiếu gửi"},
	{"PC", "Phiếu chuyển"},
	{"PB", "Phiếu báo"},
	{"", PublicLetter},
}

// DocumentTypes lists the types in the decree's order.
func DocumentTypes() []DocumentType {
	names := make([]DocumentType, len(types))
	for i, t := range types {
		names[i] = t.name
	}
	return names
}

// ParseDocumentType takes a type's full name, in any case.
func ParseDocumentType(s string) (DocumentType, error) {
	s = norm.NFC.String(strings.TrimSpace(s))
	for _, t := range types {
		if strings.EqualFold(string(t.name), s) {
			return t.name, nil
		}
	}
	return "", fault.New(ErrDocumentType, fault.Args{"value": s}, nil)
}

// Abbreviation is the type's part of the notation, empty for letters.
func (t DocumentType) Abbreviation() string {
	for _, known := range types {
		if known.name == t {
			return known.abbreviation
		}
	}
	return ""
}

// TypeOf tells the type from a code's notation. Case matters (QĐ, QyĐ); a
// notation that begins with no known abbreviation is that of an official letter.
func TypeOf(c DocumentCode) DocumentType {
	first, _, _ := strings.Cut(c.Notation, "-")
	for _, t := range types {
		if t.abbreviation != "" && t.abbreviation == first {
			return t.name
		}
	}
	return OfficialLetter
}

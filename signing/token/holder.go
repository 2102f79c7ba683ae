package token

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"strings"
	"unicode"
)

// Holder is a guess, from a certificate's subject, at whom it names: it orders
// and words a choice, and decides nothing.
type Holder string

// The guesses.
const (
	HolderUnknown Holder = "unknown"
	HolderPerson  Holder = "person"
	HolderAgency  Holder = "agency"
)

// Attributes of a subject that only a person has, X.520: surname, title, given
// name; and the user id (RFC 4519 §2.39), in which Vietnamese authorities write
// which number it is.
var (
	oidPersonal = []string{"2.5.4.4", "2.5.4.12", "2.5.4.42"}
	oidUserID   = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
)

var personalNumbers = []string{"CMND:", "CCCD:", "CC:", "HC:", "HOCHIEU:"}

// agencyWords begin the name of an agency and of no person: words that are also
// family names (Đoàn, Ban) count only together with the word after them.
var agencyWords = []string{
	"ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd", "sở", "bộ", "cục", "chi cục", "tổng cục", "vụ", "phòng", "văn phòng",
	"trung tâm", "trường", "viện", "bệnh viện", "thanh tra", "kho bạc", "công an", "tòa án", "toà án", "ban quản lý",
	"ban chỉ đạo", "ban tổ chức", "ban tuyên giáo", "tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "mặt trận", "đoàn thanh niên",
	"đoàn tncs", "hội nông dân", "hội liên hiệp", "liên đoàn", "công ty", "tổng công ty", "ngân hàng", "quỹ", "trạm", "hợp tác xã",
}

// holderOf looks first at attributes that are only a person's, then at the
// name's first words.
func holderOf(subject pkix.Name) Holder {
	for _, a := range subject.Names {
		value, _ := a.Value.(string)
		if slices.Contains(oidPersonal, a.Type.String()) || isPersonalNumber(a.Type, value) {
			return HolderPerson
		}
	}
	name := strings.ToLower(commonName(subject))
	for _, word := range agencyWords {
		if rest, ok := strings.CutPrefix(name, word); ok && (rest == "" || !unicode.IsLetter(rune0(rest))) {
			return HolderAgency
		}
	}
	switch words := len(strings.Fields(name)); {
	case name == "":
		return HolderUnknown
	case slices.ContainsFunc(subject.Organization, func(o string) bool { return strings.EqualFold(o, name) }):
		return HolderAgency
	case words >= 2 && words <= 6 && !strings.ContainsFunc(name, unicode.IsDigit):
		return HolderPerson
	}
	return HolderUnknown
}

func isPersonalNumber(kind asn1.ObjectIdentifier, value string) bool {
	if !kind.Equal(oidUserID) && kind.String() != "2.5.4.5" {
		return false
	}
	value = strings.ToUpper(value)
	return slices.ContainsFunc(personalNumbers, func(p string) bool { return strings.HasPrefix(value, p) })
}

func rune0(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// commonName is the subject's common name, else its organisation.
func commonName(name pkix.Name) string {
	if name.CommonName == "" && len(name.Organization) > 0 {
		return readable(name.Organization[0], 0)
	}
	return readable(name.CommonName, 0)
}

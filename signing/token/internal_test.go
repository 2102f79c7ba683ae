package token

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

func TestReadable(t *testing.T) {
	for field, want := range map[string]string{
		"Nguyễn Thị Hường":                   "Nguyễn Thị Hường",
		"Nguye\u0302\u0303n":                 "Nguyễn",
		"  VGCA   ":                          "VGCA",
		"VGCA\x00\x00rest":                   "VGCA",
		"Ren\xe9":                            "René",
		"Caf\xe9 du coin":                    "Café du coin",
		"":                                   "",
		"a\x1b[31mb\rc":                      "a [31mb c",
		strings.Repeat("x", 30) + "\xe1\xbb": strings.Repeat("x", 30), // ễ cut in two by the field's end
		strings.Repeat("x", 31) + "\xe9":     strings.Repeat("x", 31),
	} {
		assert.Equal(t, want, readable(field, 32), "%q", field)
	}
}

func TestHolderOf(t *testing.T) {
	userID := func(cn, id string) pkix.Name {
		return pkix.Name{CommonName: cn, Names: []pkix.AttributeTypeAndValue{{Type: oidUserID, Value: id}}}
	}
	for _, c := range []struct {
		subject pkix.Name
		want    Holder
	}{
		{pkix.Name{CommonName: "Nguyễn Thị Hường"}, HolderPerson},
		{pkix.Name{CommonName: "NGUYỄN VĂN A"}, HolderPerson},
		{pkix.Name{CommonName: "Đoàn Văn Hậu"}, HolderPerson},
		{pkix.Name{CommonName: "Vũ Thị Bộ"}, HolderPerson},
		{pkix.Name{CommonName: "Ủy ban nhân dân tỉnh Mẫu"}, HolderAgency},
		{pkix.Name{CommonName: "SỞ NỘI VỤ"}, HolderAgency},
		{pkix.Name{CommonName: "UBND xã Mẫu"}, HolderAgency},
		{pkix.Name{CommonName: "Đoàn Thanh niên xã Mẫu"}, HolderAgency},
		{pkix.Name{CommonName: "Báo Mẫu", Organization: []string{"báo mẫu"}}, HolderAgency},
		{pkix.Name{Organization: []string{"Sở Nội vụ"}}, HolderAgency},
		{userID("Sở Văn Tài", "CCCD:001"), HolderPerson},
		{pkix.Name{CommonName: "Phòng Văn Tư", Names: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{2, 5, 4, 12}, Value: "Giám đốc"}}}, HolderPerson},
		{pkix.Name{}, HolderUnknown},
		{pkix.Name{CommonName: "TSA 01"}, HolderUnknown},
	} {
		assert.Equal(t, c.want, holderOf(c.subject), "%s", c.subject)
	}
}

// Every code of the package has its texts, and no argument of a text is left
// unfilled by the errors that the package makes.
func TestTextsOfReturnCodes(t *testing.T) {
	for code := range meanings {
		for _, lang := range i18n.Languages {
			err := explain(&cryptoki.Error{Call: "C_Sign", Code: uint(code)}, fault.Args{"path": "p", "label": "l", "reason": "r", "min": 4, "max": 8})
			m := i18n.Explain(lang, err)
			for _, text := range []string{m.Heading, m.What, m.Do} {
				assert.NotEmpty(t, text)
				assert.NotContains(t, text, "{", "%s %s", code, lang)
				assert.NotContains(t, text, "[error.", "%s %s", code, lang)
			}
		}
	}
	for _, prefix := range []string{"token.fitness.", "token.tries.", "token.holder.", "token.key."} {
		for _, value := range map[string][]string{
			"token.fitness.": {string(Fit), string(Unreadable), string(ForIssuing), string(NotForSign), string(UnknownKind), string(KeyMissing), string(TooEarly), string(TooLate)},
			"token.tries.":   {string(TriesOK), string(TriesCountLow), string(TriesFinal), string(TriesLocked)},
			"token.holder.":  {string(HolderPerson), string(HolderAgency), string(HolderUnknown)},
			"token.key.":     {string(KeyPresent), string(KeyAbsent), string(KeyUnknown)},
		}[prefix] {
			for _, lang := range i18n.Languages {
				assert.True(t, i18n.Has(lang, prefix+value), prefix+value)
			}
		}
	}
}

func TestUnfitErrorsAreComplete(t *testing.T) {
	for _, f := range []Fitness{Unreadable, ForIssuing, NotForSign, UnknownKind, KeyMissing, TooEarly, TooLate} {
		err := Certificate{Fitness: f}.Unfit()
		assert.ErrorIs(t, err, ErrCertificateUnfit)
		assert.NotContains(t, i18n.Explain(i18n.Vietnamese, err).String(), "{", f)
	}
}

package office_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
)

func TestDocumentCodeReadsWhatOfficesWrite(t *testing.T) {
	for _, row := range []struct {
		written, printed string
		kind             office.DocumentType
	}{
		{"153/KH-UBND", "153/KH-UBND", "Kế hoạch"},
		{"5/QĐ-UBND", "05/QĐ-UBND", "Quyết định"},
		{"05/QyĐ-STTTT", "05/QyĐ-STTTT", "Quy định"},
		{"12/UBND-VX", "12/UBND-VX", office.OfficialLetter},
		{"12a/GM-SNV", "12a/GM-SNV", "Giấy mời"},
		{"05/BNV-VP", "05/BNV-VP", office.OfficialLetter},
		{"1/TTr-UBND", "01/TTr-UBND", "Tờ trình"},
		{"292/QĐ-UBND", "292/QĐ-UBND", "Quyết định"},
	} {
		code, err := office.ParseDocumentCode(row.written)
		require.NoError(t, err, row.written)
		assert.Equal(t, row.printed, code.String())
		assert.Equal(t, row.kind, office.TypeOf(code), row.written)
	}
}

func TestDocumentCodeNormalisesDecomposedLetters(t *testing.T) {
	code, err := office.ParseDocumentCode("7/CĐ-UBND")
	require.NoError(t, err)
	assert.Equal(t, "CĐ-UBND", code.Notation)
}

func TestDocumentCodeRefusesWhatIsNone(t *testing.T) {
	for _, s := range []string{"", "/KH-UBND", "0/KH-UBND", "153", "153/", "abc/KH", "153/KH UBND", "153/KH--UBND", "1/" + strings.Repeat("K", 31), "123456/KH-UBND"} {
		_, err := office.ParseDocumentCode(s)
		assert.True(t, errors.Is(err, office.ErrDocumentCode), "%q: %v", s, err)
	}
}

func TestDocumentCodeKeepsItsFormOnTheWire(t *testing.T) {
	raw, err := json.Marshal(office.Info{Subject: "x"})
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"code":""`)
	var back office.DocumentCode
	require.NoError(t, json.Unmarshal([]byte(`"05/QĐ-UBND"`), &back))
	assert.Equal(t, office.DocumentCode{Number: 5, Notation: "QĐ-UBND"}, back)
	assert.Error(t, json.Unmarshal([]byte(`"năm"`), &back))
}

func TestThereAre29DocumentTypes(t *testing.T) {
	assert.Len(t, office.DocumentTypes(), 29)
	abbreviations := map[string]bool{}
	for _, d := range office.DocumentTypes() {
		if a := d.Abbreviation(); a != "" {
			assert.False(t, abbreviations[a], a)
			abbreviations[a] = true
		}
	}
	assert.Len(t, abbreviations, 27)
	found, err := office.ParseDocumentType(" kế hoạch ")
	require.NoError(t, err)
	assert.Equal(t, office.DocumentType("Kế hoạch"), found)
	_, err = office.ParseDocumentType("Hồ sơ")
	assert.ErrorIs(t, err, office.ErrDocumentType)
}

func TestAgencyCode(t *testing.T) {
	for _, good := range []string{"H37", "H37.02.02", "000.00.00.H37", "H37.DN.001"} {
		_, err := office.ParseAgencyCode(good)
		assert.NoError(t, err, good)
	}
	for _, bad := range []string{"", "h37", "H37.", ".H37", "H37..02", "H 37", strings.Repeat("A", 36), "H37/../x"} {
		_, err := office.ParseAgencyCode(bad)
		assert.ErrorIs(t, err, office.ErrAgencyCode, bad)
	}
}

package office

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
)

// DocumentCode is number and notation of a document (số, ký hiệu), as in
// "153/KH-UBND". The zero value is that of a document not yet numbered.
type DocumentCode struct {
	Number   int    // 1 to 99999 within the year
	Suffix   string // "a" for a late insertion, usually empty
	Notation string // "KH-UBND"; "UBND-VX" for an official letter
}

var documentCode = regexp.MustCompile(`^(\d{1,5})([a-zđ]{0,3})/(\p{L}[\p{L}\p{N}.]*(?:-[\p{L}\p{N}.]+)*)$`)

// ParseDocumentCode reads a code as written; a leading zero is dropped.
func ParseDocumentCode(s string) (DocumentCode, error) {
	m := documentCode.FindStringSubmatch(norm.NFC.String(s))
	if m == nil {
		return DocumentCode{}, fault.New(ErrDocumentCode, fault.Args{"value": s}, nil)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n == 0 || len([]rune(m[3])) > 30 {
		return DocumentCode{}, fault.New(ErrDocumentCode, fault.Args{"value": s}, err)
	}
	return DocumentCode{Number: n, Suffix: m[2], Notation: m[3]}, nil
}

// String writes the code as Decree 30/2020 annex I.II.3c wants it: numbers
// below 10 with a leading zero. A code without a number is the bare notation.
func (c DocumentCode) String() string {
	if c.Number == 0 {
		return c.Notation
	}
	return fmt.Sprintf("%02d%s/%s", c.Number, c.Suffix, c.Notation)
}

// IsZero tells whether the document has no number yet.
func (c DocumentCode) IsZero() bool { return c.Number == 0 }

// MarshalJSON writes the code as a string, empty without a number.
func (c DocumentCode) MarshalJSON() ([]byte, error) {
	if c.IsZero() {
		return []byte(`""`), nil
	}
	return json.Marshal(c.String())
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *DocumentCode) UnmarshalJSON(raw []byte) error {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	if s == "" {
		*c = DocumentCode{}
		return nil
	}
	parsed, err := ParseDocumentCode(s)
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

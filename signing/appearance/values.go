package appearance

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Field is a value that a profile's text may ask for as {field}.
type Field string

// The fields. The time is asked for as {time} or, in another form, as
// {time|dd/MM/yyyy}; dd, MM, yyyy, HH, mm, ss and zzz (+07:00) are replaced.
const (
	Name   Field = "name"   // of the signer
	Title  Field = "title"  // chức vụ
	Agency Field = "agency" // cơ quan
	Code   Field = "code"   // số, ký hiệu: 153/KH-UBND
	Copy   Field = "copy"   // hình thức sao: SAO Y, TRÍCH SAO, SAO LỤC
	Number Field = "number" // số đến
	To     Field = "to"     // chuyển
	File   Field = "file"   // số và ký hiệu hồ sơ
	Reason Field = "reason" // lý do ký
	clock  Field = "time"
)

var fields = []Field{Name, Title, Agency, Code, Copy, Number, To, File, Reason, clock}

// usualTime is the form of Decree 30/2020, annex I, II.8b.
const usualTime = "dd/MM/yyyy; HH:mm:ss"

// piece is a part of a template: words, or a field to be filled in.
type piece struct {
	words  string
	field  Field
	format string
}

var placeholder = regexp.MustCompile(`\{([^{}|]*)(?:\|([^{}]*))?\}`)

// parseTemplate parts a text at its placeholders and refuses unknown ones.
func parseTemplate(text string) ([]piece, error) {
	var pieces []piece
	for text != "" {
		at := placeholder.FindStringSubmatchIndex(text)
		if at == nil {
			return append(pieces, piece{words: text}), nil
		}
		p := piece{field: Field(text[at[2]:at[3]]), format: usualTime}
		if at[4] >= 0 {
			p.format = text[at[4]:at[5]]
		}
		if !slices.Contains(fields, p.field) || at[4] >= 0 && p.field != clock {
			return nil, invalid(text[at[0]:at[1]])
		}
		pieces = append(pieces, piece{words: text[:at[0]]}, p)
		text = text[at[1]:]
	}
	return pieces, nil
}

// fill puts the values into a row's text; an empty result means: leave it out.
func (c Content) fill(row Row) (string, error) {
	pieces, err := parseTemplate(row.Text)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, p := range pieces {
		value := p.words
		if p.field != "" {
			value = c.value(p)
		}
		if value == "" && p.field != "" && row.WhenEmpty != Keep {
			if row.WhenEmpty == Fail {
				return "", fault.New(ErrValueMissing, fault.Args{"field": string(p.field)}, nil)
			}
			return "", nil
		}
		text.WriteString(value)
	}
	return clean(text.String())
}

func (c Content) value(p piece) string {
	if p.field != clock {
		return strings.TrimSpace(c.Values[p.field])
	}
	if c.Time.IsZero() {
		return ""
	}
	return formatTime(c.Time.In(office.Vietnam), p.format)
}

func formatTime(t time.Time, format string) string {
	parts := []string{}
	for _, token := range [][2]string{
		{"dd", "02"}, {"MM", "01"}, {"yyyy", "2006"}, {"HH", "15"}, {"mm", "04"}, {"ss", "05"}, {"zzz", "-07:00"},
	} {
		parts = append(parts, token[0], t.Format(token[1]))
	}
	return strings.NewReplacer(parts...).Replace(format)
}

// clean brings a text into composed form (NFC), in which each Vietnamese letter
// is one character, and takes out what cannot be seen: other control and format
// characters could hide or turn around what a signature says.
func clean(text string) (string, error) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n"))
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	if n := len([]rune(text)); n > maxTextRunes {
		return "", fault.New(ErrTextTooLong, fault.Args{"text": string([]rune(text)[:40]) + "…"}, nil)
	}
	return strings.TrimSpace(text), nil
}

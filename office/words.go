package office

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
)

// Words that a person may type for a mark, Vietnamese first; without
// diacritics they count too.
var (
	urgencyWords = [][]string{{"thường", "thuong", "normal"}, {"khẩn", "khan", "urgent"}, {"thượng khẩn", "thuong-khan", "very-urgent"}, {"hỏa tốc", "hoa-toc", "express"}, {"hỏa tốc hẹn giờ", "hoa-toc-hen-gio", "express-time"}}
	secrecyWords = [][]string{{"thường", "thuong", "ordinary"}, {"mật", "mat", "secret"}, {"tối mật", "toi-mat", "top-secret"}, {"tuyệt mật", "tuyet-mat", "supreme"}}
)

// ErrMark is a word that is no mark {value}.
var ErrMark = fault.Define("office.mark")

// ParseUrgency takes "khẩn", "khan" or "urgent"; empty is Normal.
func ParseUrgency(s string) (Urgency, error) {
	n, err := mark(urgencyWords, s)
	return Urgency(n), err
}

// ParseSecrecy takes "mật", "mat" or "secret"; empty is Ordinary.
func ParseSecrecy(s string) (Secrecy, error) {
	n, err := mark(secrecyWords, s)
	return Secrecy(n), err
}

func mark(words [][]string, s string) (int, error) {
	s = norm.NFC.String(strings.ToLower(strings.TrimSpace(s)))
	if s == "" {
		return 0, nil
	}
	for n, names := range words {
		for _, name := range names {
			if s == name || s == strings.ReplaceAll(name, "-", " ") {
				return n, nil
			}
		}
	}
	return 0, fault.New(ErrMark, fault.Args{"value": s}, nil)
}

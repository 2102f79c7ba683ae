package reading

import (
	"strings"
	"unicode"
)

// ranks stand before the names of officers, folded (Decree 30/2020 annex I,
// II.7c allows them, and degrees in schools and hospitals).
var ranks = []string{
	"dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "do doc", "pho do doc", "chuan do doc",
	"dai ta", "thuong ta", "trung ta", "thieu ta", "dai uy", "thuong uy", "trung uy", "thieu uy",
	"giao su", "pho giao su", "tien si", "thac si", "bac si", "gs", "pgs", "ts", "ths", "tskh", "bs", "bscki", "bsckii", "cki", "ckii",
}

const maxNameBytes = 150

// personName reads a line that is a person's full name, without rank or degree:
// two to seven words with capital initials. A name all in capitals comes back as
// people write it.
func personName(text string) (string, bool) {
	if len(text) > maxNameBytes || isPosition(text) {
		return "", false
	}
	words := strings.Fields(withoutRank(text))
	if len(words) < 2 || len(words) > 7 {
		return "", false
	}
	for i, w := range words {
		if !nameWord(w) {
			return "", false
		}
		if capitals(text) {
			words[i] = capitalised(w)
		}
	}
	return strings.Join(words, " "), true
}

func withoutRank(text string) string {
	for {
		first, rest, more := strings.Cut(text, " ")
		if more && strings.ContainsAny(first, ".,") {
			text = rest
			continue
		}
		shorter, plain := text, folded(text)
		for _, r := range ranks {
			if startsFolded(plain, r) {
				shorter = strings.Join(strings.Fields(text)[len(strings.Fields(r)):], " ")
			}
		}
		if shorter == text {
			return text
		}
		text = shorter
	}
}

// nameWord takes "Hường", "NGHĨA", "Y", "H'Hen", "Tôn-Thất".
func nameWord(w string) bool {
	runes := []rune(w)
	if !unicode.IsUpper(runes[0]) || len(runes) > 12 {
		return false
	}
	for _, r := range runes {
		if !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' {
			return false
		}
	}
	return true
}

func capitalised(w string) string {
	runes := []rune(strings.ToLower(w))
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

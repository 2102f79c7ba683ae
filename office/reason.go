package office

import (
	"strings"
	"unicode/utf8"
)

// MinReason is the least length of a refusal's reason, in characters.
const MinReason = 10

// CheckReason refuses a reason too short to tell the sender anything.
func CheckReason(reason string) error {
	if utf8.RuneCountInString(strings.TrimSpace(reason)) < MinReason {
		return ErrReason
	}
	return nil
}

package office

import (
	"regexp"

	"github.com/vanthu/vanthu/internal/fault"
)

// AgencyCode identifies an agency in electronic exchange (mã định danh,
// Decision 20/2020/QĐ-TTg: up to 35 characters, level 1 first, "H37.02.02"; the
// older 13-character form "000.00.00.H37" has the same alphabet).
type AgencyCode string

var agencyCode = regexp.MustCompile(`^[0-9A-Z]+(\.[0-9A-Z]+)*$`)

// maxAgencyCode is the length since amendment 1:2022 of QCVN 102:2016.
const maxAgencyCode = 35

// ParseAgencyCode checks the form of a code, not that the agency exists.
func ParseAgencyCode(s string) (AgencyCode, error) {
	if len(s) > maxAgencyCode || !agencyCode.MatchString(s) {
		return "", fault.New(ErrAgencyCode, fault.Args{"value": s}, nil)
	}
	return AgencyCode(s), nil
}

// Agency is an entry of the directory of agencies.
type Agency struct {
	Code   AgencyCode `json:"code"`
	Name   string     `json:"name"`
	Parent AgencyCode `json:"parent,omitempty"`
}

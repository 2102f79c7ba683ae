package verify

import (
	"crypto/x509"
	"strconv"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

const (
	// skew is how far clocks may go apart.
	skew = 60 * time.Second
	// shift is how far ahead a time may be that a Vietnamese program wrote as
	// local time but called UTC: seven hours, and one for good measure.
	shift = 8 * time.Hour
)

// readTime takes the time that is claimed: of the dictionary's /M, else of the
// signing-time attribute; for a document time stamp, the authority's.
func (f *file) readTime(j *judging) {
	if j.token != nil {
		j.SigningTime, j.TimeSource = j.token.Time.UTC(), StampedTime
		return
	}
	if m, ok := f.value(j.field.Value["M"]).(pdf.String); ok {
		if t, ok := parseDate(m.Text()); ok {
			j.SigningTime, j.TimeSource = t.UTC(), ClaimedInDocument
			return
		}
	}
	if t := j.signed.Signers[0].SigningTime(); !t.IsZero() {
		j.SigningTime, j.TimeSource = t.UTC(), ClaimedInCMS
	}
}

// checkTime holds the claimed time to what proves it, to the clock and to the
// certificate's validity. A signature was made before it is proven to have been
// there, whatever it claims.
func (f *file) checkTime(j *judging, cert *x509.Certificate) {
	at := moment{proven: j.proven()}.at(f.now)
	when := fault.Args{"from": shown(cert.NotBefore), "to": shown(cert.NotAfter), "claimed": shown(j.SigningTime)}
	if at.Add(skew).Before(cert.NotBefore) {
		j.fail(NotYetValid, SignedBeforeValid, when)
		return
	}
	claimed := j.SigningTime
	if claimed.IsZero() {
		if j.proof == nil {
			j.warn(NoSigningTime, nil)
		}
		return
	}
	f.compareClaim(j, claimed, when)
	switch {
	case claimed.Add(skew).Before(cert.NotBefore):
		j.fail(NotYetValid, SignedBeforeValid, when)
	case claimed.After(cert.NotAfter.Add(shift)):
		j.fail(Expired, SignedAfterExpiry, when)
	}
}

// compareClaim holds the claimed time to the proven one, else to the clock.
func (f *file) compareClaim(j *judging, claimed time.Time, when fault.Args) {
	if j.proof != nil {
		if claimed.After(j.proof.latest.Add(skew)) {
			j.warn(ClaimedAfterProof, fault.Args{"claimed": when["claimed"], "proven": shown(j.proof.Time)})
		}
		return
	}
	j.warn(TimeOnlyClaimed, nil)
	switch ahead := claimed.Sub(f.now); {
	case ahead > shift:
		j.doubt(SigConstraintsFailure, TimeInFuture, when)
	case ahead > skew:
		j.warn(TimeShifted, when)
	}
}

// parseDate reads a PDF date (ISO 32000-2 §7.9.4): D:YYYYMMDDHHmmSSOHH'mm, all
// after the year optional. Without a zone it is taken for Vietnam's.
func parseDate(s string) (time.Time, bool) {
	if len(s) >= 2 && s[:2] == "D:" {
		s = s[2:]
	}
	parts := [6]int{0, 1, 1, 0, 0, 0}
	for i, width := range [6]int{4, 2, 2, 2, 2, 2} {
		n, ok := digits(s, width)
		if !ok {
			if i == 0 {
				return time.Time{}, false
			}
			break
		}
		parts[i], s = n, s[width:]
	}
	zone, ok := parseZone(s)
	if !ok || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 || parts[3] > 24 || parts[4] > 59 || parts[5] > 60 {
		return time.Time{}, false
	}
	return time.Date(parts[0], time.Month(parts[1]), parts[2], parts[3], parts[4], parts[5], 0, zone), true
}

// vietnam has had no daylight saving time since the clocks of PDF began.
var vietnam = time.FixedZone("+07", 7*3600)

// shown writes a moment for people, in the country's time.
func shown(t time.Time) string { return t.In(vietnam).Format("2006-01-02 15:04") }

// parseZone reads "Z", "+07'00'", "-05'30", "+07" or nothing.
func parseZone(s string) (*time.Location, bool) {
	if s == "" {
		return vietnam, true
	}
	sign := 1
	switch s[0] {
	case 'Z':
		return time.UTC, true
	case '-':
		sign = -1
	case '+':
	default:
		return nil, false
	}
	hours, ok := digits(s[1:], 2)
	if !ok || hours > 14 {
		return nil, false
	}
	minutes := 0
	if rest := s[3:]; len(rest) >= 3 && (rest[0] == '\'' || rest[0] == ':') {
		if minutes, ok = digits(rest[1:], 2); !ok || minutes > 59 {
			return nil, false
		}
	}
	return time.FixedZone("", sign*(hours*3600+minutes*60)), true
}

func digits(s string, width int) (int, bool) {
	if len(s) < width || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s[:width])
	return n, err == nil && n >= 0
}

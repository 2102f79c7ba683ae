package office

import (
	"encoding/json"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Vietnam is the zone in which offices count days and years (UTC+7, no summer
// time). It is fixed here because a Windows machine may carry no zone table.
var Vietnam = time.FixedZone("+07", 7*60*60)

// Date is a day of the calendar, as 2006-01-02 on the wire. The zero value is
// no date.
type Date struct{ Year, Month, Day int }

// DateOf is the day in Vietnam at an instant.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Vietnam).Date()
	return Date{y, int(m), d}
}

// ParseDate takes 2018-11-16 and 16/11/2018.
func ParseDate(s string) (Date, error) {
	for _, layout := range []string{"2006-01-02", "02/01/2006", "2/1/2006"} {
		if t, err := time.ParseInLocation(layout, s, Vietnam); err == nil {
			return DateOf(t), nil
		}
	}
	return Date{}, fault.New(ErrDate, fault.Args{"value": s}, nil)
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Time is the first moment of the day in Vietnam.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, Vietnam)
}

// String gives 2018-11-16, empty for no date.
func (d Date) String() string { return d.format("2006-01-02") }

// Shown gives 16/11/2018, as people here write it.
func (d Date) Shown() string { return d.format("02/01/2006") }

func (d Date) format(layout string) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(layout)
}

// MarshalJSON writes String.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(raw []byte) error {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	if s == "" {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(s)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

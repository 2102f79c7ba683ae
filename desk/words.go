package desk

import (
	"fmt"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// Words makes the texts of a screen in one language.
type Words struct{ Lang i18n.Language }

// T is the text of a key; pairs are the names and values of its arguments.
func (w Words) T(key string, pairs ...any) string {
	args := i18n.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	return i18n.Text(w.Lang, key, args)
}

// None stands where there is nothing to show.
const None = "–"

// Time is a moment as 16/11/2018 08:02, in Vietnam.
func (w Words) Time(t time.Time) string { return shown(t, "02/01/2006 15:04") }

// Clock is a moment as 08:02, in Vietnam.
func (w Words) Clock(t time.Time) string { return shown(t, "15:04") }

// Near is a moment in a list: without its year when that is the present one.
func (w Words) Near(t, now time.Time) string {
	if !t.IsZero() && t.In(office.Vietnam).Year() == now.In(office.Vietnam).Year() {
		return shown(t, "02/01 15:04")
	}
	return shown(t, "02/01/2006")
}

func shown(t time.Time, layout string) string {
	if t.IsZero() {
		return None
	}
	return t.In(office.Vietnam).Format(layout)
}

// Day is a date as 16/11/2018.
func (w Words) Day(d office.Date) string { return OrNone(d.Shown()) }

// OrNone is s, or a dash where there is nothing.
func OrNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return None
	}
	return s
}

// Size is a count of bytes in words.
func (w Words) Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1000_000:
		return fmt.Sprintf("%d kB", (bytes+500)/1000)
	default:
		return w.Decimal(float64(bytes)/1e6) + " MB"
	}
}

// Decimal is a number with one decimal, with the language's comma or point.
func (w Words) Decimal(x float64) string {
	s := fmt.Sprintf("%.1f", x)
	if w.Lang == i18n.Vietnamese {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Code is a document's code, or the words for one without a number.
func (w Words) Code(c office.DocumentCode) string {
	if c.IsZero() {
		return w.T("desk.code.none")
	}
	return c.String()
}

// FileRole tells what a file is to its document.
func (w Words) FileRole(role office.FileRole) string {
	if role == office.MainFile {
		return w.T("desk.file.main")
	}
	return w.T("desk.file.attachment")
}

// Widen is the label of the button that gives the document the whole screen.
func (w Words) Widen(wide bool) string {
	if wide {
		return w.T("desk.list")
	}
	return w.T("desk.wide")
}

package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// state is a status or stage as shown: a colour's name, a sign and a word.
type state struct{ Tone, Sign, Word string }

var statusTones = map[office.Status]state{
	office.StatusArrived:    {Tone: "new", Sign: "●"},
	office.StatusRefused:    {Tone: "bad", Sign: "✘"},
	office.StatusAccepted:   {Tone: "good", Sign: "✔"},
	office.StatusAssigned:   {Tone: "good", Sign: "→"},
	office.StatusInProgress: {Tone: "good", Sign: "…"},
	office.StatusDone:       {Tone: "good", Sign: "✔"},
	office.StatusRecall:     {Tone: "warn", Sign: "!"},
	office.StatusAgreed:     {Tone: "warn", Sign: "↩"},
	office.StatusDeclined:   {Tone: "good", Sign: "✔"},
}

func (v *visit) status(s office.Status) state {
	shown, known := statusTones[s]
	if !known {
		return state{Tone: "plain", Sign: "–", Word: v.text("status.none")}
	}
	shown.Word = v.text("status." + string(s))
	return shown
}

func (v *visit) stage(s office.Stage) state {
	shown := state{Tone: "plain", Sign: "○", Word: v.text("stage." + string(s))}
	if s == office.Issued {
		shown.Tone, shown.Sign = "good", "✔"
	}
	return shown
}

func (v *visit) transport(t office.Transport) string { return v.text("transport." + string(t)) }

// urgency is the mark, empty for none.
func (v *visit) urgency(u office.Urgency) string {
	if u == office.Normal {
		return ""
	}
	return v.text("urgency." + strconv.Itoa(int(u)))
}

// clockShown gives 23/11/2026 08:02, in Vietnam.
func clockShown(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(office.Vietnam).Format("02/01/2006 15:04")
}

func arrivalNumber(a office.Arrival) string {
	if a.Number == 0 {
		return "–"
	}
	return strconv.Itoa(a.Number)
}

// size gives 1,4 MB, or 1.4 MB in English.
func (v *visit) size(bytes int64) string {
	text := fmt.Sprintf("%d B", bytes)
	switch {
	case bytes >= 1<<20:
		text = fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		text = fmt.Sprintf("%.0f KB", float64(bytes)/(1<<10))
	}
	if v.language == i18n.Vietnamese {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

package incoming

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Draw shows a state.
func (v *View) Draw(s incoming.State) {
	v.state = s
	v.search.SetHint(s.Hint)
	v.waiting.Set(s.Waiting.Label, s.Waiting.On)
	v.years.Set(s.Years, s.Year)
	v.fresh.SetText(s.Fresh)
	widgets.Show(v.fresh, s.Fresh != "")
	v.counted.SetText(s.Counted)
	v.banner.Set(s.Banner)
	v.head.Set(s.Columns)
	v.rows.Draw(cells(s.Rows), s.Selected)
	widgets.SetText(v.empty, s.Empty+s.Busy)
	v.Document.Widen(s.Widen)
	v.decision.draw(s.Decision)
	v.refusal.draw(s.Refusal)
	v.doubt.draw(s.Doubt)
	if s.Wide != v.wide {
		v.wide = s.Wide
		v.arrange()
	}
}

func cells(rows []incoming.Row) [][]widgets.Cell {
	all := make([][]widgets.Cell, len(rows))
	for i, r := range rows {
		level := desk.Plain
		if r.Refused {
			level = desk.Quiet
		}
		all[i] = []widgets.Cell{
			{Text: r.Received, Level: level},
			{Text: r.Number, Level: level},
			{Text: r.Code, Bold: r.Waiting, Level: level},
			{Text: r.Issuer, Level: level},
			{Text: r.Subject, Bold: r.Waiting, Level: level, Badge: r.Urgency},
			{Text: r.Check.Word, Level: r.Check.Level, Sign: r.Check.Word != ""},
		}
	}
	return all
}

package draft

import (
	"strconv"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

func (d *Dialog) refresh() { d.view(d.state()) }

func (d *Dialog) state() State {
	if !d.open {
		return State{}
	}
	w := d.env.Words()
	s := State{
		Open: true, Heading: w.T("desk.draft.heading"), Banner: w.Explain(d.fault, ""),
		Pick: w.T("desk.draft.pick"), Add: w.T("desk.draft.add"), Filled: d.filled,
		Type:      Field{w.T("desk.fact.type"), "", d.form.Type},
		Notation:  Field{w.T("desk.numbering.notation"), w.T("desk.draft.notation_hint"), d.form.Notation},
		Subject:   Field{w.T("desk.column.subject"), w.T("desk.draft.subject_hint"), d.form.Subject},
		Position:  Field{w.T("desk.draft.position"), w.T("desk.draft.position_hint"), d.form.Position},
		Signer:    Field{w.T("desk.draft.signer"), w.T("desk.draft.signer_hint"), d.form.Signer},
		Urgency:   Field{w.T("desk.fact.urgency"), "", d.form.Urgency},
		Urgencies: urgencies(w),
		Secrecy:   Field{w.T("desk.fact.secrecy"), "", d.form.Secrecy},
		Secrecies: secrecies(w),
		Save:      d.action(w), Stop: desk.Action{Label: w.T("desk.cancel"), Enabled: !d.act.Open()},
	}
	for _, t := range office.DocumentTypes() {
		s.Types = append(s.Types, string(t))
	}
	for _, f := range d.files {
		if f.Role == office.MainFile {
			s.File = f.Name + " · " + w.Size(f.Size)
		} else {
			s.Extra = append(s.Extra, f.Name+" · "+w.Size(f.Size))
		}
	}
	if d.take.Open() {
		s.Busy = w.T("desk.draft.reading")
	}
	return s
}

func urgencies(w desk.Words) (all []desk.Choice) {
	for u := office.Normal; u <= office.ExpressTime; u++ {
		all = append(all, desk.Choice{ID: strconv.Itoa(int(u)), Label: w.Urgency(u).Word})
	}
	return all
}

func secrecies(w desk.Words) (all []desk.Choice) {
	for s := office.Ordinary; s <= office.Supreme; s++ {
		all = append(all, desk.Choice{ID: strconv.Itoa(int(s)), Label: w.Secrecy(s).Word})
	}
	return all
}

func (d *Dialog) action(w desk.Words) desk.Action {
	return desk.Offer(w.T("desk.draft.save"), d.obstacle(w))
}

func (d *Dialog) obstacle(w desk.Words) string {
	switch {
	case d.act.Open() || d.take.Open():
		return w.T("desk.busy")
	case len(d.files) == 0 || d.files[0].Role != office.MainFile:
		return w.T("desk.draft.no_file")
	}
	if err := d.document().Info.Check(); err != nil {
		return w.Explain(err, "").Heading
	}
	return ""
}

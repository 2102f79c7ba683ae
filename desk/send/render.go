package send

import "github.com/vanthu/vanthu/desk"

func (d *Dialog) refresh() { d.view(d.state()) }

func (d *Dialog) state() State {
	if !d.open {
		return State{}
	}
	w := d.env.Words()
	s := State{
		Open: true, Heading: w.T("desk.send.heading", "code", w.Code(d.document.Info.Code)), Subject: d.document.Info.Subject,
		Hint: w.T("desk.send.hint"), All: w.T("desk.send.all"), None: w.T("desk.send.none"),
		Banner: w.Explain(d.fault, w.T("desk.retry")), Send: d.action(w),
		Stop: desk.Action{Label: w.T("desk.cancel"), Enabled: !d.act.Open()},
	}
	for _, a := range d.shown() {
		row := Row{Code: a.Code, Name: a.Name, Checked: d.chosen[a.Code]}
		if d.sent[a.Code] {
			row.Sent = w.T("desk.send.sent")
		}
		s.Rows = append(s.Rows, row)
	}
	for _, a := range d.recipients() {
		s.Chosen = append(s.Chosen, a.Name)
	}
	switch {
	case d.list.Open():
		s.Busy = w.T("desk.loading")
	case d.listed && len(d.agencies) == 0:
		s.Empty = w.T("desk.send.no_agencies")
	case len(s.Rows) == 0 && d.fault == nil:
		s.Empty = w.T("desk.incoming.not_found", "text", d.filter)
	}
	s.Counted = w.T("desk.send.counted", "count", len(d.chosen), "all", len(d.agencies))
	return s
}

func (d *Dialog) action(w desk.Words) desk.Action {
	label := w.T("desk.send.send", "count", len(d.chosen))
	if len(d.chosen) == 0 {
		label = w.T("desk.send.send_none")
	}
	return desk.Offer(label, d.obstacle(w))
}

func (d *Dialog) obstacle(w desk.Words) string {
	if d.act.Open() {
		return w.T("desk.busy")
	}
	if err := d.document.Info.Secrecy.Admit(); err != nil {
		return w.Explain(err, "").Heading
	}
	if len(d.chosen) == 0 {
		return w.T("desk.send.choose")
	}
	return ""
}

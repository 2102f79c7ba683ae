package outgoing

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// step is what comes next at a stage, whose work it is, and its texts.
type step struct {
	role  office.Role
	label string
	wait  string // shown to those whose work it is not
	do    func(*Screen, office.Document)
}

func nextStep(stage office.Stage) (step, bool) {
	switch stage {
	case office.Draft:
		return step{office.Leader, "desk.outgoing.sign", "desk.outgoing.wait_leader", sign(desk.PersonSignature)}, true
	case office.Signed:
		return step{office.Clerk, "desk.outgoing.number", "desk.outgoing.wait_clerk", (*Screen).askNumber}, true
	case office.Numbered:
		return step{office.Clerk, "desk.outgoing.seal", "desk.outgoing.wait_clerk", sign(desk.AgencySignature)}, true
	case office.Sealed:
		return step{office.Clerk, "desk.outgoing.send", "desk.outgoing.wait_clerk", (*Screen).send}, true
	case office.Issued:
		return step{office.Clerk, "desk.outgoing.send_more", "desk.outgoing.wait_clerk", (*Screen).send}, true
	default:
		return step{}, false
	}
}

func sign(role desk.SignRole) func(*Screen, office.Document) {
	return func(s *Screen, d office.Document) { s.tasks.Sign(d, role) }
}

func (s *Screen) send(d office.Document) { s.tasks.Send(d, s.found.deliveries[d.ID]) }

// Main is Enter: it takes the next step of the chosen document.
func (s *Screen) Main() {
	d, ok := s.current()
	if next, known := nextStep(d.Stage); ok && known && s.mainAction(s.env.Words(), d).Enabled {
		next.do(s, d)
	}
}

// Compose starts a new document.
func (s *Screen) Compose() { s.tasks.Compose() }

func (s *Screen) mainAction(w desk.Words, d office.Document) desk.Action {
	next, known := nextStep(d.Stage)
	if !known {
		return desk.Action{Hidden: true}
	}
	return desk.Offer(w.T(next.label), s.obstacle(w, d, next))
}

// obstacle is why the next step is not possible now, empty when it is.
func (s *Screen) obstacle(w desk.Words, d office.Document, next step) string {
	switch {
	case s.act.Open():
		return w.T("desk.busy")
	case len(d.Files) == 0:
		return w.Explain(office.ErrFile, "").Heading
	case s.found.role != "" && s.found.role != next.role:
		return w.T(next.wait)
	case d.Stage == office.Signed && s.waitsFor(d, desk.PendingNumber):
		return w.T("desk.outgoing.number_waits")
	default:
		return ""
	}
}

func (s *Screen) waitsFor(d office.Document, kind desk.PendingKind) bool {
	for _, p := range s.found.pending {
		if p.What == kind && p.Target == string(d.ID) && p.Refuse == nil {
			return true
		}
	}
	return false
}

package inbox

import (
	"pgregory.net/rapid"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// check holds the view against a fresh fold of what it is made of.
func (m *machine) check(t *rapid.T) {
	m.ok(m.s.read(ctx, func(v view) error {
		all, err := list(v, scanTouch, `SELECT type, id FROM remote UNION SELECT type, id FROM touches
			UNION SELECT 'arrival', id FROM arrivals UNION SELECT 'document', id FROM documents UNION SELECT 'delivery', id FROM deliveries`)
		m.ok(err)
		for _, record := range all {
			m.checkRecord(v, record)
		}
		var ops, words, rows int
		m.ok(v.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM ops), (SELECT count(*) FROM arrivals_text),
			(SELECT count(*) FROM arrivals)`).Scan(&ops, &words, &rows))
		if ops != m.made || words != rows {
			t.Fatalf("%d operations of %d; %d rows of words for %d arrivals", ops, m.made, words, rows)
		}
		m.checkActsStay(v)
		return nil
	}))
}

// checkActsStay: what a person did shows until the server refuses it, however
// late the feed tells. (A restored server may forget for a while.)
func (m *machine) checkActsStay(v view) {
	if m.restored {
		return
	}
	all, err := list(v, scanOp, `SELECT `+opColumns+` FROM ops WHERE state <> 'rejected'`)
	m.ok(err)
	for _, p := range all {
		switch p.Op.Kind {
		case api.AcceptArrival, api.RefuseArrival, api.RegisterArrival:
			a, err := v.arrival(office.ArrivalID(p.Op.Target))
			if err != nil || a.Status() == office.StatusArrived {
				m.t.Fatalf("%s of %s (%s) does not show: %v", p.Op.Kind, p.Op.Target, p.State, err)
			}
		default:
			if _, err := v.document(office.DocumentID(p.Op.Target)); err != nil {
				m.t.Fatalf("%s of %s (%s) does not show: %v", p.Op.Kind, p.Op.Target, p.State, err)
			}
		}
	}
}

func (m *machine) checkRecord(v view, record touch) {
	ops, err := v.overlay(record)
	m.ok(err)
	switch record.Type {
	case api.ArrivalRecord:
		remote, err := remoteCopy[office.Arrival](v, record)
		m.ok(err)
		got, err := v.arrival(office.ArrivalID(record.ID))
		same(m, record, foldArrival(remote, ops), got, err)
	case api.DocumentRecord:
		remote, err := remoteCopy[office.Document](v, record)
		m.ok(err)
		got, err := v.document(office.DocumentID(record.ID))
		same(m, record, foldDocument(remote, ops), got, err)
	case api.DeliveryRecord:
		remote, err := remoteCopy[office.Delivery](v, record)
		m.ok(err)
		got, err := list(v, scanBody[office.Delivery], `SELECT body FROM deliveries WHERE id = ?`, record.ID)
		m.ok(err)
		want := foldDelivery(office.DeliveryID(record.ID), remote, ops)
		if (want != nil) != (len(got) == 1) {
			m.t.Fatalf("%v: %v, view has %d", record, want, len(got))
		}
		if want != nil {
			got[0].RecipientName = want.RecipientName
			same(m, record, want, got[0], nil)
		}
	}
}

func same[T any](m *machine, record touch, want *T, got T, err error) {
	switch {
	case want == nil && err == ErrNotFound:
	case want == nil || err != nil:
		m.t.Fatalf("%v: fold %v, view %v", record, want, err)
	case asJSON(*want) != asJSON(got):
		m.t.Fatalf("%v:\nfold %s\nview %s", record, asJSON(*want), asJSON(got))
	}
}

// settle lets everything through and holds the home against the server.
func (m *machine) settle(t *rapid.T) {
	for range 4 {
		m.pushAll(t)
		m.pullAll(t)
	}
	sums, cursor, err := m.s.Sums(ctx)
	m.ok(err)
	if cursor != m.server.cursor(m.server.head) || len(sums) > 0 && sumOf(m.server, api.ArrivalRecord) != orZero(sums, api.ArrivalRecord) {
		t.Fatalf("the sides differ: %v at %s", sums, cursor)
	}
	waiting, err := m.s.Waiting(ctx)
	m.ok(err)
	for _, p := range waiting {
		if p.State != Rejected {
			t.Fatalf("%s still waits", p.Op.ID)
		}
	}
	m.checkServerHasAll(t)
	m.check(t)
}

// checkServerHasAll: every operation ever put into the outbox was taken once, or
// lies in the tray.
func (m *machine) checkServerHasAll(t *rapid.T) {
	m.ok(m.s.read(ctx, func(v view) error {
		all, err := list(v, scanOp, `SELECT `+opColumns+` FROM ops`)
		for _, p := range all {
			answer, known := m.server.answers[p.Op.ID]
			if !known || answer.Done != (p.State == Settled) || !answer.Done && p.State != Rejected {
				t.Fatalf("%s is %s here and %v at the server", p.Op.ID, p.State, answer)
			}
		}
		return err
	}))
	numbers := map[int]bool{}
	for _, ch := range m.server.records {
		if ch.Type != api.ArrivalRecord {
			continue
		}
		if a, _ := get[office.Arrival](m.server, ch.Type, ch.ID); a.Number != 0 {
			if numbers[a.Number] {
				t.Fatalf("number %d twice", a.Number)
			}
			numbers[a.Number] = true
		}
	}
	if len(numbers) != m.server.number {
		t.Fatalf("%d numbers of %d", len(numbers), m.server.number)
	}
}

func (m *machine) pushAll(t *rapid.T) {
	for {
		queue, err := m.s.Queue(ctx, 100)
		m.ok(err)
		if len(queue) == 0 {
			return
		}
		for _, op := range queue {
			v, taken := m.server.take(clerk.Device, op)
			if !taken {
				m.mend(op)
				break
			}
			m.ok(m.s.Conclude(ctx, []Verdict{v}))
		}
	}
}

func (m *machine) pullAll(t *rapid.T) {
	for more := true; more; {
		at, err := m.s.Position(ctx)
		m.ok(err)
		page, ok := m.server.page(at.Cursor, 4)
		if !ok {
			begun, err := m.s.BeginSnapshot(ctx)
			m.ok(err)
			m.ok(m.s.StageSnapshot(ctx, m.server.sorted()))
			_, err = m.s.FinishSnapshot(ctx, begun, m.server.cursor(m.server.head))
			m.ok(err)
			continue
		}
		_, err = m.s.ApplyFeed(ctx, at, page)
		m.ok(err)
		more = page.More
	}
}

func sumOf(m *modelServer, kind api.RecordType) api.TypeSum {
	var s api.Summer
	for _, ch := range m.records {
		if ch.Type == kind {
			s.Add(ch.ID, ch.Version)
		}
	}
	return s.Total()
}

func orZero(sums map[api.RecordType]api.TypeSum, kind api.RecordType) api.TypeSum {
	if s, ok := sums[kind]; ok {
		return s
	}
	return (&api.Summer{}).Total()
}

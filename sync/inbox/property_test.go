package inbox

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// machine drives a home against the model: people act, operations go up and
// their answers get lost, pages come late, the server is restored from a backup.
// After every step the view must be the remote copy with the pending operations
// over it, and no operation may be lost.
type machine struct {
	t        *rapid.T
	s        *Store
	server   *modelServer
	saved    *modelServer
	file     office.File
	made     int // operations put into the outbox
	n        int // arrivals and other counters
	held     *heldPage
	restored bool
}

// heldPage is a feed answer on its way while other things happen.
type heldPage struct {
	at   Position
	page api.Feed
}

func (m *machine) ok(err error) {
	if err != nil {
		m.t.Fatalf("%v", err)
	}
}

// act tolerates what the office's rules refuse.
func (m *machine) act(err error) {
	if err == nil {
		m.made++
	}
}

func (m *machine) arrival() office.ArrivalID {
	all, err := m.s.Arrivals(ctx, office.ArrivalFilter{})
	m.ok(err)
	if len(all) == 0 {
		return "none"
	}
	return rapid.SampledFrom(all).Draw(m.t, "arrival").ID
}

func (m *machine) document() office.Document {
	all, err := m.s.Documents(ctx, office.DocumentFilter{})
	m.ok(err)
	if len(all) == 0 {
		return office.Document{}
	}
	return rapid.SampledFrom(all).Draw(m.t, "document")
}

func (m *machine) accept(t *rapid.T) { m.act(m.s.Accept(ctx, m.arrival(), "Phòng A")) }
func (m *machine) refuse(t *rapid.T) {
	m.act(m.s.Refuse(ctx, m.arrival(), "Gửi nhầm cơ quan nhận"))
}

func (m *machine) register(t *rapid.T) {
	m.act(second(m.s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})))
}

func (m *machine) save(t *rapid.T) {
	d := m.document()
	if d.ID == "" || rapid.Bool().Draw(t, "new") {
		d = office.Document{Info: info("Kế hoạch"), Stage: office.Sealed, Files: []office.File{m.file}}
	}
	m.n++
	d.Info.Subject = fmt.Sprintf("Kế hoạch %d", m.n)
	m.act(second(m.s.SaveDocument(ctx, d)))
}

func (m *machine) dispatch(t *rapid.T) {
	m.act(second(m.s.Dispatch(ctx, m.document().ID, []office.AgencyCode{"H37.02", "H37.03"})))
}

// replace puts a later form of a document's file in place; the model server
// refuses to send what is not the document as it has it.
func (m *machine) replace(t *rapid.T) {
	d := m.document()
	if len(d.Files) == 0 {
		t.Skip("no document")
	}
	m.n++
	path := filepath.Join(m.s.Dir(), "later.pdf")
	m.ok(os.WriteFile(path, fmt.Appendf(nil, "%%PDF-1.7 %d", m.n), 0o600))
	after, err := m.s.AddFile(ctx, path, office.MainFile)
	m.ok(err)
	before, had := m.ops(), d.Files[0]
	done, err := m.s.ReplaceFile(ctx, d.ID, had.SHA256, after)
	m.ok(err)
	now, err := m.s.Document(ctx, d.ID)
	m.ok(err)
	want := had
	if done {
		want.SHA256, want.Size = after.SHA256, after.Size
	}
	if now.Files[0] != want || now.Stage != d.Stage {
		t.Fatalf("replaced %v: %s is %v, not %v", done, d.ID, now, want)
	}
	m.made += m.ops() - before
}

// ops counts what was ever put into the outbox.
func (m *machine) ops() (n int) {
	m.ok(m.s.reader.QueryRowContext(ctx, `SELECT count(*) FROM ops`).Scan(&n))
	return n
}

func second[T any](_ T, err error) error { return err }

// push sends some of the queue; the answers to the last of it may be lost.
func (m *machine) push(t *rapid.T) {
	queue, err := m.s.Queue(ctx, rapid.IntRange(1, 5).Draw(t, "batch"))
	m.ok(err)
	if len(queue) == 0 {
		return
	}
	m.ok(m.s.MarkSent(ctx, queue))
	var verdicts []Verdict
	for _, op := range queue {
		v, taken := m.server.take(clerk.Device, op)
		if !taken {
			m.mend(op)
			break
		}
		verdicts = append(verdicts, v)
	}
	known := rapid.IntRange(0, len(verdicts)).Draw(t, "answered")
	m.ok(m.s.Conclude(ctx, verdicts[:known]))
}

// mend is what the engine does about a gap.
func (m *machine) mend(op api.Op) {
	want := m.server.last[clerk.Device] + 1
	if !m.restored || want > op.Seq {
		m.t.Fatalf("the server wants %d, the home sends %d", want, op.Seq)
	}
	whole, err := m.s.Resend(ctx, want)
	m.ok(err)
	if !whole {
		m.t.Fatalf("a gap stays before %d", op.Seq)
	}
}

// ask takes a page from the server; deliver applies it, perhaps much later.
func (m *machine) ask(t *rapid.T) {
	at, err := m.s.Position(ctx)
	m.ok(err)
	page, ok := m.server.page(at.Cursor, rapid.IntRange(1, 6).Draw(t, "limit"))
	if !ok {
		m.snapshot(t)
		return
	}
	m.held = &heldPage{at, page}
}

func (m *machine) deliver(t *rapid.T) {
	if m.held == nil {
		t.Skip("nothing on its way")
	}
	_, err := m.s.ApplyFeed(ctx, m.held.at, m.held.page)
	m.ok(err)
	if rapid.Bool().Draw(t, "gone") {
		m.held = nil // otherwise it will come twice
	}
}

func (m *machine) snapshot(t *rapid.T) {
	begun, err := m.s.BeginSnapshot(ctx)
	m.ok(err)
	all := m.server.sorted()
	half := len(all) / 2
	m.ok(m.s.StageSnapshot(ctx, all[:half]))
	if rapid.IntRange(0, 4).Draw(t, "broken off") == 0 {
		return
	}
	m.ok(m.s.StageSnapshot(ctx, all[half:]))
	_, err = m.s.FinishSnapshot(ctx, begun, m.server.cursor(m.server.head))
	m.ok(err)
}

func (m *machine) arrive(t *rapid.T) {
	m.n++
	m.server.arrive(m.n)
}

func (m *machine) otherClerk(t *rapid.T) {
	m.n++
	m.server.elsewhere(string(m.arrival()), m.n)
}

func (m *machine) backup(t *rapid.T) { m.saved = m.server.backup() }

// restore brings the backup back. Refusals of the lost time make the home ask
// for a login, which TestANewDevice… covers; here the restored server is one
// whose lost time knew none.
func (m *machine) restore(t *rapid.T) {
	if m.saved == nil {
		t.Skip("no backup")
	}
	for id, v := range m.server.answers {
		if _, kept := m.saved.answers[id]; !kept && !v.Done {
			t.Skip("a refusal would be lost")
		}
	}
	epoch := m.server.epoch
	m.server = m.saved.backup()
	m.server.epoch = epoch + 1
	m.held, m.restored = nil, true
}

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

func TestTheViewIsTheRemoteCopyWithPendingOperationsOverIt(t *testing.T) {
	fixture := writeFile(t, "vb.pdf", "%PDF-1.7 kế hoạch")
	root := t.TempDir()
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		dir := filepath.Join(root, fmt.Sprint(runs))
		s, err := Open(ctx, dir, ticking())
		require.NoError(rt, err)
		defer func() { _ = s.Close(); _ = os.RemoveAll(dir) }()
		_, err = s.writer.Exec("PRAGMA synchronous = OFF") // speed; durability is not what is tested here
		require.NoError(rt, err)
		m := &machine{t: rt, s: s, server: newModel()}
		m.ok(s.SetSession(ctx, clerk))
		m.file, err = s.AddFile(ctx, fixture, office.MainFile)
		m.ok(err)
		m.snapshot(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"": m.check, "accept": m.accept, "refuse": m.refuse, "register": m.register, "save": m.save, "dispatch": m.dispatch, "replace": m.replace,
			"push": m.push, "push again": m.push, "ask": m.ask, "ask again": m.ask, "deliver": m.deliver, "deliver again": m.deliver,
			"snapshot": m.snapshot, "arrive": m.arrive, "arrive again": m.arrive, "other clerk": m.otherClerk,
			"backup": m.backup, "restore": m.restore,
		})
		m.settle(rt)
	})
}

func TestRebuildingKeepsWhatFoldsToNothingOut(t *testing.T) {
	s := newHome(t)
	id := sealed(t, s, "Kế hoạch")
	ops, _ := s.Queue(ctx, 1)
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: ops[0].ID, Code: api.ErrForbidden}}))
	_, err := s.Document(ctx, id)
	require.ErrorIs(t, err, ErrNotFound, "refused, and the server never had it")
	waiting, _ := s.Waiting(ctx)
	require.Len(t, waiting, 1)
	require.True(t, slices.ContainsFunc(waiting, func(p PendingOp) bool { return strings.Contains(string(p.Op.Payload), "Kế hoạch") }))
}

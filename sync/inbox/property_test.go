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

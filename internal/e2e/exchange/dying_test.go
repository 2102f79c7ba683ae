package exchange

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// errDead is the end of the process: from then on nothing works.
var errDead = errors.New("the program was killed")

// dying stands between the engine and both sides and counts the points before
// and after each thing that leaves a mark; at one of them the program dies.
type dying struct {
	engine.Server
	engine.Local
	deadAt func(n int, name string, after bool) bool
	n      int
	dead   bool
	last   string
}

// pointAfter dies after the first call of a name: its answer is lost.
func pointAfter(name string) func(int, string, bool) bool {
	return func(_ int, at string, after bool) bool { return after && at == name }
}

func (d *dying) at(name string, do func() error) error {
	if d.pass(name, false) {
		return errDead
	}
	err := do()
	if d.pass(name, true) {
		return errDead
	}
	return err
}

func (d *dying) pass(name string, after bool) bool {
	if !d.dead {
		d.n++
		d.dead, d.last = d.deadAt(d.n, name, after), name
	}
	return d.dead
}

func (d *dying) Ops(ctx context.Context, ops []api.Op) (results []api.OpResult, err error) {
	err = d.at("ops", func() error { results, err = d.Server.Ops(ctx, ops); return err })
	return results, err
}

func (d *dying) Upload(ctx context.Context, u remote.Upload) error {
	begun := u.Begun
	u.Begun = func(location string) error { return d.at("upload begun", func() error { return begun(location) }) }
	return d.at("upload", func() error { return d.Server.Upload(ctx, u) })
}

func (d *dying) Download(ctx context.Context, f remote.Download) error {
	return d.at("download", func() error { return d.Server.Download(ctx, f) })
}

func (d *dying) MarkSent(ctx context.Context, ops []api.Op) error {
	return d.at("mark sent", func() error { return d.Local.MarkSent(ctx, ops) })
}

func (d *dying) Conclude(ctx context.Context, v []inbox.Verdict) error {
	return d.at("conclude", func() error { return d.Local.Conclude(ctx, v) })
}

func (d *dying) ApplyFeed(ctx context.Context, p inbox.Position, page api.Feed) (in inbox.Intake, err error) {
	err = d.at("apply", func() error { in, err = d.Local.ApplyFeed(ctx, p, page); return err })
	return in, err
}

func (d *dying) StageSnapshot(ctx context.Context, all []api.Change) error {
	return d.at("stage", func() error { return d.Local.StageSnapshot(ctx, all) })
}

func (d *dying) FinishSnapshot(ctx context.Context, p inbox.Position, cursor string) (in inbox.Intake, err error) {
	err = d.at("finish snapshot", func() error { in, err = d.Local.FinishSnapshot(ctx, p, cursor); return err })
	return in, err
}

func (d *dying) Arrived(ctx context.Context, sha string) error {
	return d.at("arrived", func() error { return d.Local.Arrived(ctx, sha) })
}

func (d *dying) SetUpload(ctx context.Context, sha, location string) error {
	return d.at("set upload", func() error { return d.Local.SetUpload(ctx, sha, location) })
}

func (d *desk) server() *remote.Client {
	d.t.Helper()
	client, err := remote.New(d.config)
	require.NoError(d.t, err)
	d.t.Cleanup(client.Close)
	return client
}

func (d *desk) engineConfig(server engine.Server, local engine.Local) engine.Config {
	return engine.Config{Local: local, Server: server, Clock: clock.System{}, Random: rand.Float64}
}

// TestKilledAtEveryPoint ends the program at each point of a sync, one after the
// other, and starts it again: of a machine that sends, of one that receives and
// accepts, and of one that must take the snapshot.
func TestKilledAtEveryPoint(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	sent := 0
	send := func() {
		sent++
		sender.send(sent, 3000, "H37.02")
	}
	receive := func() {
		send()
		sender.sync()
		for _, a := range recipient.arrivals() {
			if a.Status() == office.StatusArrived {
				require.NoError(t, recipient.store.Accept(ctx, a.ID, ""))
			}
		}
	}
	renew := func() {
		receive()
		execute(t, filepath.Join(recipient.dir, "vanthu.db"), `UPDATE home SET cursor = 'forgotten'`)
	}
	points := map[string]int{}
	sender.dieEverywhere(send, points)
	recipient.dieEverywhere(receive, points)
	recipient.dieEverywhere(renew, points)
	t.Logf("killed at %v", points)
	for _, name := range []string{
		"ops", "mark sent", "conclude", "apply", "upload", "upload begun", "set upload", "download", "arrived", "stage", "finish snapshot",
	} {
		assert.GreaterOrEqual(t, points[name], 2, name)
	}
	sender.sync()
	recipient.sync()
	arrived := recipient.arrivals()
	require.Len(t, arrived, sent)
	codes, numbers := map[string]bool{}, map[int]bool{}
	for _, a := range arrived {
		assert.False(t, codes[a.Info.Code.String()], "twice: %s", a.Info.Code)
		assert.False(t, a.Number != 0 && numbers[a.Number], "number %d twice", a.Number)
		codes[a.Info.Code.String()], numbers[a.Number] = true, true
		recipient.holds(a.Files[0])
	}
	assert.Empty(t, sender.waiting())
	assert.Empty(t, recipient.waiting())
}

// dieEverywhere prepares some work, dies at the n-th point of its sync, and
// finishes it with the program started again; for n from 1 until there is no
// such point.
func (d *desk) dieEverywhere(prepare func(), points map[string]int) {
	d.t.Helper()
	for n := 1; ; n++ {
		require.Less(d.t, n, 100, "a sync that never ends")
		prepare()
		way := &dying{Server: d.server(), Local: d.store, deadAt: func(at int, _ string, _ bool) bool { return at == n }}
		_, err := engine.New(d.engineConfig(way, way)).Sync(ctx)
		if err == nil {
			return
		}
		require.ErrorIs(d.t, err, errDead)
		points[way.last]++
		d.reopen()
		d.sync()
	}
}

// TestRunHearsOfNewsAndComesBackAfterAnOutage leaves Run alone with a server that
// goes and comes.
func TestRunHearsOfNewsAndComesBackAfterAnOutage(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	running, stop := context.WithCancel(ctx)
	events := make(chan engine.Event, 1000)
	config := recipient.engineConfig(recipient.server(), recipient.store)
	config.Tell = func(e engine.Event) { events <- e }
	config.Sleep = func(ctx context.Context, _ time.Duration) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
			return nil
		}
	}
	e := engine.New(config)
	ended := make(chan error, 1)
	go func() { ended <- e.Run(running) }()
	await := func(what string, fits func(engine.Event) bool) {
		t.Helper()
		for deadline := time.After(10 * time.Second); ; {
			select {
			case event := <-events:
				if fits(event) {
					return
				}
			case <-deadline:
				t.Fatalf("no %s", what)
			}
		}
	}
	finished := func(e engine.Event) bool { _, ok := e.(engine.Finished); return ok }
	await("first sync", finished)

	sender.send(1, 500, "H37.02")
	sender.sync()
	await("file of the news", func(e engine.Event) bool { f, ok := e.(engine.Finished); return ok && f.Summary.Files == 1 })

	c.stop()
	await("failure", func(e engine.Event) bool { f, ok := e.(engine.Failed); return ok && f.Offline && !f.Retry.IsZero() })
	require.NoError(t, recipient.store.Accept(ctx, recipient.arrivals()[0].ID, ""))
	e.Poke()
	c.start()
	await("the accept sent", func(e engine.Event) bool { f, ok := e.(engine.Finished); return ok && f.Summary.Sent == 1 })

	require.NoError(t, second(recipient.store.RegisterPaper(ctx, office.Arrival{Info: info(9)})))
	e.Poke() // wakes the long poll
	await("the paper sent", func(e engine.Event) bool { f, ok := e.(engine.Finished); return ok && f.Summary.Sent == 1 })
	stop()
	require.ErrorIs(t, <-ended, context.Canceled)
}

func second[T any](_ T, err error) error { return err }

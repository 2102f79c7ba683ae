package exchange

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/inbox"
)

// TestARestoredServerGetsBackWhatItLost puts a backup of the server in place:
// with a new epoch, as the restore command makes it, and as a bare copy.
func TestARestoredServerGetsBackWhatItLost(t *testing.T) {
	for name, newEpoch := range map[string]bool{"new epoch": true, "bare copy": false} {
		t.Run(name, func(t *testing.T) {
			c := newCentral(t)
			sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
			sender.send(1, 500, "H37.02")
			sender.sync()
			recipient.sync()
			c.stop()
			saved := c.backup()
			c.start()

			lost := sender.send(2, 700, "H37.02")
			sender.sync()
			third := sender.send(3, 900, "H37.02", "H37.03")
			sender.sync()
			recipient.sync()
			for _, a := range recipient.arrivals() {
				require.NoError(t, recipient.store.Accept(ctx, a.ID, ""))
			}
			recipient.sync()
			sender.sync()
			before := recipient.arrivals()
			require.Len(t, before, 3)

			c.stop()
			c.restore(saved)
			if newEpoch {
				execute(t, filepath.Join(c.data, "central.db"), `UPDATE identity SET epoch = randomblob(8)`)
			}
			c.start()
			queued := sender.send(4, 100, "H37.02") // meanwhile the work goes on
			sum := sender.sync()
			assert.Equal(t, newEpoch, sum.Resynced)
			assert.GreaterOrEqual(t, sum.Sent, 6, "what was lost, and what is new")
			recipient.sync()
			sender.sync()

			after := recipient.arrivals()
			require.Len(t, after, 4)
			for _, a := range after {
				for _, f := range a.Files {
					recipient.holds(f)
				}
			}
			for _, id := range []office.DocumentID{lost, third, queued} {
				deliveries, err := sender.store.Deliveries(ctx, id)
				require.NoError(t, err)
				require.NotEmpty(t, deliveries)
				for _, d := range deliveries {
					assert.Equal(t, office.Delivered, d.Transport)
				}
			}
			numbers := map[int]bool{}
			for _, a := range after {
				if a.Number != 0 {
					numbers[a.Number] = true
				}
			}
			assert.Equal(t, map[int]bool{1: true, 2: true, 3: true}, numbers, "accepted again, in the same order")
			assert.Empty(t, sender.waiting())
			assert.Empty(t, recipient.waiting())
			assert.Equal(t, engine.Summary{}, recipient.sync())
		})
	}
}

func execute(t testing.TB, file, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	require.NoError(t, err)
	defer db.Close()
	result, err := db.Exec(statement)
	require.NoError(t, err)
	n, err := result.RowsAffected()
	require.NoError(t, err)
	require.Positive(t, n, statement)
}

// TestARestoredHomeAsksForALogin puts an old copy of a machine's home in place:
// its next operations bear numbers that the server has already taken.
func TestARestoredHomeAsksForALogin(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	sender.send(1, 500, "H37.02")
	sender.sync()
	require.NoError(t, sender.store.Close())
	saved := filepath.Join(t.TempDir(), "home")
	require.NoError(t, os.CopyFS(saved, os.DirFS(sender.dir)))
	sender.open()
	sender.connect()
	sender.send(2, 500, "H37.02")
	sender.sync()

	require.NoError(t, sender.store.Close())
	sender.dir = saved
	sender.open()
	sender.connect()
	sender.send(3, 500, "H37.02")
	_, err := sender.engine.Sync(ctx)
	require.ErrorIs(t, err, engine.ErrNewLogin)
	assert.True(t, engine.NeedsPerson(err))
	documents, err := sender.store.Documents(ctx, office.DocumentFilter{})
	require.NoError(t, err)
	assert.Len(t, documents, 3, "receiving goes on: the document sent meanwhile is there again")

	sender.login()
	sender.sync()
	recipient.sync()
	assert.Len(t, recipient.arrivals(), 3)
	assert.Empty(t, sender.waiting())
}

// TestALoginAfterALostAnswerDoublesNothing logs in anew while the server has
// operations whose answer never came.
func TestALoginAfterALostAnswerDoublesNothing(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	sender.send(1, 500, "H37.02")
	d := &dying{Server: sender.server(), Local: sender.store, deadAt: pointAfter("ops")}
	_, err := engine.New(sender.engineConfig(d, d)).Sync(ctx)
	require.ErrorIs(t, err, errDead)
	sender.login()
	sender.send(2, 500, "H37.02")
	_, err = sender.engine.Sync(ctx)
	require.NoError(t, err)
	recipient.sync()
	assert.Len(t, recipient.arrivals(), 2)
	for _, p := range sender.waiting() {
		assert.Equal(t, inbox.Rejected, p.State)
		assert.Equal(t, api.ErrOpReused, p.Code, "the person sees that its answer is not known")
	}
}

// TestADifferenceIsFoundAndMended damages the remote copy behind the home's back.
func TestADifferenceIsFoundAndMended(t *testing.T) {
	for name, damage := range map[string]string{
		"record lost":   `DELETE FROM remote WHERE id = (SELECT min(id) FROM remote WHERE type = 'arrival')`,
		"version wrong": `UPDATE remote SET version = version + 1000 WHERE id = (SELECT min(id) FROM remote WHERE type = 'arrival')`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCentral(t)
			sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
			for n := range 3 {
				sender.send(n+1, 100, "H37.02")
			}
			sender.sync()
			recipient.sync()
			before := recipient.arrivals()
			execute(t, filepath.Join(recipient.dir, "vanthu.db"), damage)
			recipient.reopen()
			sum := recipient.sync()
			assert.True(t, sum.Resynced)
			assert.Equal(t, before, recipient.arrivals())
			notes, err := recipient.store.Diagnostics(ctx)
			require.NoError(t, err)
			require.Len(t, notes, 1)
			assert.Equal(t, inbox.ErrChecksum, notes[0].Code)
			assert.Contains(t, notes[0].Detail, "arrival")
			assert.Equal(t, engine.Summary{}, recipient.sync())
		})
	}
}

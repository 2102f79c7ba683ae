package exchange

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/remote"
)

// over puts a line between a machine and the server.
func (d *desk) over(l *line) {
	d.t.Helper()
	d.config.URL = "https://" + l.addr()
	d.connect()
}

// persist syncs until it succeeds and tells how often it did not.
func (d *desk) persist(most int) (failures int) {
	d.t.Helper()
	for failures <= most {
		_, err := d.engine.Sync(ctx)
		if err == nil {
			return failures
		}
		require.True(d.t, engine.Offline(err) || errors.Is(err, remote.ErrUploadBusy), "%v", err)
		failures++
	}
	d.t.Fatalf("still failing after %d tries", most)
	return failures
}

// TestCutsAnywhereLoseAndDoubleNothing sends and receives over a line that
// breaks within 60 kB, so that requests and answers are lost at every place.
func TestCutsAnywhereLoseAndDoubleNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	const documents = 25
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	l := newLine(t, c.addr, seed, 60<<10)
	for n := range documents {
		sender.send(n+1, 1000*(n%9)*(n%9), "H37.02", "H37.03")
	}
	sender.over(l)
	recipient.over(l)
	failures := sender.persist(2000)
	failures += recipient.persist(2000)
	for i, a := range recipient.arrivals() {
		if i%2 == 0 {
			require.NoError(t, recipient.store.Accept(ctx, a.ID, ""))
		} else {
			require.NoError(t, recipient.store.Refuse(ctx, a.ID, "Văn bản gửi nhầm cơ quan"))
		}
	}
	failures += recipient.persist(2000)
	failures += sender.persist(2000)
	cuts, _ := l.state()
	t.Logf("%d cuts, %d syncs failed", cuts, failures)
	assert.Greater(t, cuts, 20, "the line was too good: the test shows nothing")

	arrived := recipient.arrivals()
	require.Len(t, arrived, documents)
	codes, numbers := map[string]int{}, map[int]int{}
	for _, a := range arrived {
		codes[a.Info.Code.String()]++
		numbers[a.Number]++
		require.Len(t, a.Events, 2)
		for _, f := range a.Files {
			recipient.holds(f)
		}
	}
	assert.Len(t, codes, documents, "each document once")
	accepted := (documents + 1) / 2
	assert.Len(t, numbers, accepted+1, "numbers without gap or double, and 0 for the refused")
	for n := 1; n <= accepted; n++ {
		assert.Equal(t, 1, numbers[n], "number %d", n)
	}
	assert.Empty(t, sender.waiting())
	assert.Empty(t, recipient.waiting())
	issued, err := sender.store.Documents(ctx, office.DocumentFilter{})
	require.NoError(t, err)
	for _, doc := range issued {
		deliveries, err := sender.store.Deliveries(ctx, doc.ID)
		require.NoError(t, err)
		require.Len(t, deliveries, 2)
		for _, d := range deliveries {
			if d.Recipient == "H37.02" {
				assert.Contains(t, []office.Status{office.StatusAccepted, office.StatusRefused}, d.Status())
			}
		}
	}
}

// TestAnUploadGoesOnAfterEachCut counts the bytes: a cut costs at most a chunk.
func TestAnUploadGoesOnAfterEachCut(t *testing.T) {
	const size = 40 << 20
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	sender.send(1, size, "H37.02")
	l := newLine(t, c.addr, 5, 8<<20)
	sender.over(l)
	sender.persist(1000)
	cuts, up := l.state()
	t.Logf("%d cuts, %d MB sent for %d MB", cuts, up>>20, size>>20)
	assert.GreaterOrEqual(t, cuts, 4)
	assert.LessOrEqual(t, up, int64(size+cuts*remote.ChunkSize+(1<<20)))

	down := newLine(t, c.addr, 6, 8<<20)
	recipient.over(down)
	recipient.persist(1000)
	cuts, _ = down.state()
	assert.GreaterOrEqual(t, cuts, 3)
	recipient.holds(recipient.arrivals()[0].Files[0])
}

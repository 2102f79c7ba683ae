package exchange

import (
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
)

// BenchmarkRegister is a clerk's registration of a paper document without a
// network: outbox and view in one durable transaction.
func BenchmarkRegister(b *testing.B) {
	d := newDesk(b, newCentral(b), "H37.01")
	for b.Loop() {
		require.NoError(b, second(d.store.RegisterPaper(ctx, office.Arrival{Info: info(1), SenderName: "Ông A"})))
	}
	perSecond(b, b.N, "registrations/s")
}

// BenchmarkPush sends queued registrations, a hundred a request, each in its own
// transaction of the server.
func BenchmarkPush(b *testing.B) {
	const size = 500
	c := newCentral(b)
	for b.Loop() {
		b.StopTimer()
		d := newDesk(b, c, "H37.01")
		for range size {
			require.NoError(b, second(d.store.RegisterPaper(ctx, office.Arrival{Info: info(1)})))
		}
		b.StartTimer()
		d.sync()
	}
	perSecond(b, b.N*size, "ops/s")
}

// BenchmarkPull takes a thousand arrivals into a home that follows the feed.
func BenchmarkPull(b *testing.B) {
	const size = 1000
	c := newCentral(b)
	d := newDesk(b, c, "H37.02")
	for b.Loop() {
		b.StopTimer()
		c.arrive(size)
		b.StartTimer()
		require.Equal(b, size, d.sync().Received)
	}
	perSecond(b, b.N*size, "records/s")
}

// BenchmarkFirstSync takes ten thousand arrivals into a new home by snapshot.
func BenchmarkFirstSync(b *testing.B) {
	const size = 10000
	c := newCentral(b)
	c.arrive(size)
	for b.Loop() {
		newDesk(b, c, "H37.02")
	}
	perSecond(b, b.N*size, "records/s")
}

// arrive puts arrivals straight into the server's store.
func (c *central) arrive(n int) {
	c.t.Helper()
	require.NoError(c.t, c.store.Write(ctx, func(tx store.Tx) error {
		if err := tx.LockFeeds("H37.02"); err != nil {
			return err
		}
		for i := range n {
			_, err := tx.PutArrival(office.Arrival{
				ID: office.ArrivalID(newID()), Agency: "H37.02", SenderName: "Ủy ban nhân dân tỉnh Mẫu", Info: info(i%99999 + 1),
				ReceivedAt: now(), Events: []office.StatusEvent{{ID: office.EventID(newID()), Status: office.StatusArrived, At: now(), By: "hệ thống"}},
			}, office.DeviceID(newID()))
			if err != nil {
				return fmt.Errorf("%d: %w", i, err)
			}
		}
		return nil
	}))
}

func perSecond(b *testing.B, n int, unit string) {
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), unit)
}

func newID() string { return office.IDSource{Clock: clock.System{}, Random: rand.Reader}.New() }

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/engine"
)

// TestOfflineWorkArrivesOnce registers, accepts and queues with the server
// stopped, starts it, and follows everything to both ends.
func TestOfflineWorkArrivesOnce(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	first := sender.send(1, 1000, "H37.02")
	sender.sync()
	recipient.sync()
	waiting := recipient.arrivals()
	require.Len(t, waiting, 1)

	c.stop()
	require.NoError(t, recipient.store.Accept(ctx, waiting[0].ID, "Phòng Tổng hợp"))
	paper, err := recipient.store.RegisterPaper(ctx, office.Arrival{Info: info(7), SenderName: "Ông Nguyễn Văn A"})
	require.NoError(t, err)
	second := sender.send(2, 6<<20, "H37.02", "H37.03")
	for _, d := range []*desk{sender, recipient} {
		_, err := d.engine.Sync(ctx)
		require.Error(t, err)
		assert.True(t, engine.Offline(err), "%v", err)
		failed, ok := d.events[len(d.events)-1].(engine.Failed)
		assert.True(t, ok && failed.Offline)
	}
	accepted, err := recipient.store.Arrival(ctx, waiting[0].ID)
	require.NoError(t, err)
	assert.NotEmpty(t, accepted.Provisional)
	queued, err := sender.store.Deliveries(ctx, second)
	require.NoError(t, err)
	require.Len(t, queued, 2)
	assert.Equal(t, office.Queued, queued[0].Transport)

	c.start()
	sender.sync()
	recipient.sync()
	sender.sync()
	accepted, err = recipient.store.Arrival(ctx, waiting[0].ID)
	require.NoError(t, err)
	assert.Equal(t, 1, accepted.Number)
	assert.Empty(t, accepted.Provisional)
	registered, err := recipient.store.Arrival(ctx, paper)
	require.NoError(t, err)
	assert.Equal(t, 2, registered.Number)
	assert.Equal(t, office.StatusAccepted, registered.Status())
	require.Len(t, recipient.arrivals(), 3)
	seen, err := sender.store.Deliveries(ctx, first)
	require.NoError(t, err)
	require.Len(t, seen, 1)
	assert.Equal(t, office.StatusAccepted, seen[0].Status())
	assert.Equal(t, office.Delivered, seen[0].Transport)
	seen, err = sender.store.Deliveries(ctx, second)
	require.NoError(t, err)
	require.Len(t, seen, 2)
	for _, d := range seen {
		assert.Equal(t, office.StatusArrived, d.Status())
	}
	for _, a := range recipient.arrivals() {
		for _, f := range a.Files {
			recipient.holds(f)
		}
	}
	assert.Empty(t, sender.waiting())
	assert.Empty(t, recipient.waiting())
}

// holds checks that a file is here, byte for byte.
func (d *desk) holds(f office.File) {
	d.t.Helper()
	path, err := d.store.FilePath(ctx, f.SHA256)
	require.NoError(d.t, err)
	raw, err := os.ReadFile(path)
	require.NoError(d.t, err)
	sum := sha256.Sum256(raw)
	require.Equal(d.t, f.SHA256, hex.EncodeToString(sum[:]))
	require.Equal(d.t, f.Size, int64(len(raw)))
}

func TestASecondSyncFindsNothingToDo(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	sender.send(1, 1000, "H37.02")
	assert.Equal(t, 2, sender.sync().Sent)
	assert.Equal(t, engine.Summary{}, sender.sync())
	got := recipient.sync()
	assert.Equal(t, 1, got.Received)
	assert.Equal(t, 1, got.Files)
	assert.Equal(t, engine.Summary{}, recipient.sync())
}

func TestTwoMachinesOfAnAgencyShowTheSame(t *testing.T) {
	c := newCentral(t)
	sender := newDesk(t, c, "H37.01")
	a, b := newDesk(t, c, "H37.02"), newDesk(t, c, "H37.02")
	sender.send(1, 1000, "H37.02")
	sender.sync()
	a.sync()
	b.sync()
	id := a.arrivals()[0].ID
	require.NoError(t, a.store.Accept(ctx, id, ""))
	require.NoError(t, b.store.Refuse(ctx, id, "Văn bản gửi nhầm cơ quan"))
	a.sync()
	sum := b.sync()
	assert.Equal(t, 1, sum.Refused)
	tray := b.waiting()
	require.Len(t, tray, 1)
	assert.Equal(t, office.ErrTransition, tray[0].Code)
	assert.Contains(t, string(tray[0].Op.Payload), "gửi nhầm")
	assert.Equal(t, a.arrivals(), b.arrivals())
	assert.Equal(t, 1, b.arrivals()[0].Number)
}

func TestASecretDocumentIsRefusedByTheServerToo(t *testing.T) {
	c := newCentral(t)
	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	id := sender.sealed(1, 100)
	d, err := sender.store.Document(ctx, id)
	require.NoError(t, err)
	d.Info.Secrecy = office.Secret
	_, err = sender.store.SaveDocument(ctx, d)
	require.ErrorIs(t, err, office.ErrSecret)
	sender.sync()
	recipient.sync()
	assert.Empty(t, recipient.arrivals())
}

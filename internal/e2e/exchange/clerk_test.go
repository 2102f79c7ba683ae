package exchange

import (
	"crypto/rand"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// desk is a clerk's machine.
type desk struct {
	t      testing.TB
	dir    string
	agency office.AgencyCode
	config remote.Config
	store  *inbox.Store
	engine *engine.Engine
	events []engine.Event
}

// newDesk makes a machine, logs its clerk in and syncs once.
func newDesk(t testing.TB, c *central, agency office.AgencyCode) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), agency: agency, config: remote.Config{
		URL: "https://" + c.addr, CAFile: c.ca, UserAgent: "vanthu/test",
		Timeouts: remote.Timeouts{Connect: 5 * time.Second, Answer: 10 * time.Second, Stall: 5 * time.Second},
	}}
	d.open()
	d.login()
	d.sync()
	return d
}

func (d *desk) open() {
	d.t.Helper()
	store, err := inbox.Open(ctx, d.dir, office.IDSource{Clock: clock.System{}, Random: rand.Reader})
	require.NoError(d.t, err)
	d.store = store
	d.t.Cleanup(func() { _ = store.Close() })
}

func (d *desk) login() {
	d.t.Helper()
	client, err := remote.New(d.config)
	require.NoError(d.t, err)
	grant, err := client.Login(ctx, api.DeviceRequest{Username: userOf(d.agency), Password: password, Device: "máy thử"})
	require.NoError(d.t, err)
	require.NoError(d.t, d.store.SetSession(ctx, grant.Session))
	d.config.Token = grant.Token
	d.connect()
}

// connect makes an engine for the present configuration.
func (d *desk) connect() {
	d.t.Helper()
	client, err := remote.New(d.config)
	require.NoError(d.t, err)
	d.t.Cleanup(client.Close)
	d.engine = d.engineOver(client)
}

func (d *desk) engineOver(server engine.Server) *engine.Engine {
	return engine.New(engine.Config{
		Local: d.store, Server: server, Clock: clock.System{}, Random: mathrand.Float64,
		Tell: func(e engine.Event) { d.events = append(d.events, e) },
	})
}

// reopen is the program ended and started again.
func (d *desk) reopen() {
	d.t.Helper()
	require.NoError(d.t, d.store.Close())
	d.open()
	d.connect()
}

func (d *desk) sync() engine.Summary {
	d.t.Helper()
	sum, err := d.engine.Sync(ctx)
	require.NoError(d.t, err)
	return sum
}

// sealed makes a document that is ready to be sent; size is that of its file.
func (d *desk) sealed(number int, size int) office.DocumentID {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), fmt.Sprintf("vb-%d.pdf", number))
	file, err := os.Create(path)
	require.NoError(d.t, err)
	_, err = fmt.Fprintf(file, "%%PDF-1.7 %s %d\n", d.agency, number)
	require.NoError(d.t, err)
	_, err = io.CopyN(file, rand.Reader, int64(size))
	require.NoError(d.t, err)
	require.NoError(d.t, file.Close())
	added, err := d.store.AddFile(ctx, path, office.MainFile)
	require.NoError(d.t, err)
	require.NoError(d.t, os.Remove(path))
	id, err := d.store.SaveDocument(ctx, office.Document{Info: info(number), Stage: office.Sealed, Files: []office.File{added}})
	require.NoError(d.t, err)
	return id
}

func (d *desk) send(number, size int, to ...office.AgencyCode) office.DocumentID {
	d.t.Helper()
	id := d.sealed(number, size)
	_, err := d.store.Dispatch(ctx, id, to)
	require.NoError(d.t, err)
	return id
}

func info(number int) office.Info {
	return office.Info{
		Code: office.DocumentCode{Number: number, Notation: "KH-UBND"}, Date: office.DateOf(time.Now()), Type: "Kế hoạch",
		Subject: fmt.Sprintf("Kế hoạch số %d", number), Issuer: "H37.01", IssuerName: "Ủy ban nhân dân tỉnh Mẫu",
	}
}

func (d *desk) arrivals() []office.Arrival {
	d.t.Helper()
	all, err := d.store.Arrivals(ctx, office.ArrivalFilter{Limit: 10000})
	require.NoError(d.t, err)
	return all
}

func (d *desk) waiting() []inbox.PendingOp {
	d.t.Helper()
	all, err := d.store.Waiting(ctx)
	require.NoError(d.t, err)
	return all
}

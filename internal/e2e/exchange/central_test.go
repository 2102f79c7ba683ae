package exchange

import (
	"context"
	"crypto/rand"
	"encoding/pem"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/feed"
	"github.com/vanthu/vanthu/central/files"
	centralhttp "github.com/vanthu/vanthu/central/http"
	"github.com/vanthu/vanthu/central/ops"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
)

var ctx = context.Background()

// central is the e-office on a fixed address; it can be stopped, started, copied
// and put back.
type central struct {
	t      testing.TB
	data   string
	addr   string
	ca     string // PEM file
	store  *sqlite.Store
	server *httptest.Server
	watch  func(http.Handler) http.Handler // looks at what passes; nil for nobody
}

const password = "mật khẩu thử 2026"

// newCentral makes a running e-office with three agencies and a clerk in each.
func newCentral(t testing.TB) *central {
	t.Helper()
	c := &central{t: t, data: t.TempDir(), addr: "127.0.0.1:0", ca: filepath.Join(t.TempDir(), "ca.pem")}
	c.start()
	require.NoError(t, c.store.Write(ctx, func(tx store.Tx) error {
		for _, a := range agencies {
			if err := tx.AddAgency(a); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, a := range agencies {
		require.NoError(t, c.accounts().Add(ctx, accounts.NewUser{
			Name: userOf(a.Code), FullName: "Văn thư " + a.Name, Agency: a.Code, Role: office.Clerk, Password: password,
		}))
	}
	t.Cleanup(c.stop)
	return c
}

var agencies = []office.Agency{
	{Code: "H37.01", Name: "Ủy ban nhân dân tỉnh Mẫu"},
	{Code: "H37.02", Name: "Sở Thông tin và Truyền thông tỉnh Mẫu"},
	{Code: "H37.03", Name: "Sở Nội vụ tỉnh Mẫu"},
}

// userOf is the login name of an agency's clerk.
func userOf(code office.AgencyCode) string { return "vt." + strings.ToLower(string(code)) }

func (c *central) accounts() *accounts.Accounts {
	return accounts.New(c.store, clock.System{}, rand.Reader, accounts.Cost{Time: 1, Memory: 8, Threads: 1})
}

// start opens the data and listens where it listened before.
func (c *central) start() {
	c.t.Helper()
	var err error
	c.store, err = sqlite.Open(ctx, filepath.Join(c.data, "central.db"), rand.Reader)
	require.NoError(c.t, err)
	listener, err := net.Listen("tcp", c.addr)
	require.NoError(c.t, err)
	c.addr = listener.Addr().String()
	c.server = httptest.NewUnstartedServer(c.handler())
	_ = c.server.Listener.Close()
	c.server.Listener = listener
	c.server.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(io.Discard, nil), slog.LevelDebug)
	c.server.StartTLS()
	raw := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.server.Certificate().Raw})
	require.NoError(c.t, os.WriteFile(c.ca, raw, 0o600))
}

func (c *central) handler() http.Handler {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	folder, err := blobs.NewFolder(filepath.Join(c.data, "blobs"))
	require.NoError(c.t, err)
	held := &files.Files{Store: c.store, Blobs: folder}
	uploads, err := centralhttp.NewUploads(held, filepath.Join(c.data, "uploads"), 1<<30, clock.System{}, rand.Reader, log)
	require.NoError(c.t, err)
	bell := &feed.Bell{}
	api := &centralhttp.API{
		Store: c.store, Accounts: c.accounts(), Feed: feed.Reader{Store: c.store, Bell: bell},
		Desk: &ops.Desk{
			Store: c.store, Files: held, Bell: bell, Clock: clock.System{},
			IDs: office.IDSource{Clock: clock.System{}, Random: rand.Reader},
		},
		Files: held, Uploads: uploads, Log: log, Wall: clock.System{},
	}
	mux := http.NewServeMux()
	api.Routes(mux)
	if c.watch != nil {
		return c.watch(mux)
	}
	return mux
}

func (c *central) stop() {
	if c.server == nil {
		return
	}
	c.server.CloseClientConnections()
	c.server.Close()
	c.server = nil
	require.NoError(c.t, c.store.Close())
}

// backup copies the stopped data.
func (c *central) backup() string {
	c.t.Helper()
	dir := filepath.Join(c.t.TempDir(), "backup")
	require.NoError(c.t, os.CopyFS(dir, os.DirFS(c.data)))
	return dir
}

// restore puts a backup in place of the stopped data.
func (c *central) restore(dir string) {
	c.t.Helper()
	require.NoError(c.t, os.RemoveAll(c.data))
	require.NoError(c.t, os.CopyFS(c.data, os.DirFS(dir)))
}

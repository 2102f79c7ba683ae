// Package http is the service of sync/api/openapi.yaml over HTTP: who asks is
// found from the device token, requests are read and bounded, answers written.
// What is done and what may be seen is decided below it (ops, feed, files,
// access). Nothing secret is logged: no tokens, passwords, bodies or queries.
package http

import (
	"log/slog"
	"net/http"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/feed"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/central/ops"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/sync/api"
)

// API answers for the service.
type API struct {
	Store    store.Store
	Accounts *accounts.Accounts
	Feed     feed.Reader
	Desk     *ops.Desk
	Files    *files.Files
	Uploads  *Uploads
	Log      *slog.Logger
	Wall     clock.Clock // real time, for connection deadlines only
}

// Sizes of request bodies, in bytes.
const (
	smallBody = 64 << 10
	listBody  = 2 << 20
	opsBody   = 16 << 20
)

// Routes hangs the service into a mux, under /v1/.
func (a *API) Routes(mux *http.ServeMux) {
	mux.Handle("POST "+api.PathDevices, a.open(a.grantDevice))
	mux.Handle("GET "+api.PathMe, a.signedIn(a.me))
	mux.Handle("GET "+api.PathAgencies, a.signedIn(a.agencies))
	mux.Handle("GET "+api.PathFeed, a.signedIn(a.feed))
	mux.Handle("GET "+api.PathSnapshot, a.signedIn(a.snapshot))
	mux.Handle("GET "+api.PathChecksum, a.signedIn(a.checksum))
	mux.Handle("POST "+api.PathOps, a.signedIn(a.ops))
	mux.Handle("POST "+api.PathBlobsCheck, a.signedIn(a.blobsCheck))
	mux.Handle("GET "+api.PathBlobs+"{sha256}", a.signedIn(a.blob))
	mux.Handle(api.PathUploads, a.signedIn(a.upload))
	mux.Handle("/v1/", a.open(func(http.ResponseWriter, *http.Request) error { return api.ErrNotFound }))
}

// Package central is the central e-office as one piece: Open gives its data
// folder for administration, Start also serves API and pages over HTTPS. The
// command vanthu-central and tests that need a server stand on it:
//
//	server, err := central.Start(ctx, central.Config{Dir: dir, Listen: "127.0.0.1:0"})
//	defer server.Close()
//	// server.URL, server.CAFile, server.Home.Accounts, server.Home.AddAgency
//
// Nothing it keeps is lost when its process is killed: start it again.
package central

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// What can go wrong before the server answers.
var (
	ErrHome       = fault.Define("central.home")        // the data folder cannot be used {dir}
	ErrInUse      = fault.Define("central.in_use")      // another server runs on the folder {dir}
	ErrListen     = fault.Define("central.listen")      // the address cannot be listened at {address}
	ErrAgencyName = fault.Define("central.agency_name") // the agency's name is missing or too long
)

// Config says where the data is and what the server stands on. Only Dir must be
// given; the rest has sensible values.
type Config struct {
	Dir     string
	Listen  string // host:port, "127.0.0.1:8443"
	Cert    string // PEM files of the administrator's own; empty: made under Dir/tls
	Key     string
	Names   []string // further host names and addresses of a made certificate
	MaxFile int64    // bytes of one file, 512 MiB

	Clock  clock.Clock   // the machine's
	Random io.Reader     // crypto/rand.Reader
	Log    *slog.Logger  // nothing is logged
	Cost   accounts.Cost // of checking a password
}

const (
	defaultListen  = "127.0.0.1:8443"
	defaultMaxFile = 512 << 20
	databaseFile   = "central.db"
	maxAgencyName  = 200 // characters, Decree 30/2020 annex VI
)

func (c Config) completed() Config {
	if c.Listen == "" {
		c.Listen = defaultListen
	}
	if c.MaxFile == 0 {
		c.MaxFile = defaultMaxFile
	}
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Cost == (accounts.Cost{}) {
		c.Cost = accounts.DefaultCost
	}
	return c
}

// Home is an open data folder. Several processes may have it open; one serves.
type Home struct {
	Store    store.Store
	Accounts *accounts.Accounts
	Files    *files.Files
	config   Config
}

// Open opens the data folder and makes it when there is none: ErrHome,
// store.ErrNewer, store.ErrDamaged.
func Open(ctx context.Context, config Config) (*Home, error) {
	config = config.completed()
	dir, err := filepath.Abs(config.Dir)
	if err != nil || config.Dir == "" {
		return nil, fault.New(ErrHome, fault.Args{"dir": config.Dir}, err)
	}
	config.Dir = dir
	if err := os.MkdirAll(config.Dir, 0o700); err != nil {
		return nil, fault.New(ErrHome, fault.Args{"dir": config.Dir}, err)
	}
	folder, err := blobs.NewFolder(filepath.Join(config.Dir, "blobs"))
	if err != nil {
		return nil, fault.New(ErrHome, fault.Args{"dir": config.Dir}, err)
	}
	db, err := sqlite.Open(ctx, filepath.Join(config.Dir, databaseFile), config.Random)
	if err != nil {
		return nil, err
	}
	return &Home{
		Store: db, Accounts: accounts.New(db, config.Clock, config.Random, config.Cost),
		Files: &files.Files{Store: db, Blobs: folder}, config: config,
	}, nil
}

// Dir is the data folder.
func (h *Home) Dir() string { return h.config.Dir }

// Close closes the folder.
func (h *Home) Close() error { return h.Store.Close() }

// AddAgency adds an agency to the directory: office.ErrAgencyCode, ErrAgencyName,
// store.ErrTaken, office.ErrAgencyUnknown for its parent.
func (h *Home) AddAgency(ctx context.Context, a office.Agency) error {
	a.Name = strings.TrimSpace(a.Name)
	if _, err := office.ParseAgencyCode(string(a.Code)); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(a.Name); n == 0 || n > maxAgencyName {
		return ErrAgencyName
	}
	err := h.Store.Write(ctx, func(tx store.Tx) error { return tx.AddAgency(a) })
	switch {
	case errors.Is(err, store.ErrTaken):
		return fault.New(store.ErrTaken, fault.Args{"value": string(a.Code)}, err)
	case errors.Is(err, store.ErrAbsent):
		return fault.New(office.ErrAgencyUnknown, fault.Args{"value": string(a.Parent)}, err)
	}
	return err
}

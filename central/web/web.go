// Package web is what people see of the central e-office with a browser: pages
// drawn by the server, without scripts. They show an agency's documents, one
// document with its recipients and history, and give its files; they change
// nothing but the session. Vietnamese first, English by a switch.
package web

import (
	"embed"
	"html/template"
	"io"
	"log/slog"
	"net/http"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
)

//go:embed pages/*.html pages/style.css
var pages embed.FS

// Site draws the pages.
type Site struct {
	store    store.Store
	accounts *accounts.Accounts
	files    *files.Files
	log      *slog.Logger
	wall     clock.Clock
	random   io.Reader
	formKey  [32]byte
	drawn    map[string]*template.Template
	style    []byte
}

// Parts are what a site stands on. Wall is real time, for connection deadlines.
type Parts struct {
	Store    store.Store
	Accounts *accounts.Accounts
	Files    *files.Files
	Log      *slog.Logger
	Wall     clock.Clock
	Random   io.Reader
	Identity store.Identity
}

// New makes a site; the templates are part of the program.
func New(p Parts) (*Site, error) {
	s := &Site{
		store: p.Store, accounts: p.Accounts, files: p.Files, log: p.Log, wall: p.Wall, random: p.Random,
		formKey: p.Identity.Key, drawn: map[string]*template.Template{},
	}
	for _, name := range []string{"signin", "list", "outgoing", "incoming", "problem"} {
		page, err := template.ParseFS(pages, "pages/frame.html", "pages/parts.html", "pages/"+name+".html")
		if err != nil {
			return nil, err
		}
		s.drawn[name] = page
	}
	style, err := pages.ReadFile("pages/style.css")
	s.style = style
	return s, err
}

// Routes hangs the pages into a mux.
func (s *Site) Routes(mux *http.ServeMux) {
	mux.Handle("GET /{$}", s.page(func(v *visit) error { return v.redirect("/incoming") }))
	mux.Handle("GET /style.css", s.page((*visit).sendStyle))
	mux.Handle("GET /language/{language}", s.page((*visit).chooseLanguage))
	mux.Handle("GET /signin", s.page((*visit).showSignIn))
	mux.Handle("POST /signin", s.page((*visit).signIn))
	mux.Handle("POST /signout", s.page((*visit).signOut))
	mux.Handle("GET /incoming", s.private((*visit).listIncoming))
	mux.Handle("GET /outgoing", s.private((*visit).listOutgoing))
	mux.Handle("GET /incoming/{id}", s.private((*visit).showIncoming))
	mux.Handle("GET /outgoing/{id}", s.private((*visit).showOutgoing))
	mux.Handle("GET /incoming/{id}/files/{sha256}", s.private((*visit).fileOfIncoming))
	mux.Handle("GET /outgoing/{id}/files/{sha256}", s.private((*visit).fileOfOutgoing))
	mux.Handle("/", s.page((*visit).nothingHere))
}

package central

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/vanthu/vanthu/central/certificate"
	"github.com/vanthu/vanthu/central/feed"
	httpapi "github.com/vanthu/vanthu/central/http"
	"github.com/vanthu/vanthu/central/ops"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/central/web"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Server is a running central e-office.
type Server struct {
	URL    string // https://127.0.0.1:8443
	CAFile string // PEM that clients are told to trust; empty with the administrator's own certificate
	Home   *Home

	bell    *feed.Bell
	uploads *httpapi.Uploads
	http    *http.Server
	serving io.Closer // what keeps a second server out
	ended   chan error
	sweeps  context.CancelFunc
	close   sync.Once
	err     error
}

// Time limits of connections. Uploads and downloads have their own, by progress.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 60 * time.Second
	writeTimeout  = 90 * time.Second // longer than a feed request may wait
	idleTimeout   = 2 * time.Minute
	graceTimeout  = 15 * time.Second
	sweepEvery    = time.Hour
)

// Start opens the data folder and serves it until Close. It returns when the
// server answers: errors of Open, ErrInUse, ErrListen, certificate.ErrCertificate.
func Start(ctx context.Context, config Config) (*Server, error) {
	home, err := Open(ctx, config)
	if err != nil {
		return nil, err
	}
	s := &Server{Home: home, bell: &feed.Bell{}, ended: make(chan error, 1), sweeps: func() {}}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(err, s.release())
	}
	return s, nil
}

func (s *Server) start(ctx context.Context) (err error) {
	c := s.Home.config
	if s.serving, err = sqlite.Hold(ctx, filepath.Join(c.Dir, "serving.lock")); err != nil {
		return fault.New(ErrInUse, fault.Args{"dir": c.Dir}, err)
	}
	uploads := filepath.Join(c.Dir, "uploads")
	if s.uploads, err = httpapi.NewUploads(s.Home.Files, uploads, c.MaxFile, c.Clock, c.Random, c.Log); err != nil {
		return fault.New(ErrHome, fault.Args{"dir": uploads}, err)
	}
	if err := s.uploads.Recover(ctx); err != nil {
		return err
	}
	pair, err := s.certificate()
	if err != nil {
		return err
	}
	handler, err := s.handler(ctx)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fault.New(ErrListen, fault.Args{"address": c.Listen}, err)
	}
	s.URL = "https://" + listener.Addr().String()
	s.http = &http.Server{
		Handler: handler, TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12},
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
	}
	s.http.RegisterOnShutdown(s.bell.Stop)
	go func() { s.ended <- s.http.ServeTLS(listener, "", "") }()
	s.sweep(ctx)
	return nil
}

// certificate reads the administrator's certificate or makes one.
func (s *Server) certificate() (tls.Certificate, error) {
	c := s.Home.config
	if c.Cert != "" || c.Key != "" {
		return certificate.Load(c.Cert, c.Key)
	}
	maker := certificate.Maker{Dir: filepath.Join(c.Dir, "tls"), Clock: clock.System{}, Random: c.Random}
	s.CAFile = maker.CAFile()
	names := append([]string{"localhost", "127.0.0.1", "::1"}, c.Names...)
	if host, _, err := net.SplitHostPort(c.Listen); err == nil && host != "" && !net.ParseIP(host).IsUnspecified() {
		names = append(names, host)
	}
	if host, err := os.Hostname(); err == nil && host != "" {
		names = append(names, host)
	}
	return maker.Server(names)
}

// handler puts API and pages together.
func (s *Server) handler(ctx context.Context) (http.Handler, error) {
	h, c := s.Home, s.Home.config
	ids, wall := office.IDSource{Clock: c.Clock, Random: c.Random}, clock.System{}
	service := &httpapi.API{
		Store: h.Store, Accounts: h.Accounts, Feed: feed.Reader{Store: h.Store, Bell: s.bell},
		Desk:  &ops.Desk{Store: h.Store, Files: h.Files, Bell: s.bell, Clock: c.Clock, IDs: ids},
		Files: h.Files, Uploads: s.uploads, Log: c.Log, Wall: wall,
	}
	var identity store.Identity
	err := h.Store.Read(ctx, func(v store.View) (err error) {
		identity, err = v.Identity()
		return err
	})
	if err != nil {
		return nil, err
	}
	site, err := web.New(web.Parts{
		Store: h.Store, Accounts: h.Accounts, Files: h.Files, Log: c.Log, Wall: wall, Random: c.Random, Identity: identity,
	})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	service.Routes(mux)
	site.Routes(mux)
	return httpapi.Logged(mux, c.Log, ids, wall), nil
}

// sweep drops abandoned uploads now and then.
func (s *Server) sweep(ctx context.Context) {
	ctx, s.sweeps = context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		tick := time.NewTicker(sweepEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				if err := s.uploads.Sweep(); err != nil {
					s.Home.config.Log.ErrorContext(ctx, "sweeping uploads", "error", err)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
}

// Ended gives the error with which serving ended, once.
func (s *Server) Ended() <-chan error { return s.ended }

// Close lets running requests finish, for at most 15 seconds, and closes the
// folder. Long polls are answered at once.
func (s *Server) Close() error {
	s.close.Do(func() {
		s.bell.Stop()
		s.sweeps()
		grace, cancel := context.WithTimeout(context.Background(), graceTimeout)
		defer cancel()
		err := s.http.Shutdown(grace)
		if err != nil {
			err = errors.Join(err, s.http.Close())
		}
		s.err = errors.Join(err, s.release())
	})
	return s.err
}

func (s *Server) release() error {
	err := s.Home.Close()
	if s.serving != nil {
		err = errors.Join(err, s.serving.Close())
	}
	return err
}

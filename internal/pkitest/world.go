package pkitest

import (
	"crypto/rand"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// World is a PKI whose services answer on a port of this machine, with a clock
// that tests turn. Many goroutines may ask it for the time.
type World struct {
	*Served
	server *httptest.Server
	mux    *http.ServeMux

	mu  sync.Mutex
	now time.Time
}

// NewWorld makes keys and certificates around a moment; Close ends the services.
func NewWorld(kind KeyKind, now time.Time) (w *World, err error) {
	w = &World{now: now, mux: http.NewServeMux()}
	w.server = httptest.NewUnstartedServer(w.mux)
	if w.Served, err = NewServed(rand.Reader, kind, "http://"+w.server.Listener.Addr().String(), w); err != nil {
		return nil, err
	}
	w.mux.Handle("/", w.Handler())
	w.server.Start()
	return w, nil
}

// Now is what the clock shows.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// Turn sets the clock.
func (w *World) Turn(to time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = to
}

// Address is where the services answer; their paths stand behind it.
func (w *World) Address() string { return w.server.URL }

// Handle serves one more path.
func (w *World) Handle(path string, h http.Handler) { w.mux.Handle(path, h) }

// Close ends the services: from then on nobody answers.
func (w *World) Close() { w.server.Close() }

// Chain leads a certificate to the root at a time, as a trust store does.
func (w *World) Chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(w.Root.Certificate)
	for _, c := range append(bundle[:len(bundle):len(bundle)], w.Issuer.Certificate) {
		between.AddCert(c)
	}
	chains, err := cert.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

package pades_test

import (
	"crypto/rand"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// services is a PKI that answers over HTTP and a clock that tests turn.
type services struct {
	*pkitest.Served
	mu     sync.Mutex
	now    time.Time
	server *httptest.Server
}

func (s *services) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *services) turn(to time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = to
}

// newServices begins at the machine's present, since openssl has no other.
func newServices(t testing.TB) *services {
	t.Helper()
	s := &services{now: time.Now().UTC().Truncate(time.Second)}
	s.server = httptest.NewUnstartedServer(nil)
	var err error
	s.Served, err = pkitest.NewServed(rand.Reader, pkitest.ECDSAP256, "http://"+s.server.Listener.Addr().String(), s)
	require.NoError(t, err)
	s.server.Config.Handler = s.Handler()
	s.server.Start()
	t.Cleanup(s.server.Close)
	return s
}

func serve(t testing.TB, h http.Handler) (address string) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func (s *services) chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(s.Root.Certificate)
	for _, c := range append(bundle[:len(bundle):len(bundle)], s.Issuer.Certificate) {
		between.AddCert(c)
	}
	chains, err := cert.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

func (s *services) to(t testing.TB, level pades.Level) pades.ExtendRequest {
	t.Helper()
	transport, err := online.New(online.Settings{Timeout: time.Second})
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return pades.ExtendRequest{
		Level:       level,
		Timestamper: &timestamp.Client{Server: s.server.URL + "/tsa", Transport: transport, Random: rand.Reader, Chain: s.chain},
		Evidence: &revocation.Collector{
			Client: &revocation.Client{Transport: transport, Random: rand.Reader}, Chain: s.chain, Clock: s,
		},
	}
}

package pades_test

import (
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// services are a PKI that answers over HTTP and its clock.
type services struct{ *pkitest.World }

// newServices begins at the machine's present, since openssl has no other.
func newServices(t testing.TB) *services {
	t.Helper()
	world, err := pkitest.NewWorld(pkitest.ECDSAP256, time.Now().UTC().Truncate(time.Second))
	require.NoError(t, err)
	t.Cleanup(world.Close)
	return &services{world}
}

func serve(t testing.TB, h http.Handler) (address string) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func (s *services) to(t testing.TB, level pades.Level) pades.ExtendRequest {
	t.Helper()
	transport, err := online.New(online.Settings{Timeout: time.Second})
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return pades.ExtendRequest{
		Level:       level,
		Timestamper: &timestamp.Client{Server: s.Address() + "/tsa", Transport: transport, Random: rand.Reader, Chain: s.Chain},
		Evidence: &revocation.Collector{
			Client: &revocation.Client{Transport: transport, Random: rand.Reader}, Chain: s.Chain, Clock: s,
		},
	}
}

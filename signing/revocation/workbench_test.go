package revocation_test

import (
	"crypto/rand"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/revocation"
)

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// bench is an authority that answers: a delegated responder and a list.
type bench struct {
	root, issuer *pkitest.Authority
	register     *pkitest.Register
	ocsp         *pkitest.OCSPResponder
	crl          *pkitest.CRLPublisher
	server       string
	signer       *pkitest.Identity // names both servers
}

var authorities = sync.OnceValues(func() ([2]*pkitest.Authority, error) {
	root, err := pkitest.NewRoot(rand.Reader, "CA gốc thử", pkitest.ECDSAP256, pkitest.Around(now, 20))
	if err != nil {
		return [2]*pkitest.Authority{}, err
	}
	issuer, err := root.NewIntermediate("CA thử", pkitest.RSA2048, pkitest.Around(now, 10))
	return [2]*pkitest.Authority{root, issuer}, err
})

func newBench(t testing.TB) *bench {
	t.Helper()
	a, err := authorities()
	require.NoError(t, err)
	b := &bench{root: a[0], issuer: a[1]}
	b.register = b.issuer.NewRegister(clock.At(now))
	b.ocsp, err = b.register.NewOCSPResponder("OCSP thử", pkitest.ECDSAP256, pkitest.Around(now, 2))
	require.NoError(t, err)
	b.crl = &pkitest.CRLPublisher{Register: b.register}
	mux := http.NewServeMux()
	mux.Handle("/ocsp", b.ocsp)
	mux.Handle("/crl", b.crl)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	b.server = server.URL
	b.signer = b.issue(t, []string{b.server + "/ocsp"}, []string{b.server + "/crl"})
	return b
}

func (b *bench) issue(t testing.TB, ocsps, crls []string) *pkitest.Identity {
	t.Helper()
	id, err := b.issuer.Issue(pkitest.Leaf{
		CommonName: "Nguyễn Thị Hường", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 2), OCSPServers: ocsps, CRLLocations: crls,
	})
	require.NoError(t, err)
	return id
}

func client(t testing.TB, s online.Settings) *revocation.Client {
	t.Helper()
	transport, err := online.New(s)
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return &revocation.Client{Transport: transport, Random: rand.Reader}
}

func (b *bench) check(ocsps, crls [][]byte, when revocation.When) revocation.Result {
	evidence := revocation.Evidence{OCSPs: ocsps, CRLs: crls}
	return revocation.Check(b.signer.Certificate, b.issuer.Certificate, evidence, when)
}

func chain(root *x509.Certificate) revocation.Chain {
	return func(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
		roots, between := x509.NewCertPool(), x509.NewCertPool()
		roots.AddCert(root)
		for _, c := range bundle {
			between.AddCert(c)
		}
		chains, err := cert.Verify(x509.VerifyOptions{
			Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
		})
		if err != nil {
			return nil, err
		}
		return chains[0], nil
	}
}

func pieces(one ...[]byte) [][]byte { return one }

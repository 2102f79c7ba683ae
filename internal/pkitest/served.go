package pkitest

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"net/http"

	"github.com/vanthu/vanthu/internal/clock"
)

// Served is a whole PKI whose services answer under one address: a root with a
// revocation list, an issuer with OCSP and a list, a time stamping authority,
// and the demo's leader and agency, whose certificates name the services.
type Served struct {
	Demo
	TSA          *TSA           // at /tsa
	OCSP         *OCSPResponder // at /ocsp, of the issuer
	Lists        *CRLPublisher  // at /issuer.crl
	RootLists    *CRLPublisher  // at /root.crl
	Register     *Register      // of the issuer
	RootRegister *Register
	address      string
	clock        clock.Clock
}

// NewServed makes one around the clock's present. The address is that of the
// server which will have Handler, such as http://127.0.0.1:1234.
func NewServed(random io.Reader, kind KeyKind, address string, c clock.Clock) (*Served, error) {
	now := c.Now()
	s := &Served{address: address, clock: c}
	var err error
	if s.Root, err = NewRoot(random, DemoRootName, kind, Around(now, 20)); err != nil {
		return nil, err
	}
	if s.Issuer, err = s.Root.newListed(DemoIssuerName, kind, Around(now, 10), address+"/root.crl"); err != nil {
		return nil, err
	}
	s.Register, s.RootRegister = s.Issuer.NewRegister(c), s.Root.NewRegister(c)
	s.Lists, s.RootLists = &CRLPublisher{Register: s.Register}, &CRLPublisher{Register: s.RootRegister}
	if s.OCSP, err = s.Register.NewOCSPResponder("OCSP Demo Văn Thư", kind, Around(now, 2)); err != nil {
		return nil, err
	}
	if s.TSA, err = s.NewTSA("TSA Demo Văn Thư", kind, Around(now, 5)); err != nil {
		return nil, err
	}
	if s.Leader, err = s.Issue(Leaf{CommonName: DemoLeader, Organisation: DemoAgency, Title: DemoTitle, Kind: kind, Validity: Around(now, 3)}); err != nil {
		return nil, err
	}
	s.Agency, err = s.Issue(Leaf{CommonName: DemoAgency, Organisation: DemoAgency, Kind: kind, Validity: Around(now, 3)})
	return s, err
}

// newListed makes an authority below this one whose certificate names a list.
func (a *Authority) newListed(name string, kind KeyKind, v Validity, list string) (*Authority, error) {
	key, err := NewKey(a.random, kind)
	if err != nil {
		return nil, err
	}
	cert, err := a.sign(&x509.Certificate{
		Subject:               pkix.Name{CommonName: name, Country: []string{"VN"}},
		NotBefore:             v.NotBefore,
		NotAfter:              v.NotAfter,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
		CRLDistributionPoints: []string{list},
	}, key.Public())
	if err != nil {
		return nil, err
	}
	return &Authority{Certificate: cert, Key: key, parent: a, random: a.random}, nil
}

// Issue makes a certificate of the issuer that names its services.
func (s *Served) Issue(l Leaf) (*Identity, error) {
	l.OCSPServers, l.CRLLocations = []string{s.address + "/ocsp"}, []string{s.address + "/issuer.crl"}
	return s.Issuer.Issue(l)
}

// NewTSA makes one more time stamping authority, whose status can be asked for.
func (s *Served) NewTSA(name string, kind KeyKind, v Validity) (*TSA, error) {
	id, err := s.Issue(Leaf{CommonName: name, Kind: kind, Validity: v, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
	if err != nil {
		return nil, err
	}
	return s.Issuer.TSAOf(id, s.clock), nil
}

// Handler serves all of it.
func (s *Served) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/tsa", s.TSA)
	mux.Handle("/ocsp", s.OCSP)
	mux.Handle("/issuer.crl", s.Lists)
	mux.Handle("/root.crl", s.RootLists)
	return mux
}

// Order makes every service misbehave, or well again.
func (s *Served) Order(f Fault) {
	for _, one := range []*Switch{&s.TSA.Switch, &s.OCSP.Switch, &s.Lists.Switch, &s.RootLists.Switch} {
		one.Order(f)
	}
}

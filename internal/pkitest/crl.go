package pkitest

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net/http"
)

// CRLPublisher gives out the register as a revocation list (RFC 5280 §5) for
// HTTP GET. Of the faults it can do all of the web's and OtherSubject (a list of
// another authority), Stranger, Forged, Stale, FromFuture, Partial, Indirect and
// Delta.
type CRLPublisher struct {
	Switch
	Register *Register
}

// ServeHTTP gives the list as it is now.
func (p *CRLPublisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := p.arrive()
	reply(w, r, f, "application/pkix-crl", p.Register.list(f))
}

// List gives the list in DER without HTTP.
func (p *CRLPublisher) List() []byte { return p.Register.list(p.ordered()) }

func (r *Register) list(f Fault) []byte {
	issuer := r.authority
	switch f {
	case Stranger:
		issuer = r.impostor()
	case OtherSubject:
		var err error
		if issuer, err = NewRoot(r.random, "CA khác", ECDSAP256, Validity{issuer.Certificate.NotBefore, issuer.Certificate.NotAfter}); err != nil {
			panic(err)
		}
	}
	template := &x509.RevocationList{Number: r.nextNumber(), ExtraExtensions: scope(f)}
	template.ThisUpdate, template.NextUpdate = r.dates(f)
	for _, e := range r.all() {
		template.RevokedCertificateEntries = append(template.RevokedCertificateEntries,
			x509.RevocationListEntry{SerialNumber: e.serial, RevocationTime: e.at, ReasonCode: e.reason})
	}
	list, err := x509.CreateRevocationList(r.random, template, issuer.Certificate, issuer.Key)
	if err != nil {
		panic(err)
	}
	if f == Forged {
		list[len(list)-1] ^= 1
	}
	return list
}

var (
	oidScope = asn1.ObjectIdentifier{2, 5, 29, 28} // issuingDistributionPoint
	oidDelta = asn1.ObjectIdentifier{2, 5, 29, 27} // deltaCRLIndicator
)

// scope says what a list leaves out: RFC 5280 §5.2.4, §5.2.5.
func scope(f Fault) []pkix.Extension {
	switch f {
	case Partial: // onlySomeReasons [3]: keyCompromise
		return []pkix.Extension{{Id: oidScope, Critical: true, Value: []byte{0x30, 0x04, 0x83, 0x02, 0x06, 0x40}}}
	case Indirect: // indirectCRL [4] TRUE
		return []pkix.Extension{{Id: oidScope, Critical: true, Value: []byte{0x30, 0x03, 0x84, 0x01, 0xff}}}
	case Delta: // based on list 1
		return []pkix.Extension{{Id: oidDelta, Critical: true, Value: []byte{0x02, 0x01, 0x01}}}
	}
	return nil
}

package verify

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
)

// StatusSource asks servers whether a certificate was revoked:
// *revocation.Client is one. The error is only ever the context's.
type StatusSource interface {
	Check(ctx context.Context, cert, issuer *x509.Certificate, when revocation.When) (revocation.Result, error)
}

// store is the evidence that a file holds in its security store: EN 319 142-1
// §5.4.2, ISO 32000-2 §12.8.4.3.
type store struct {
	revocation.Evidence
	objects map[[32]byte]int // where each piece stands, by its digest
	seen    map[int]bool
	room    int
}

// Bounds of what is read from a store; more is passed over.
const (
	maxPieces     = 512
	maxStoreBytes = 24 << 20
)

// readStore collects what the store's lists and its entries for single
// signatures hold. Pieces that cannot be read are no evidence.
func (f *file) readStore() *store {
	s := &store{objects: map[[32]byte]int{}, seen: map[int]bool{}, room: maxStoreBytes}
	root, _, err := f.doc.Catalog()
	if err != nil {
		return s
	}
	dss := f.dict(root["DSS"])
	f.readLists(s, dss, "Certs", "OCSPs", "CRLs")
	for _, entry := range f.dict(dss["VRI"]) {
		f.readLists(s, f.dict(entry), "Cert", "OCSP", "CRL")
	}
	return s
}

func (f *file) readLists(s *store, d pdf.Dict, certs, ocsps, crls pdf.Name) {
	f.readList(s, d[certs], func(der []byte) {
		if cert, err := x509.ParseCertificate(der); err == nil {
			s.Certificates = append(s.Certificates, cert)
		}
	})
	f.readList(s, d[ocsps], func(der []byte) { s.OCSPs = append(s.OCSPs, der) })
	f.readList(s, d[crls], func(der []byte) { s.CRLs = append(s.CRLs, der) })
}

func (f *file) readList(s *store, list pdf.Object, keep func([]byte)) {
	for _, item := range f.array(list) {
		ref, ok := item.(pdf.Ref)
		if !ok || s.seen[ref.Number] || len(s.seen) >= maxPieces {
			continue
		}
		s.seen[ref.Number] = true
		stream, ok := f.value(ref).(*pdf.Stream)
		if !ok {
			continue
		}
		data, err := f.doc.StreamData(stream)
		if s.room -= len(data); err != nil || s.room < 0 {
			continue
		}
		s.objects[sha256.Sum256(data)] = ref.Number
		keep(data)
	}
}

// oidArchival is Adobe's revocationInfoArchival (ISO 32000-2 §12.8.3.3.2).
var oidArchival = asn1.ObjectIdentifier{1, 2, 840, 113583, 1, 1, 8}

// archived is the evidence that a signer put among the signed attributes.
func (j *judging) archived() revocation.Evidence {
	var e revocation.Evidence
	for _, a := range j.signed.Signers[0].Signed {
		if !a.Type.Equal(oidArchival) || len(a.Values) != 1 {
			continue
		}
		in := cryptobyte.String(a.Values[0])
		var body cryptobyte.String
		if in.ReadASN1(&body, cbasn1.SEQUENCE) {
			e.CRLs, e.OCSPs = sequence(&body, 0), sequence(&body, 1)
		}
	}
	return e
}

// sequence reads an optional, tagged SEQUENCE OF.
func sequence(body *cryptobyte.String, tag uint8) (pieces [][]byte) {
	var explicit, list, one cryptobyte.String
	if !body.ReadOptionalASN1(&explicit, nil, cbasn1.Tag(tag).Constructed().ContextSpecific()) || !explicit.ReadASN1(&list, cbasn1.SEQUENCE) {
		return nil
	}
	for len(pieces) < maxPieces && list.ReadASN1Element(&one, cbasn1.SEQUENCE) {
		pieces = append(pieces, one)
	}
	return pieces
}

// inFile is all the evidence that a file holds for a signature.
func (f *file) inFile(j *judging) revocation.Evidence {
	own := j.archived()
	return revocation.Evidence{
		OCSPs: append(own.OCSPs, f.store.OCSPs...), CRLs: append(own.CRLs, f.store.CRLs...), Certificates: f.store.Certificates,
	}
}

// with joins evidence.
func with(a, b revocation.Evidence) revocation.Evidence {
	return revocation.Evidence{
		OCSPs: append(a.OCSPs[:len(a.OCSPs):len(a.OCSPs)], b.OCSPs...), CRLs: append(a.CRLs[:len(a.CRLs):len(a.CRLs)], b.CRLs...),
		Certificates: append(a.Certificates[:len(a.Certificates):len(a.Certificates)], b.Certificates...),
	}
}

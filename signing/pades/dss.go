package pades

import (
	"crypto/x509"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
)

// store is a document security store: EN 319 142-1 §5.4.2, ISO 32000-2
// §12.8.4.3.
type store struct {
	e     *editor
	dict  pdf.Dict
	ref   pdf.Ref // where the file holds it in an object of its own
	vri   pdf.Dict
	lists map[pdf.Name]*pieces
	dirty bool
}

// pieces are one list's streams.
type pieces struct {
	held  map[string]pdf.Ref // content → stream
	ders  [][]byte           // in the file's order
	added int
}

// The store's lists and what an entry of /VRI calls them.
const (
	listCerts = pdf.Name("Certs")
	listOCSPs = pdf.Name("OCSPs")
	listCRLs  = pdf.Name("CRLs")
)

var vriNames = map[pdf.Name]pdf.Name{listCerts: "Cert", listOCSPs: "OCSP", listCRLs: "CRL"}

// Bounds of what is read from a file's own store.
const (
	maxStoreItems = 1024
	maxStoreBytes = 256 << 20
)

// openStore reads the file's store or begins one.
func openStore(e *editor) (*store, error) {
	s := &store{e: e, lists: map[pdf.Name]*pieces{}}
	var err error
	if s.dict, err = e.dict(e.root["DSS"]); err != nil {
		return nil, err
	}
	if kind := s.dict["Type"]; s.dict == nil || kind != nil && kind != pdf.Name("DSS") {
		s.dict = pdf.Dict{"Type": pdf.Name("DSS")} // something else stays what it is
	} else if ref, ok := e.root["DSS"].(pdf.Ref); ok {
		s.ref = ref
	}
	if s.vri, err = e.dict(s.dict["VRI"]); err != nil {
		return nil, err
	}
	budget := maxStoreBytes
	for _, key := range []pdf.Name{listCerts, listOCSPs, listCRLs} {
		if s.lists[key], err = s.read(key, &budget); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// read takes a list's streams; what is none is passed over.
func (s *store) read(key pdf.Name, budget *int) (*pieces, error) {
	p := &pieces{held: map[string]pdf.Ref{}}
	list, err := s.array(s.dict[key])
	if err != nil || len(list) > maxStoreItems {
		return nil, orTooComplex(err)
	}
	for _, item := range list {
		ref, isRef := item.(pdf.Ref)
		o, err := s.e.update.Resolve(item)
		if err != nil {
			return nil, err
		}
		stream, isStream := o.(*pdf.Stream)
		if !isRef || !isStream {
			continue
		}
		data, err := s.e.doc.StreamData(stream)
		if err != nil {
			return nil, err
		}
		if *budget -= len(data); *budget < 0 {
			return nil, orTooComplex(nil)
		}
		p.held[string(data)] = ref
		p.ders = append(p.ders, data)
	}
	return p, nil
}

func (s *store) array(o pdf.Object) (pdf.Array, error) {
	v, err := s.e.update.Resolve(o)
	a, _ := v.(pdf.Array)
	return a, err
}

func orTooComplex(err error) error {
	if err == nil {
		err = fault.New(pdf.ErrTooComplex, nil, nil)
	}
	return err
}

// evidence is what the store holds now.
func (s *store) evidence() revocation.Evidence {
	have := revocation.Evidence{OCSPs: s.lists[listOCSPs].ders, CRLs: s.lists[listCRLs].ders}
	for _, der := range s.lists[listCerts].ders {
		if cert, err := x509.ParseCertificate(der); err == nil {
			have.Certificates = append(have.Certificates, cert)
		}
	}
	return have
}

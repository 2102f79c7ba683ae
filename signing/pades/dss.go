package pades

import (
	"bytes"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"slices"
	"strings"

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

// add keeps a proof, and notes it for the signature with these contents where
// there are any. What stands in a signature's entry already is not moved about:
// it may prove the same with other pieces.
func (s *store) add(proof revocation.Proof, contents []byte) error {
	var certs [][]byte
	for _, cert := range proof.Certificates {
		certs = append(certs, cert.Raw)
	}
	before := s.size()
	refs := map[pdf.Name][]pdf.Ref{}
	for _, list := range []struct {
		key  pdf.Name
		ders [][]byte
	}{{listCerts, certs}, {listOCSPs, proof.OCSPs}, {listCRLs, proof.CRLs}} {
		for _, der := range list.ders {
			ref, err := s.keep(list.key, der)
			if err != nil {
				return err
			}
			refs[list.key] = append(refs[list.key], ref)
		}
	}
	if contents == nil || s.size() == before && s.vri[vriKey(contents)] != nil && !s.dirty {
		return nil
	}
	return s.note(vriKey(contents), refs)
}

func (s *store) size() (n int) {
	for _, p := range s.lists {
		n += len(p.ders)
	}
	return n
}

// keep puts one piece into a list unless it is there.
func (s *store) keep(key pdf.Name, der []byte) (pdf.Ref, error) {
	p := s.lists[key]
	if ref, there := p.held[string(der)]; there {
		return ref, nil
	}
	ref := s.e.update.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: bytes.Clone(der)})
	if _, err := s.e.appended(s.dict, key, ref); err != nil {
		return ref, err
	}
	p.held[string(der)] = ref
	p.ders = append(p.ders, der)
	p.added++
	s.dirty = true
	return ref, nil
}

// vriKey names a signature: SHA-1 over the whole string /Contents.
func vriKey(contents []byte) pdf.Name {
	sum := sha1.Sum(contents)
	return pdf.Name(strings.ToUpper(hex.EncodeToString(sum[:])))
}

// note enters pieces into a signature's entry of /VRI.
func (s *store) note(name pdf.Name, refs map[pdf.Name][]pdf.Ref) error {
	entry, err := s.e.dict(s.vri[name])
	if err != nil {
		return err
	}
	if entry == nil {
		entry = pdf.Dict{"Type": pdf.Name("VRI")}
	}
	for list, key := range vriNames {
		old, err := s.array(entry[key])
		if err != nil {
			return err
		}
		if all := union(old, refs[list]); len(all) > 0 {
			entry[key] = all
		}
	}
	if s.vri == nil {
		s.vri = pdf.Dict{}
	}
	s.vri[name] = entry
	s.dirty = true
	return nil
}

func union(list pdf.Array, refs []pdf.Ref) pdf.Array {
	all := slices.Clone(list)
	for _, ref := range refs {
		if !slices.Contains(all, pdf.Object(ref)) {
			all = append(all, ref)
		}
	}
	return all
}

// save writes the store into the update.
func (s *store) save() {
	if s.vri != nil {
		s.dict["VRI"] = s.vri
	}
	if s.ref == (pdf.Ref{}) {
		s.ref = s.e.update.Add(s.dict)
		s.e.root["DSS"] = s.ref
		s.e.saveRoot()
		return
	}
	s.e.update.Set(s.ref, s.dict)
}

package pades

import (
	"bytes"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
)

// store is a document security store: EN 319 142-1 §5.4.2, ISO 32000-2
// §12.8.4.3. It knows what the file's own holds, by content, and what is added.
type store struct {
	e     *editor
	dict  pdf.Dict
	ref   pdf.Ref // where the file holds it in an object of its own
	vri   pdf.Dict
	held  map[pdf.Name]map[string]pdf.Ref // list, content → stream
	added map[pdf.Name]int
	dirty bool
}

// The store's lists and what an entry of /VRI calls them.
var storeLists = map[pdf.Name]pdf.Name{"Certs": "Cert", "OCSPs": "OCSP", "CRLs": "CRL"}

// Bounds of what is read from a file's own store.
const (
	maxStoreItems = 1024
	maxStoreBytes = 256 << 20
)

// openStore reads the file's store or begins one.
func openStore(e *editor) (*store, error) {
	s := &store{e: e, held: map[pdf.Name]map[string]pdf.Ref{}, added: map[pdf.Name]int{}}
	var err error
	if s.dict, err = e.dict(e.root["DSS"]); err != nil {
		return nil, err
	}
	if s.dict == nil {
		s.dict = pdf.Dict{"Type": pdf.Name("DSS")}
	} else if ref, ok := e.root["DSS"].(pdf.Ref); ok {
		s.ref = ref
	}
	if s.vri, err = e.dict(s.dict["VRI"]); err != nil {
		return nil, err
	}
	budget := maxStoreBytes
	for key := range storeLists {
		if s.held[key], err = s.read(key, &budget); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// read gives a list's streams by content; what is none is passed over.
func (s *store) read(key pdf.Name, budget *int) (map[string]pdf.Ref, error) {
	held := map[string]pdf.Ref{}
	v, err := s.e.update.Resolve(s.dict[key])
	if err != nil {
		return nil, err
	}
	list, _ := v.(pdf.Array)
	if len(list) > maxStoreItems {
		return nil, fault.New(pdf.ErrTooComplex, nil, nil)
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
			return nil, fault.New(pdf.ErrTooComplex, nil, nil)
		}
		held[string(data)] = ref
	}
	return held, nil
}

// evidence is what the store held when it was opened.
func (s *store) evidence() (have revocation.Evidence) {
	for der := range s.held["OCSPs"] {
		have.OCSPs = append(have.OCSPs, []byte(der))
	}
	for der := range s.held["CRLs"] {
		have.CRLs = append(have.CRLs, []byte(der))
	}
	for der := range s.held["Certs"] {
		if cert, err := x509.ParseCertificate([]byte(der)); err == nil {
			have.Certificates = append(have.Certificates, cert)
		}
	}
	return have
}

// add keeps a proof, and notes it for the signature with these contents where
// there are any.
func (s *store) add(proof revocation.Proof, contents []byte) error {
	items := map[pdf.Name][][]byte{"OCSPs": proof.OCSPs, "CRLs": proof.CRLs}
	for _, cert := range proof.Certificates {
		items["Certs"] = append(items["Certs"], cert.Raw)
	}
	for key, ders := range items {
		for _, der := range ders {
			ref, err := s.keep(key, der)
			if err != nil {
				return err
			}
			if contents != nil {
				if err := s.note(contents, storeLists[key], ref); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// keep puts one piece into a list unless it is there.
func (s *store) keep(key pdf.Name, der []byte) (pdf.Ref, error) {
	if ref, there := s.held[key][string(der)]; there {
		return ref, nil
	}
	ref := s.e.update.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: bytes.Clone(der)})
	if _, err := s.e.appended(s.dict, key, ref); err != nil {
		return ref, err
	}
	s.held[key][string(der)] = ref
	s.added[key]++
	s.dirty = true
	return ref, nil
}

// vriKey names a signature: SHA-1 over the whole string /Contents.
func vriKey(contents []byte) pdf.Name {
	sum := sha1.Sum(contents)
	return pdf.Name(strings.ToUpper(hex.EncodeToString(sum[:])))
}

// note enters a piece into the signature's entry of /VRI.
func (s *store) note(contents []byte, key pdf.Name, piece pdf.Ref) error {
	name := vriKey(contents)
	entry, err := s.e.dict(s.vri[name])
	if err != nil {
		return err
	}
	if entry == nil {
		entry = pdf.Dict{"Type": pdf.Name("VRI")}
	}
	v, err := s.e.update.Resolve(entry[key])
	if err != nil {
		return err
	}
	list, _ := v.(pdf.Array)
	for _, item := range list {
		if item == pdf.Object(piece) {
			return nil
		}
	}
	entry[key] = append(append(pdf.Array{}, list...), piece)
	if s.vri == nil {
		s.vri = pdf.Dict{}
	}
	s.vri[name] = entry
	s.dirty = true
	return nil
}

// save writes the store into the update.
func (s *store) save() {
	if s.vri != nil {
		if ref, ok := s.dict["VRI"].(pdf.Ref); ok {
			s.e.update.Set(ref, s.vri)
		} else {
			s.dict["VRI"] = s.vri
		}
	}
	if s.ref == (pdf.Ref{}) {
		s.ref = s.e.update.Add(s.dict)
		s.e.root["DSS"] = s.ref
		s.e.saveRoot()
		return
	}
	s.e.update.Set(s.ref, s.dict)
}

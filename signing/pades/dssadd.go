package pades

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
)

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

package pades

import (
	"crypto"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

var digests = map[pdf.Name]crypto.Hash{"SHA256": crypto.SHA256, "SHA384": crypto.SHA384, "SHA512": crypto.SHA512}

// digest chooses the first allowed hash where the request leaves it open.
func (s *seed) digest(_ *field, req *Request) error {
	if !s.must(seedDigest) {
		return nil
	}
	var allowed []crypto.Hash
	for _, name := range s.list("DigestMethod") {
		n, _ := name.(pdf.Name)
		if hash, known := digests[n]; known {
			allowed = append(allowed, hash)
		}
	}
	if req.Hash == 0 && len(allowed) > 0 {
		req.Hash = allowed[0]
	}
	if !slices.Contains(allowed, req.Hash) {
		return s.refuse("DigestMethod")
	}
	return nil
}

// reason must be one of the listed; where only one is, the signer has no choice
// and it is taken. A single point, or no list, forbids any.
func (s *seed) reason(_ *field, req *Request) error {
	if !s.must(seedReasons) {
		return nil
	}
	var allowed []string
	for _, item := range s.list("Reasons") {
		if text, ok := item.(pdf.String); ok {
			allowed = append(allowed, text.Text())
		}
	}
	if len(allowed) == 0 || len(allowed) == 1 && allowed[0] == "." {
		allowed = []string{""}
	}
	if len(allowed) == 1 && req.Reason == "" {
		req.Reason = allowed[0]
	}
	if !slices.Contains(allowed, req.Reason) {
		return fault.New(ErrSeedReason, fault.Args{"field": s.field, "reasons": strings.Join(allowed, "; ")}, nil)
	}
	return nil
}

// certification: /MDP says which kind of signature the field is for, and that is
// always required. Nobody certifies who did not ask for it.
func (s *seed) certification(_ *field, req *Request) error {
	mdp, _ := s.value("MDP").(pdf.Dict)
	if p, err := s.e.update.Resolve(mdp["P"]); err != nil {
		return err
	} else if wanted, ok := p.(pdf.Integer); ok && Permission(wanted) != req.Certify {
		return fault.New(ErrSeedCertification, fault.Args{"field": s.field, "permission": int(wanted)}, nil)
	}
	if s.must(seedAttestation) && req.Certify != Approval {
		return s.refuse("LegalAttestation")
	}
	return nil
}

// evidence: what has to come with the signature must have been promised.
func (s *seed) evidence(_ *field, req *Request) error {
	stamp, _ := s.value("TimeStamp").(pdf.Dict)
	needed, err := s.e.update.Resolve(stamp["Ff"])
	if err != nil {
		return err
	}
	if needed == pdf.Object(pdf.Integer(1)) && !req.TimeStamped {
		return fault.New(ErrSeedTimeStamp, fault.Args{"field": s.field}, nil)
	}
	if s.must(seedRevocation) && s.value("AddRevInfo") == pdf.Object(pdf.Bool(true)) && !req.RevocationStored {
		return s.refuse("AddRevInfo")
	}
	return nil
}

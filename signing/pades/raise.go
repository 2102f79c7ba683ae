package pades

import (
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// raise goes up level by level.
func (w *work) raise() error {
	doc, err := w.open()
	if err != nil {
		return err
	}
	if w.found, err = look(w.ctx, doc, w.source); err != nil {
		return err
	}
	if len(w.found.signatures) == 0 {
		return ErrNothingSigned
	}
	w.result.Skipped = w.found.skipped
	for _, step := range []struct {
		to   Level
		take func() error
	}{{LevelT, w.proveTime}, {LevelLT, w.prove}, {LevelLTA, w.seal}} {
		if w.req.Level < step.to {
			break
		}
		if err := step.take(); err != nil {
			return err
		}
		w.result.Level = step.to
		if !w.result.Changed {
			w.had = step.to
		}
	}
	return nil
}

func (w *work) proveTime() error {
	if w.found.allProven() {
		return nil
	}
	return w.stamp()
}

func (w *work) seal() error {
	if w.sealed() && !w.req.Renew {
		return nil
	}
	return w.stamp()
}

// sealed tells that a document time stamp covers the file's every byte.
func (w *work) sealed() bool {
	last, ok := w.found.lastStamp()
	return ok && blank(w.reader(), last.end, w.size)
}

// stamp appends a document time stamp over the file as it is. A token that is
// larger than its place is asked for anew with a larger one: that costs no key of
// a person.
func (w *work) stamp() error {
	err := w.stampOnce()
	if _, args, _ := fault.Of(err); errors.Is(err, ErrTooLarge) {
		size, _ := args["size"].(int)
		w.req.Room = size + signatureRoom
		err = w.stampOnce()
	}
	return err
}

func (w *work) stampOnce() error {
	doc, err := w.open()
	if err != nil {
		return err
	}
	rev, err := composeStamp(doc, w.req.Room)
	if err != nil {
		return err
	}
	digest, err := w.digest(rev)
	if err != nil {
		return err
	}
	token, err := w.req.Timestamper.Stamp(w.ctx, digest, w.req.Hash)
	if err != nil {
		return err
	}
	if err := rev.fill(token.DER); err != nil {
		return err
	}
	if err := w.append(rev.bytes); err != nil {
		return err
	}
	w.found.stamps = append(w.found.stamps, stamp{w.size, token})
	w.result.Timestamps++
	return nil
}

// prove fills the security store. A time stamp that seals the whole file needs
// no proof of its own yet where nothing else is missing: one would break the
// seal and call for another.
func (w *work) prove() error {
	doc, err := w.open()
	if err != nil {
		return err
	}
	e, err := newEditor(doc)
	if err != nil {
		return err
	}
	p := &proving{work: w}
	if p.store, err = openStore(e); err != nil {
		return err
	}
	if err := p.signatures(); err != nil {
		return err
	}
	sealed := w.req.Level == LevelLTA && !w.req.Renew && w.sealed()
	if err := p.stamps(sealed); err != nil || !p.store.dirty {
		return err
	}
	p.store.save()
	revision, err := e.update.Bytes()
	if err != nil {
		return err
	}
	lists := p.store.lists
	w.result.Certificates, w.result.OCSPs, w.result.CRLs = lists[listCerts].added, lists[listOCSPs].added, lists[listCRLs].added
	return w.append(revision)
}

// proving gathers proofs into a store.
type proving struct {
	*work
	store *store
}

func (p *proving) signatures() error {
	for _, one := range p.found.signatures {
		used := p.found.proven(one.end, one.stamps)
		if err := p.certificate(one.certificate, one.bundle, used, one.contents); err != nil {
			return err
		}
		for _, token := range one.stamps {
			if err := p.token(token, one.end, one.contents); err != nil {
				return err
			}
		}
	}
	return nil
}

// certificate gathers what proves one. What the store holds, or has just got
// for another one, is used first.
func (p *proving) certificate(cert *x509.Certificate, bundle []*x509.Certificate, used time.Time, contents []byte) error {
	have := p.store.evidence()
	proof, err := p.req.Evidence.Collect(p.ctx, cert, slices.Concat(bundle, have.Certificates), used, have)
	if err != nil {
		return err
	}
	return p.store.add(proof, contents)
}

// stamps proves document time stamps; the seal last, and only where it is
// broken anyway.
func (p *proving) stamps(sealed bool) error {
	last, _ := p.found.lastStamp()
	for _, s := range p.found.stamps {
		if s == last && sealed {
			continue
		}
		if err := p.token(s.token, s.end, nil); err != nil {
			return err
		}
	}
	if sealed && p.store.dirty {
		return p.token(last.token, last.end, nil)
	}
	return nil
}

// token proves a time stamp's authority at the time of the next document time
// stamp over it, or now where there is none.
func (p *proving) token(token *timestamp.Token, end int64, contents []byte) error {
	return p.certificate(authority(token), token.Certificates, p.found.proven(end, nil), contents)
}

// open reads the file as it is now.
func (w *work) open() (*pdf.Document, error) { return pdf.Open(w.reader(), w.size) }

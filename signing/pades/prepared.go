package pades

import (
	"crypto"
	"encoding/hex"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
)

// Prepared is a file that waits for its signature. Exactly one of Finish and
// Discard ends it; Discard after Finish does nothing, so it may be deferred.
type Prepared struct {
	target *atomicfile.File
	out    string
	rev    *revision
	source []byte // hash of the source's bytes alone
	digest []byte
}

// Digest is the hash of the signed ranges by the request's Hash.
func (p *Prepared) Digest() []byte { return p.digest }

// SourceSHA256 is the SHA-256 of the source as it was copied; nil where the
// request's Hash is another one.
func (p *Prepared) SourceSHA256() []byte {
	if p.rev.req.Hash != crypto.SHA256 {
		return nil
	}
	return p.source
}

// Field is the full name of the field that will bear the signature.
func (p *Prepared) Field() string { return p.rev.field }

// CMS is what signing/cms has to make.
func (p *Prepared) CMS() cms.Request {
	return cms.Request{Digest: p.digest, Hash: p.rev.req.Hash, Chain: p.rev.req.Chain, PSS: p.rev.req.PSS}
}

// Finish puts the DER of the CMS into its place and gives the file its name.
// Where it does not fit, the error is ErrTooLarge and no file appears: signing
// again is for the caller to decide, as it may ask for a PIN.
func (p *Prepared) Finish(signature []byte) (Result, error) {
	if err := p.enter(signature); err != nil {
		return Result{}, err
	}
	if err := p.target.Commit(); err != nil {
		return Result{}, fault.New(ErrTarget, fault.Args{"file": p.out}, err)
	}
	return Result{
		Field: p.rev.field, ByteRange: p.rev.byteRange(), Size: p.rev.end(),
		Signature: len(signature), Digest: p.digest, Visible: p.rev.visible,
	}, nil
}

// enter puts the signature into its place; after an error the file is gone.
func (p *Prepared) enter(signature []byte) error {
	if len(signature) > p.rev.req.Room {
		p.Discard()
		return fault.New(ErrTooLarge, fault.Args{"size": len(signature), "room": p.rev.req.Room}, nil)
	}
	if _, err := p.target.WriteAt(hex.AppendEncode(nil, signature), p.rev.contents.Offset+1); err != nil { // behind <
		p.Discard()
		return fault.New(ErrTarget, fault.Args{"file": p.out}, err)
	}
	return nil
}

// Discard removes the temporary file.
func (p *Prepared) Discard() { p.target.Discard() }

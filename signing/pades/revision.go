package pades

import (
	"bytes"
	"crypto"
	"fmt"

	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pdf"
)

// revision is the update that holds the signature, laid out: bytes stand at
// base in the resulting file.
type revision struct {
	req      Request // as the field's demands have settled it
	field    string
	visible  *Visible
	base     int64
	bytes    []byte
	contents *pdf.Placeholder
	ranges   *pdf.Placeholder
}

// compose builds the update: field, dictionary, appearance, permissions.
func compose(doc *pdf.Document, req Request) (*revision, error) {
	if err := doc.CheckComplete(); err != nil {
		return nil, err
	}
	e, err := newEditor(doc)
	if err != nil {
		return nil, err
	}
	if err := e.checkPermission(req.Certify); err != nil {
		return nil, err
	}
	f, err := e.chooseField(req)
	if err != nil {
		return nil, err
	}
	if req, err = e.settle(f, req); err != nil {
		return nil, err
	}
	filled, err := e.fill(req.Fill)
	if err != nil {
		return nil, err
	}
	lockFields(f, append(filled, req.Lock...))
	rev := &revision{req: req, field: f.name, base: doc.Size(), contents: contentsHole(req.Room), ranges: rangesHole()}
	value := e.update.Add(e.signature(req, f, rev))
	if err := e.place(f, value, req); err != nil {
		return nil, err
	}
	rev.visible = f.placed
	marks, err := e.mark(req.Elsewhere, value)
	if err != nil {
		return nil, err
	}
	if err := e.enter(f, marks, value, req.Certify); err != nil {
		return nil, err
	}
	if rev.bytes, err = e.update.Bytes(); err != nil {
		return nil, err
	}
	rev.fixRanges()
	return rev, nil
}

// settle decides what the request left open.
func (e *editor) settle(f *field, req Request) (settled Request, err error) {
	if f.seed != nil {
		if req, err = f.seed.obey(f, req); err != nil {
			return req, err
		}
	}
	if req.Hash == 0 {
		req.Hash = crypto.SHA256
	}
	_, err = cms.AlgorithmFor(req.Chain[0].PublicKey, req.Hash, req.PSS)
	return req, err
}

func contentsHole(room int) *pdf.Placeholder {
	fill := bytes.Repeat([]byte{'0'}, 2*room+2)
	fill[0], fill[len(fill)-1] = '<', '>'
	return &pdf.Placeholder{Fill: fill}
}

// rangesHole has room for four numbers of any size.
func rangesHole() *pdf.Placeholder {
	return &pdf.Placeholder{Fill: bytes.Repeat([]byte{' '}, 64)}
}

func (r *revision) end() int64 { return r.base + int64(len(r.bytes)) }

// byteRange covers everything but /Contents with its delimiters (ISO 32000-2
// §12.8.1).
func (r *revision) byteRange() [4]int64 {
	resume := r.contents.Offset + int64(len(r.contents.Fill))
	return [4]int64{0, r.contents.Offset, resume, r.end() - resume}
}

func (r *revision) fixRanges() {
	b := r.byteRange()
	at := r.ranges.Offset - r.base
	copy(r.bytes[at:], fmt.Sprintf("[%d %d %d %d]", b[0], b[1], b[2], b[3]))
}

// signed gives the revision's own bytes that the signature covers.
func (r *revision) signed() (before, after []byte) {
	at := r.contents.Offset - r.base
	return r.bytes[:at], r.bytes[at+int64(len(r.contents.Fill)):]
}

package pades

import (
	"encoding/hex"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// composeStamp builds the update with a document time stamp: EN 319 142-1
// §5.4.3, ISO 32000-2 §12.8.5. Permissions of a certification do not forbid it
// (ISO 32000-2 table 257).
func composeStamp(doc *pdf.Document, room int) (*revision, error) {
	e, err := newEditor(doc)
	if err != nil {
		return nil, err
	}
	if !e.doc.Permissions().AddFields() {
		return nil, ErrNotPermitted
	}
	f, err := e.newField("", "Timestamp")
	if err != nil {
		return nil, err
	}
	rev := &revision{field: f.name, base: doc.Size(), contents: contentsHole(room), ranges: rangesHole()}
	value := e.update.Add(pdf.Dict{
		"Type": pdf.Name("DocTimeStamp"), "Filter": pdf.Name("Adobe.PPKLite"), "SubFilter": pdf.Name("ETSI.RFC3161"),
		"ByteRange": rev.ranges, "Contents": rev.contents,
	})
	if err := e.place(f, value, Request{}); err != nil {
		return nil, err
	}
	if err := e.enterForm(f.ref); err != nil {
		return nil, err
	}
	if rev.bytes, err = e.update.Bytes(); err != nil {
		return nil, err
	}
	rev.fixRanges()
	return rev, nil
}

// fill puts a token into its place among the revision's bytes.
func (r *revision) fill(token []byte) error {
	room := (len(r.contents.Fill) - 2) / 2
	if len(token) > room {
		return fault.New(ErrTooLarge, fault.Args{"size": len(token), "room": room}, nil)
	}
	hex.Encode(r.bytes[r.contents.Offset-r.base+1:], token) // behind <
	return nil
}

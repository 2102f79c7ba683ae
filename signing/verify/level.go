package verify

import (
	"io"

	"github.com/vanthu/vanthu/signing/pdf"
)

// Level is the baseline level that a signature reaches: EN 319 142-1 §6. Each
// asks for all that the one before does.
type Level string

// The levels. NoLevel is that of signatures of other kinds, such as PKCS #7, and
// of those that are not intact.
const (
	NoLevel  Level = ""
	LevelB   Level = "B-B"   // the signature names its certificate
	LevelT   Level = "B-T"   // its time is proven
	LevelLT  Level = "B-LT"  // that no certificate was revoked is proven in the file
	LevelLTA Level = "B-LTA" // a document time stamp covers these proofs
)

// level finds what a signature reaches, whoever signed it.
func (f *file) level(j *judging) Level {
	if j.token != nil || !j.stands() || j.SubFilter != subFilterCAdES || !j.bound {
		return NoLevel
	}
	if j.proof == nil {
		return LevelB
	}
	pieces, ok := f.provenInFile(j)
	if !ok {
		return LevelT
	}
	for _, p := range f.proofs {
		if p.stamp != nil && p.end > j.cover.end && f.coversAll(p.stamp, pieces) {
			return LevelLTA
		}
	}
	return LevelLT
}

// provenInFile tells whether the file itself proves that neither the signer's
// way to the root nor that of the authority that proves the time was revoked,
// and by which objects.
func (f *file) provenInFile(j *judging) (pieces []int, ok bool) {
	for _, e := range []*evaluation{j.evaluation, j.proof.by} {
		if e == nil || e.chain == nil || !e.inFile {
			return nil, false
		}
		pieces = append(pieces, e.pieces...)
	}
	return pieces, true
}

// coversAll tells whether a document time stamp covers the objects as they are.
func (f *file) coversAll(stamp *judging, pieces []int) bool {
	if stamp.cover.end == f.size {
		return true
	}
	then, err := pdf.Open(io.NewSectionReader(f.reader, 0, stamp.cover.end), stamp.cover.end)
	if err != nil {
		return false
	}
	for _, number := range pieces {
		if !then.Holds(number) || !f.doc.SamePlace(then, number) {
			return false
		}
	}
	return true
}

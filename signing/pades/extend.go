package pades

import (
	"context"
	"crypto"
	"errors"
	"os"

	"github.com/vanthu/vanthu/internal/fault"
)

// ExtendRequest says how far the signatures of a file are to rise.
type ExtendRequest struct {
	Level       Level       // LevelT, LevelLT or LevelLTA
	Timestamper Timestamper // needed where a time stamp is to be added
	Evidence    Evidence    // needed from LevelLT on
	// Hash of document time stamps; SHA-256 where zero.
	Hash crypto.Hash
	// Room reserved for a document time stamp, in bytes; 16 KiB where zero.
	Room int
	// Partly keeps what was reached where a server stands in the way of the rest;
	// Extension.Level says how far it came, Extension.Missing why no further.
	Partly bool
	// OnlyMore writes nothing at all where nothing was missing.
	OnlyMore bool
	// Renew adds one more document time stamp at LevelLTA even where the last
	// one covers the whole file: before its authority's certificate ends.
	Renew bool
}

// Extension tells what Extend added.
type Extension struct {
	Level   Level // of every signature now but those skipped
	Changed bool
	Missing error // with ExtendRequest.Partly: why Level is not the one asked for
	Size    int64 // of the target, in bytes
	// Added to the file: document time stamps, and pieces of the security store.
	Timestamps, Certificates, OCSPs, CRLs int
	// Skipped are the fields of signatures whose level cannot rise: older
	// formats than PAdES knows.
	Skipped []string
}

func (r ExtendRequest) checked() (ExtendRequest, error) {
	if r.Level < LevelT || r.Level > LevelLTA {
		return r, badRequest("no level to reach")
	}
	if r.Timestamper == nil || r.Level >= LevelLT && r.Evidence == nil {
		return r, badRequest("nobody to ask for time stamps or evidence")
	}
	if r.Hash == 0 {
		r.Hash = crypto.SHA256
	}
	if r.Room == 0 {
		r.Room = defaultRoom
	}
	return r, nil
}

// Extend raises the level of the signatures in the file in, by revisions that
// are appended: what was there keeps its bytes. The result goes to out, which
// appears whole or not at all and may be the same file; where nothing was
// missing and it is the same file, nothing is written.
//
// A signature without a proven time gets it from a document time stamp. From
// LevelLT on the certificates of every signer and time stamping authority, with
// the evidence that none was revoked, go into the security store; at LevelLTA a
// document time stamp covers all of it. Every signature is checked to be intact
// before anything is added, and whom to trust is Evidence's to say. Where a
// server does not answer, out stays as it was, unless something was reached
// before and the request asks to keep it. With an error, Extension.Level is what
// the file had already.
//
// Errors are ErrNothingSigned, ErrBroken, ErrTooLarge, ErrSource, ErrTarget and
// those of packages pdf, timestamp and revocation.
func Extend(ctx context.Context, in, out string, req ExtendRequest) (Extension, error) {
	req, err := req.checked()
	if err != nil {
		return Extension{}, err
	}
	source, err := os.Open(in)
	if err != nil {
		return Extension{}, fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	defer source.Close()
	info, err := source.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return Extension{}, fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	w := &work{ctx: ctx, source: source, out: out, size: info.Size(), req: req}
	defer w.discard()
	if err := w.raise(); err != nil {
		err = withFile(named(err, in, out), in)
		if !req.Partly || !w.result.Changed || ctx.Err() != nil {
			return Extension{Level: w.had}, err
		}
		w.result.Missing = err
	}
	return w.finish()
}

package workplace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/sync/engine"
)

// raiser brings what was signed offline to this machine's level once the servers
// answer: what waits to be sent before its bytes leave, and what the server
// already has while the document has not left the agency. What cannot be raised,
// and what mostWaiting is not enough for, is sent as it is: a document does not
// wait long for a time stamp.
type raiser struct {
	w *Workplace

	mu    sync.Mutex           // one at a time
	high  map[string]bool      // files, by hash, that are as high as they can be
	later map[string]time.Time // files not to be tried before
}

// tryAgain is when a file that could not be raised is tried again.
const tryAgain = 5 * time.Minute

// mostWaiting is how long one exchange waits for servers that answer slowly.
const mostWaiting = 5 * time.Minute

func newRaiser(w *Workplace) *raiser {
	return &raiser{w: w, high: map[string]bool{}, later: map[string]time.Time{}}
}

// into lets an engine call it.
func (r *raiser) into(c engine.Config) engine.Config {
	c.Ready = func(ctx context.Context) { r.raise(ctx, true) }
	c.Settled = func(ctx context.Context) bool { return r.raise(ctx, false) }
	return c
}

// raise tells whether anything was raised; queued looks only at what waits to be
// sent. What goes wrong is noted for the help desk.
func (r *raiser) raise(ctx context.Context, queued bool) (more bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	waiting, end := context.WithTimeout(ctx, mostWaiting)
	defer end()
	more, err := r.all(waiting, queued)
	if err != nil && ctx.Err() == nil {
		_ = r.w.Store.Diagnose(ctx, err)
	}
	return more
}

func (r *raiser) all(ctx context.Context, queued bool) (more bool, err error) {
	settings, err := r.w.Stamping()
	if err != nil || settings.Level == "B" {
		return false, err
	}
	unsent, err := r.w.Store.Unsent(ctx, queued)
	if err != nil {
		return false, err
	}
	var due []office.Document
	for _, d := range unsent {
		if f, ok := office.MainFileOf(d.Files); ok && r.isDue(f) {
			due = append(due, d)
		}
	}
	if len(due) == 0 {
		return false, nil
	}
	trust, err := OwnTrust(r.w.Config)
	if err != nil {
		return false, err
	}
	to, end, err := settings.Services(ctx, trust, r.w.Clock, r.w.Random)
	if err != nil {
		return false, err
	}
	defer end()
	to.Partly, to.OnlyMore = true, true
	for _, d := range due {
		if ctx.Err() != nil {
			break
		}
		one, failed := r.one(ctx, d, to)
		more, err = more || one, errors.Join(err, failed)
	}
	return more, err
}

func (r *raiser) isDue(f office.File) bool {
	pdf := strings.EqualFold(filepath.Ext(f.Name), ".pdf") || f.MediaType == "application/pdf"
	return pdf && !r.high[f.SHA256] && !r.w.Clock.Now().Before(r.later[f.SHA256])
}

// one raises a document's main file into a new kept file and puts that in place.
func (r *raiser) one(ctx context.Context, d office.Document, to pades.ExtendRequest) (replaced bool, err error) {
	before, _ := office.MainFileOf(d.Files)
	r.later[before.SHA256] = r.w.Clock.Now().Add(tryAgain)
	in, err := r.w.unchanged(ctx, before)
	if err != nil {
		return false, err
	}
	work, err := r.w.workFolder()
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(work)
	out := filepath.Join(work, "raised.pdf")
	e, err := pades.Extend(ctx, in, out, to)
	if errors.Is(err, pades.ErrNothingSigned) || err == nil && !e.Changed {
		r.high[before.SHA256] = true
		return false, nil
	}
	if err != nil {
		return false, err
	}
	after, err := r.w.Store.AddFile(ctx, out, before.Role)
	if err != nil {
		return false, err
	}
	r.high[after.SHA256] = e.Missing == nil
	r.later[after.SHA256] = r.later[before.SHA256]
	replaced, err = r.w.Store.ReplaceFile(ctx, d.ID, before.SHA256, after)
	return replaced, errors.Join(err, e.Missing)
}

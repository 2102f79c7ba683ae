package remote

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// Download is a file on its way from the server.
type Download struct {
	SHA256   string
	Size     int64            // as the record says; more bytes are refused
	Target   string           // appears whole, with the right hash, or not at all
	Progress func(here int64) // may be nil; called from the downloading goroutine
}

// disk names an error of this machine's own.
func (d Download) disk(err error) error {
	return fault.New(ErrDisk, fault.Args{"file": d.part()}, err)
}

// part is where the bytes gather; it stays after a cut, to go on from.
func (d Download) part() string { return d.Target + ".part" }

// Download fetches a file, from where an earlier one was cut off. ErrBlobMismatch
// drops what was gathered: the next one begins anew.
func (c *Client) Download(ctx context.Context, d Download) error {
	part, err := os.OpenFile(d.part(), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return d.disk(err)
	}
	defer part.Close()
	have, err := part.Seek(0, io.SeekEnd)
	if err != nil {
		return d.disk(err)
	}
	if have != d.Size {
		if err := c.fetch(ctx, d, part, have); err != nil {
			return err
		}
	}
	return d.finish(part)
}

// fetch gets the bytes from offset have on.
func (c *Client) fetch(ctx context.Context, d Download, part *os.File, have int64) error {
	ctx, watch, stop := watch(ctx, c.timeouts.Stall)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base.String()+api.PathBlobs+d.SHA256, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept-Encoding", "identity")
	if have > 0 {
		r.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
		r.Header.Set("If-Range", `"`+d.SHA256+`"`)
	}
	answer, err := c.send(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	offset, err := from(answer, have)
	if err != nil {
		return d.restart(part, err)
	}
	return d.gather(ctx, part, offset, watch.reader(answer.Body))
}

var errRange = errors.New("range refused")

// from is the offset at which the answer's bytes begin.
func from(answer *http.Response, have int64) (int64, error) {
	switch answer.StatusCode {
	case http.StatusOK:
		return 0, nil
	case http.StatusPartialContent:
		var start int64
		_, err := fmt.Sscanf(answer.Header.Get("Content-Range"), "bytes %d-", &start)
		if err != nil || start > have {
			return 0, fault.New(ErrAnswer, fault.Args{"detail": answer.Header.Get("Content-Range")}, errRange)
		}
		return start, nil
	case http.StatusRequestedRangeNotSatisfiable:
		return 0, fault.New(ErrAnswer, fault.Args{"detail": answer.Status}, errRange)
	}
	return 0, refused(answer)
}

// restart empties the part when going on from it cannot work.
func (d Download) restart(part *os.File, err error) error {
	if errors.Is(err, errRange) {
		return errors.Join(err, part.Truncate(0))
	}
	return err
}

// gather writes the bytes behind offset, not more than the file may have.
func (d Download) gather(ctx context.Context, part *os.File, offset int64, in io.Reader) error {
	if err := part.Truncate(offset); err != nil {
		return d.disk(err)
	}
	if _, err := part.Seek(offset, io.SeekStart); err != nil {
		return d.disk(err)
	}
	out := &counted{out: part, here: offset, progress: d.Progress}
	_, err := io.Copy(out, io.LimitReader(in, d.Size-offset+1))
	if err != nil && out.failed {
		return d.disk(err)
	}
	if err != nil {
		return broken(ctx, err)
	}
	if out.here < d.Size {
		return fault.New(ErrOffline, nil, io.ErrUnexpectedEOF)
	}
	return nil
}

// counted tells a failing disk from a failing line.
type counted struct {
	out      io.Writer
	here     int64
	progress func(int64)
	failed   bool
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.out.Write(p)
	c.here += int64(n)
	c.failed = err != nil
	if c.progress != nil {
		c.progress(c.here)
	}
	return n, err
}

// finish gives the file its name if its bytes deserve it.
func (d Download) finish(part *os.File) error {
	if _, err := part.Seek(0, io.SeekStart); err != nil {
		return d.disk(err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, part); err != nil {
		return d.disk(err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != d.SHA256 {
		return errors.Join(fault.New(ErrBlobMismatch, fault.Args{"sha256": d.SHA256}, nil), part.Truncate(0))
	}
	if err := part.Sync(); err != nil {
		return d.disk(err)
	}
	if err := part.Close(); err != nil { // Windows renames no open file
		return d.disk(err)
	}
	if err := os.Rename(d.part(), d.Target); err != nil {
		return d.disk(err)
	}
	return nil
}

package remote

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// ChunkSize is how much of a file one request carries; what a cut costs at most.
const ChunkSize = 4 << 20

// Upload is a file, not an empty one, on its way to the server.
type Upload struct {
	SHA256   string
	Size     int64
	Content  io.ReaderAt
	Location string                      // where an earlier Upload got to; empty to begin
	Begun    func(location string) error // keep it: with it the upload goes on after a cut
	Progress func(sent int64)            // may be nil; called from the uploading goroutine
}

// Upload sends a file by tus 1.0, from where the server has it. When it returns
// nil the server has all bytes and found their hash right; api.ErrBlobMismatch
// when it did not. ErrUploadBusy: an earlier request still holds it, try again.
func (c *Client) Upload(ctx context.Context, u Upload) error {
	offset, err := c.resume(ctx, &u)
	if err != nil {
		return err
	}
	for asked := 0; offset < u.Size; {
		next, err := c.patch(ctx, u, offset)
		if conflict(err) && asked < maxAsked {
			// What was cut off was still being written when the offset was asked for.
			asked++
			if offset, err = c.offset(ctx, u.Location); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		if next <= offset || next > u.Size {
			return fault.New(ErrAnswer, fault.Args{"detail": "upload offset " + strconv.FormatInt(next, 10)}, nil)
		}
		offset = next
		if u.Progress != nil {
			u.Progress(offset)
		}
	}
	return nil
}

// maxAsked is how often an upload asks anew where it stands.
const maxAsked = 5

func conflict(err error) bool {
	var r *Refusal
	return errors.As(err, &r) && r.Status == http.StatusConflict
}

// resume finds out how far an upload is, and begins one when there is none, or
// none that this server has.
func (c *Client) resume(ctx context.Context, u *Upload) (int64, error) {
	if known, err := c.pathOf(u.Location); err == nil {
		u.Location = known
		offset, err := c.offset(ctx, known)
		if err == nil && offset <= u.Size {
			return offset, nil
		}
		if err != nil && !lost(err) {
			return 0, err
		}
	}
	location, err := c.create(ctx, u)
	if err != nil {
		return 0, err
	}
	u.Location = location
	return 0, u.Begun(location)
}

// lost tells that the server no longer has the upload.
func lost(err error) bool {
	var r *Refusal
	return errors.As(err, &r) && (r.Status == http.StatusNotFound || r.Status == http.StatusGone)
}

func (c *Client) create(ctx context.Context, u *Upload) (string, error) {
	size := strconv.FormatInt(u.Size, 10)
	answer, err := c.tus(ctx, http.MethodPost, api.PathUploads, nil, http.Header{
		"Upload-Length": {size},
		"Upload-Metadata": {"sha256 " + base64.StdEncoding.EncodeToString([]byte(u.SHA256)) +
			",length " + base64.StdEncoding.EncodeToString([]byte(size))},
	})
	if err != nil {
		return "", err
	}
	return c.pathOf(answer.Get("Location"))
}

// pathOf reduces a location to its path on this server, which may get another
// name, and refuses one elsewhere: the token would go there.
func (c *Client) pathOf(location string) (string, error) {
	there, err := c.base.Parse(location)
	if err != nil || location == "" || there.Scheme != c.base.Scheme || there.Host != c.base.Host {
		return "", fault.New(ErrAnswer, fault.Args{"detail": "upload location " + location}, err)
	}
	return there.EscapedPath(), nil
}

func (c *Client) offset(ctx context.Context, path string) (int64, error) {
	answer, err := c.tus(ctx, http.MethodHead, path, nil, nil)
	if err != nil {
		return 0, err
	}
	return offsetOf(answer)
}

func (c *Client) patch(ctx context.Context, u Upload, offset int64) (int64, error) {
	chunk := io.NewSectionReader(u.Content, offset, min(ChunkSize, u.Size-offset))
	answer, err := c.tus(ctx, http.MethodPatch, u.Location, chunk, http.Header{
		"Upload-Offset": {strconv.FormatInt(offset, 10)},
		"Content-Type":  {"application/offset+octet-stream"},
	})
	if err != nil {
		return 0, err
	}
	return offsetOf(answer)
}

func offsetOf(answer http.Header) (int64, error) {
	offset, err := strconv.ParseInt(answer.Get("Upload-Offset"), 10, 64)
	if err != nil || offset < 0 {
		return 0, fault.New(ErrAnswer, fault.Args{"detail": "Upload-Offset " + answer.Get("Upload-Offset")}, err)
	}
	return offset, nil
}

// tus sends one request of the protocol; only the answer's header matters.
func (c *Client) tus(ctx context.Context, method, path string, chunk *io.SectionReader, header http.Header) (http.Header, error) {
	ctx, watch, stop := watch(ctx, c.timeouts.Stall)
	defer stop()
	var body io.Reader
	if chunk != nil {
		body = watch.reader(chunk)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base.String()+path, body)
	if err != nil {
		return nil, fault.New(ErrAnswer, fault.Args{"detail": "upload location " + path}, err)
	}
	if header != nil {
		r.Header = header
	}
	r.Header.Set("Tus-Resumable", "1.0.0")
	if chunk != nil {
		r.ContentLength = chunk.Size()
	}
	answer, err := c.send(r)
	if err != nil {
		return nil, err
	}
	defer drain(answer)
	if answer.StatusCode == http.StatusLocked || answer.StatusCode == http.StatusConflict {
		return nil, fault.New(ErrUploadBusy, nil, &Refusal{Status: answer.StatusCode})
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return nil, refused(answer)
	}
	return answer.Header, nil
}

package remote_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/remote"
)

// zeroTime leaves Last-Modified out.
var zeroTime time.Time

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// tusServer keeps one upload as tus 1.0 wants it.
type tusServer struct {
	t        *testing.T
	got      []byte
	created  int
	heads    int
	refuse   func(w http.ResponseWriter, r *http.Request) bool // answers in its place
	location string
}

func (s *tusServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	assert.Equal(s.t, "1.0.0", r.Header.Get("Tus-Resumable"))
	if s.refuse != nil && s.refuse(w, r) {
		return
	}
	switch r.Method {
	case http.MethodPost:
		s.created++
		s.got = nil
		w.Header().Set("Location", s.location)
		w.WriteHeader(http.StatusCreated)
	case http.MethodHead:
		s.heads++
		w.Header().Set("Upload-Offset", strconv.Itoa(len(s.got)))
	case http.MethodPatch:
		if r.Header.Get("Upload-Offset") != strconv.Itoa(len(s.got)) {
			w.WriteHeader(http.StatusConflict)
			return
		}
		chunk, _ := io.ReadAll(r.Body)
		assert.LessOrEqual(s.t, len(chunk), remote.ChunkSize)
		s.got = append(s.got, chunk...)
		w.Header().Set("Upload-Offset", strconv.Itoa(len(s.got)))
		w.WriteHeader(http.StatusNoContent)
	}
}

func newTus(t *testing.T) (*tusServer, *remote.Client) {
	s := &tusServer{t: t, location: api.PathUploads + strings.Repeat("a", 32)}
	_, config := serve(t, s.ServeHTTP)
	return s, client(t, config)
}

func upload(content []byte, location string) remote.Upload {
	return remote.Upload{
		SHA256: hashOf(content), Size: int64(len(content)), Content: bytes.NewReader(content), Location: location,
		Begun: func(string) error { return nil },
	}
}

func TestUploadsGoInChunksAndGoOn(t *testing.T) {
	content := bytes.Repeat([]byte("văn thư "), 1_000_000)
	s, c := newTus(t)
	u := upload(content, "")
	var at string
	u.Begun = func(location string) error { at = location; return nil }
	var last int64
	u.Progress = func(sent int64) { last = sent }
	require.NoError(t, c.Upload(ctx, u))
	assert.Equal(t, content, s.got)
	assert.EqualValues(t, len(content), last)
	assert.Equal(t, s.location, at, "a path: the server may get another name")

	s.got = s.got[:5000] // what the server kept of an upload that was cut
	require.NoError(t, c.Upload(ctx, upload(content, at)))
	assert.Equal(t, content, s.got)
	assert.Equal(t, 1, s.created)
}

func TestUploadsThatTheServerLostBeginAgain(t *testing.T) {
	content := []byte("nội dung")
	s, c := newTus(t)
	s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
		}
		return r.Method == http.MethodHead
	}
	require.NoError(t, c.Upload(ctx, upload(content, s.location)))
	assert.Equal(t, content, s.got)
}

func TestAnOffsetThatMovedIsAskedForAgain(t *testing.T) {
	content := []byte("nội dung")
	s, c := newTus(t)
	s.got = content[:2]
	first := true
	s.refuse = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPatch && first {
			first = false
			s.got = content[:4] // the rest of the earlier request comes in late
		}
		return false
	}
	require.NoError(t, c.Upload(ctx, upload(content, s.location)))
	assert.Equal(t, content, s.got)
	assert.Equal(t, 2, s.heads)
}

func TestUploadsThatFail(t *testing.T) {
	for name, row := range map[string]struct {
		refuse http.HandlerFunc
		want   error
	}{
		"busy":          {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusLocked) }, remote.ErrUploadBusy},
		"other bytes":   {problem(422, `{"code":"api.blob_mismatch"}`), api.ErrBlobMismatch},
		"no offset":     {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }, remote.ErrAnswer},
		"standing":      {offset("0"), remote.ErrAnswer},
		"beyond":        {offset("99999"), remote.ErrAnswer},
		"negative":      {offset("-1"), remote.ErrAnswer},
		"silent":        {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, remote.ErrOffline},
		"never settled": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusConflict) }, remote.ErrUploadBusy},
	} {
		t.Run(name, func(t *testing.T) {
			s, c := newTus(t)
			s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method == http.MethodPatch {
					row.refuse(w, r)
				}
				return r.Method == http.MethodPatch
			}
			assert.ErrorIs(t, c.Upload(ctx, upload([]byte("nội dung"), "")), row.want)
		})
	}
}

func offset(n string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Upload-Offset", n)
		w.WriteHeader(http.StatusNoContent)
	}
}

func TestTheTokenGoesToNoOtherServer(t *testing.T) {
	for _, elsewhere := range []string{"https://kẻ-gian.example/u", "http://127.0.0.1/u", "//khac/u", "https://127.0.0.1:1/u", ""} {
		s, c := newTus(t)
		s.location = elsewhere
		err := c.Upload(ctx, upload([]byte("nội dung"), ""))
		assert.ErrorIs(t, err, remote.ErrAnswer, elsewhere)
		before := s.heads
		assert.ErrorIs(t, c.Upload(ctx, upload([]byte("x"), "https://khac.example/u")), remote.ErrAnswer)
		assert.Equal(t, before, s.heads, "nobody was asked about a foreign upload")
	}
}

// blobServer serves content with ranges, as net/http does.
func blobServer(t *testing.T, content []byte) (remote.Download, *remote.Client, *int64) {
	served := new(int64)
	_, config := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+hashOf(content)+`"`)
		counter := &counting{ResponseWriter: w, n: served}
		http.ServeContent(counter, r, "", zeroTime, bytes.NewReader(content))
	})
	return download(t, content), client(t, config), served
}

func download(t *testing.T, content []byte) remote.Download {
	return remote.Download{SHA256: hashOf(content), Size: int64(len(content)), Target: filepath.Join(t.TempDir(), hashOf(content))}
}

type counting struct {
	http.ResponseWriter
	n *int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	*c.n += int64(n)
	return n, err
}

func TestDownloadsAppearWholeAndGoOn(t *testing.T) {
	content := bytes.Repeat([]byte("trang "), 50_000)
	d, c, served := blobServer(t, content)
	require.NoError(t, os.WriteFile(d.Target+".part", content[:100_000], 0o600))
	require.NoError(t, c.Download(ctx, d))
	raw, err := os.ReadFile(d.Target)
	require.NoError(t, err)
	assert.Equal(t, content, raw)
	assert.EqualValues(t, len(content)-100_000, *served, "only the rest was sent")
	_, err = os.Stat(d.Target + ".part")
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestACompletePartNeedsNoServer(t *testing.T) {
	content := []byte("nội dung")
	d := download(t, content)
	require.NoError(t, os.WriteFile(d.Target+".part", content, 0o600))
	require.NoError(t, client(t, remote.Config{URL: "https://127.0.0.1:1"}).Download(ctx, d))
}

func TestWrongBytesNeverGetTheName(t *testing.T) {
	content := bytes.Repeat([]byte("trang "), 1000)
	t.Run("a spoiled part", func(t *testing.T) {
		d, c, _ := blobServer(t, content)
		require.NoError(t, os.WriteFile(d.Target+".part", []byte("khác"), 0o600))
		require.ErrorIs(t, c.Download(ctx, d), remote.ErrBlobMismatch)
		assert.NoFileExists(t, d.Target)
		require.NoError(t, c.Download(ctx, d), "the next one begins anew")
	})
	t.Run("another file", func(t *testing.T) {
		d, c, _ := blobServer(t, content)
		d.SHA256 = hashOf([]byte("another"))
		assert.ErrorIs(t, c.Download(ctx, d), remote.ErrBlobMismatch)
		assert.NoFileExists(t, d.Target)
	})
	t.Run("more than there may be", func(t *testing.T) {
		d, c, _ := blobServer(t, content)
		d.Size = 10
		assert.ErrorIs(t, c.Download(ctx, d), remote.ErrBlobMismatch)
	})
	t.Run("a part longer than the file", func(t *testing.T) {
		d, c, _ := blobServer(t, content)
		require.NoError(t, os.WriteFile(d.Target+".part", append(bytes.Clone(content), 'x'), 0o600))
		require.ErrorIs(t, c.Download(ctx, d), remote.ErrAnswer, "416")
		require.NoError(t, c.Download(ctx, d))
	})
	t.Run("the server knows no ranges", func(t *testing.T) {
		_, config := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content) })
		d := download(t, content)
		require.NoError(t, os.WriteFile(d.Target+".part", []byte("khác"), 0o600))
		require.NoError(t, client(t, config).Download(ctx, d))
	})
	t.Run("a range that is not the one asked for", func(t *testing.T) {
		_, config := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 500-%d/%d", len(content)-1, len(content)))
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(content[500:])
		})
		d := download(t, content)
		require.NoError(t, os.WriteFile(d.Target+".part", content[:100], 0o600))
		assert.ErrorIs(t, client(t, config).Download(ctx, d), remote.ErrAnswer)
		assert.NoFileExists(t, d.Target)
	})
}

func TestADownloadThatStandsStillIsGivenUpAndKept(t *testing.T) {
	content := bytes.Repeat([]byte("trang "), 20_000)
	_, config := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(content)))
		_, _ = w.Write(content[:50_000])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	d := download(t, content)
	err := client(t, config).Download(ctx, d)
	require.ErrorIs(t, err, remote.ErrOffline)
	part, err := os.ReadFile(d.Target + ".part")
	require.NoError(t, err)
	assert.Equal(t, content[:50_000], part)
}

func TestADiskThatCannotBeWritten(t *testing.T) {
	d, c, _ := blobServer(t, []byte("x"))
	d.Target = filepath.Join(t.TempDir(), "no", "such", "folder", "f")
	assert.ErrorIs(t, c.Download(ctx, d), remote.ErrDisk)
}

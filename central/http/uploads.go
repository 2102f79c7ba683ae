package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	xslog "golang.org/x/exp/slog"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Uploads receives files by tus 1.0 into a folder and hands complete ones to the
// agency's store. An upload belongs to the agency that began it.
type Uploads struct {
	files  *files.Files
	folder string
	clock  clock.Clock
	random io.Reader
	log    *slog.Logger
	store  filestore.FileStore
	tus    *handler.Handler
}

// networkTimeout is how long a client may stay silent within a chunk.
const networkTimeout = 60 * time.Second

// NewUploads makes the folder; maxSize bounds a file, in bytes.
func NewUploads(f *files.Files, folder string, maxSize int64, c clock.Clock, random io.Reader, log *slog.Logger) (*Uploads, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	u := &Uploads{files: f, folder: folder, clock: c, random: random, log: log, store: filestore.New(folder)}
	u.store.DirModePerm, u.store.FileModePerm = 0o700, 0o600
	composer := handler.NewStoreComposer()
	composer.UseCore(u.store)
	composer.UseTerminater(u.store)
	memorylocker.New().UseIn(composer)
	var err error
	u.tus, err = handler.NewHandler(handler.Config{
		StoreComposer: composer, BasePath: api.PathUploads, MaxSize: maxSize,
		DisableDownload: true, DisableTermination: true, DisableConcatenation: true,
		Cors: &handler.CorsConfig{Disable: true}, NetworkTimeout: networkTimeout,
		PreUploadCreateCallback: u.begin, PreFinishResponseCallback: u.complete,
		Logger: xslog.New(xslog.NewTextHandler(io.Discard, nil)),
	})
	return u, err
}

// Keys of an upload's metadata.
const (
	metaHash   = "sha256"
	metaLength = "length"
	metaAgency = "agency"
	metaBegun  = "begun"
)

var uploadID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// upload routes a request of the protocol. Only what is listed here comes through:
// tusd would also follow an X-HTTP-Method-Override.
func (a *API) upload(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.Upload(actor); err != nil {
		return err
	}
	id := strings.TrimPrefix(r.URL.Path, api.PathUploads)
	switch {
	case id == "" && r.Method == http.MethodPost:
	case r.Method == http.MethodOptions:
	case uploadID.MatchString(id) && (r.Method == http.MethodHead || r.Method == http.MethodPatch):
		done, err := a.Uploads.resume(w, r, actor, id)
		if err != nil || done {
			return err
		}
	default:
		return api.ErrNotFound
	}
	spoken := &speaker{ResponseWriter: w, request: r}
	http.StripPrefix(api.PathUploads, a.Uploads.tus).ServeHTTP(spoken, r)
	spoken.end()
	return nil
}

// resume sees that an upload belongs to the agency. One that is complete is taken
// in if that has not been done yet, and answered here: the client may not know.
func (u *Uploads) resume(w http.ResponseWriter, r *http.Request, actor access.Actor, id string) (done bool, err error) {
	if size, ok := u.finished(id, actor.Agency.Code); ok {
		return true, answerComplete(w, r, size)
	}
	info, err := u.info(r.Context(), id)
	if errors.Is(err, handler.ErrNotFound) || err == nil && info.MetaData[metaAgency] != string(actor.Agency.Code) {
		return false, api.ErrNotFound
	}
	if err != nil || info.Offset != info.Size || r.Method != http.MethodHead {
		return false, err
	}
	if err := u.take(r.Context(), info); err != nil {
		return false, err
	}
	return true, answerComplete(w, r, info.Size)
}

func answerComplete(w http.ResponseWriter, r *http.Request, size int64) error {
	h := w.Header()
	h.Set("Tus-Resumable", "1.0.0")
	h.Set("Upload-Offset", strconv.FormatInt(size, 10))
	h.Set("Upload-Length", strconv.FormatInt(size, 10))
	if r.Method == http.MethodPatch && r.Header.Get("Upload-Offset") != strconv.FormatInt(size, 10) {
		w.WriteHeader(http.StatusConflict)
		return nil
	}
	w.WriteHeader(map[string]int{http.MethodHead: http.StatusOK, http.MethodPatch: http.StatusNoContent}[r.Method])
	return nil
}

// begin checks a new upload and binds it to the agency.
func (u *Uploads) begin(event handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	info := event.Upload
	hash := info.MetaData[metaHash]
	if !blobs.ValidHash(hash) || info.SizeIsDeferred || info.MetaData[metaLength] != strconv.FormatInt(info.Size, 10) {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, tusError(http.StatusBadRequest, malformed("Upload-Metadata", nil))
	}
	id, err := uuid.NewRandomFromReader(u.random)
	if err != nil {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, err
	}
	return handler.HTTPResponse{}, handler.FileInfoChanges{
		ID: strings.ReplaceAll(id.String(), "-", ""),
		MetaData: handler.MetaData{
			metaHash: hash, metaAgency: string(actorIn(event.Context).Agency.Code),
			metaBegun: strconv.FormatInt(u.clock.Now().Unix(), 10),
		},
	}, nil
}

// complete runs when the last byte is in, before the client is answered.
func (u *Uploads) complete(event handler.HookEvent) (handler.HTTPResponse, error) {
	err := u.take(event.Context, event.Upload)
	if errors.Is(err, api.ErrBlobMismatch) {
		return handler.HTTPResponse{}, tusError(http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		u.log.ErrorContext(event.Context, "upload not taken in", "upload", event.Upload.ID, "error", err)
	}
	return handler.HTTPResponse{}, err
}

// take hands a complete upload over and leaves a mark that it was.
func (u *Uploads) take(ctx context.Context, info handler.FileInfo) error {
	content, err := os.Open(u.path(info.ID))
	if err != nil {
		return err
	}
	defer content.Close()
	err = u.files.Take(ctx, office.AgencyCode(info.MetaData[metaAgency]), info.MetaData[metaHash], info.Size, content)
	if errors.Is(err, api.ErrBlobMismatch) {
		return errors.Join(err, u.remove(info.ID))
	}
	if err != nil {
		return err
	}
	return u.finish(info)
}

// tusError carries an error of ours through tusd; speaker makes it a problem.
func tusError(status int, cause error) error {
	return handler.Error{
		ErrorCode: "ERR_VANTHU", Message: cause.Error(),
		HTTPResponse: handler.HTTPResponse{StatusCode: status, Body: fmt.Sprint(codeOf(cause))},
	}
}

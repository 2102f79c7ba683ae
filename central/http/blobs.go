package http

import (
	"net/http"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/sync/api"
)

// maxCheck is how many files one blobs:check may ask for.
const maxCheck = 10_000

func (a *API) blobsCheck(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.Upload(actor); err != nil {
		return err
	}
	check, err := read[api.BlobsCheck](w, r, listBody)
	if err != nil {
		return err
	}
	if len(check.SHA256) > maxCheck {
		return malformed("sha256", nil)
	}
	for _, hash := range check.SHA256 {
		if !blobs.ValidHash(hash) {
			return malformed("sha256", nil)
		}
	}
	missing, err := a.Files.Missing(r.Context(), actor.Agency.Code, check.SHA256)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, api.BlobsMissing{Missing: missing})
}

func (a *API) blob(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.ReadRecords(actor); err != nil {
		return err
	}
	hash := r.PathValue("sha256")
	content, err := a.Files.Open(r.Context(), actor.Agency.Code, hash)
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	h.Set("ETag", `"`+hash+`"`)
	h.Set("Cache-Control", "private, immutable, max-age=31536000")
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", "attachment")
	http.ServeContent(Patient(w, a.Wall), r, "", time.Time{}, content)
	return nil
}

// Patient lets an answer take as long as its reader keeps reading: each write
// moves the connection's deadline. wall is real time.
func Patient(w http.ResponseWriter, wall clock.Clock) http.ResponseWriter {
	return &patient{ResponseWriter: w, wall: wall}
}

const patience = 60 * time.Second

type patient struct {
	http.ResponseWriter
	wall clock.Clock
}

// Write writes after moving the deadline.
func (p *patient) Write(b []byte) (int, error) {
	_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(p.wall.Now().Add(patience))
	return p.ResponseWriter.Write(b)
}

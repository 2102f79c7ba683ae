package web

import (
	"mime"
	"net/http"
	"time"

	httpapi "github.com/vanthu/vanthu/central/http"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func (v *visit) fileOfOutgoing() error {
	doc, _, err := v.outgoing()
	if err != nil {
		return err
	}
	return v.send(doc.Files)
}

func (v *visit) fileOfIncoming() error {
	a, err := v.incoming()
	if err != nil {
		return err
	}
	return v.send(a.Files)
}

// send gives the file of the path, when it is one of the record's. It is always
// a download: a foreign file must not run as a page of this site.
func (v *visit) send(all []office.File) error {
	hash := v.r.PathValue("sha256")
	for _, f := range all {
		if f.SHA256 != hash {
			continue
		}
		content, err := v.files.Open(v.r.Context(), v.actor.Agency.Code, hash)
		if err != nil {
			return err
		}
		defer content.Close()
		h := v.w.Header()
		h.Set("Content-Type", mediaType(f.MediaType))
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		h.Set("ETag", `"`+hash+`"`)
		h.Set("Cache-Control", "private, no-cache")
		http.ServeContent(httpapi.Patient(v.w, v.wall), v.r, "", time.Time{}, content)
		return nil
	}
	return api.ErrNotFound
}

// mediaType is what the sender said, when it is one that no browser runs.
func mediaType(said string) string {
	if said == "application/pdf" {
		return said
	}
	return "application/octet-stream"
}

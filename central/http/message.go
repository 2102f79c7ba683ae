package http

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// read takes a JSON body of at most limit bytes. Keys it does not know are passed
// over: a newer client may send them.
func read[T any](w http.ResponseWriter, r *http.Request, limit int64) (message T, err error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" {
		return message, malformed("Content-Type", nil)
	}
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, limit))
	if err := body.Decode(&message); err != nil {
		return message, malformed("JSON", err)
	}
	if _, err := body.Token(); !errors.Is(err, io.EOF) {
		return message, malformed("JSON", err)
	}
	return message, nil
}

// write answers with JSON.
func write(w http.ResponseWriter, status int, message any) error {
	raw, err := json.Marshal(message)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(raw)
	return nil
}

func malformed(detail string, cause error) error {
	return fault.New(api.ErrRequest, fault.Args{"detail": detail}, cause)
}

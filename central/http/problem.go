package http

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/sync/api"
)

// statuses says which HTTP status goes with which code; the rest is 500.
var statuses = map[fault.Code]int{
	api.ErrLogin:        http.StatusUnauthorized,
	api.ErrToken:        http.StatusUnauthorized,
	api.ErrForbidden:    http.StatusForbidden,
	api.ErrNotFound:     http.StatusNotFound,
	blobs.ErrAbsent:     http.StatusNotFound,
	api.ErrResync:       http.StatusGone,
	api.ErrSequence:     http.StatusConflict,
	api.ErrOpReused:     http.StatusUnprocessableEntity,
	api.ErrBlobMismatch: http.StatusUnprocessableEntity,
	api.ErrRequest:      http.StatusBadRequest,
	api.ErrTooMany:      http.StatusTooManyRequests,
	store.ErrBusy:       http.StatusServiceUnavailable,
}

// retryAfter is what clients are told to wait, in seconds.
var retryAfter = map[int]string{http.StatusTooManyRequests: "60", http.StatusServiceUnavailable: "2"}

// problem answers with an error. The cause stays in the log: it may hold paths
// and statements of the server.
func (a *API) problem(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // nobody listens any more
	}
	p := problemOf(r, err)
	if p.Status >= http.StatusInternalServerError {
		a.Log.ErrorContext(r.Context(), "request failed", "request", requestID(r), "error", err)
	}
	writeProblem(w, p)
}

func problemOf(r *http.Request, err error) api.Problem {
	code, args, ok := fault.Of(err)
	status, known := statuses[code]
	if !ok || !known {
		status, code, args = http.StatusInternalServerError, i18n.ErrInternal, fault.Args{"detail": requestID(r)}
	}
	text := i18n.Explain(languageOf(r), fault.New(code, args, nil))
	return api.Problem{
		Type: "urn:vanthu:problem:" + string(code), Title: text.Heading, Status: status,
		Detail: text.What + " " + text.Do, Code: code, Args: args,
	}
}

func writeProblem(w http.ResponseWriter, p api.Problem) {
	raw, err := json.Marshal(p)
	if err != nil { // an argument that is no JSON: say it without
		p.Args = nil
		raw, _ = json.Marshal(p)
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Del("Content-Length")
	h.Del("ETag")
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	if wait := retryAfter[p.Status]; wait != "" {
		h.Set("Retry-After", wait)
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(raw)
}

// languageOf is the language the client asks for, Vietnamese unless English.
func languageOf(r *http.Request) i18n.Language {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return i18n.English
	}
	return i18n.Vietnamese
}

package http

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// entry is what is logged of a request.
type entry struct {
	id     string
	user   string
	device office.DeviceID
}

type entryKey struct{}

// Logged gives each request an id (X-Request-Id), writes one line a request and
// turns a panic into a 500. Paths are logged, queries and bodies are not.
func Logged(next http.Handler, log *slog.Logger, ids office.IDSource, wall clock.Clock) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := &entry{id: ids.New()}
		began := wall.Now()
		r = r.WithContext(context.WithValue(r.Context(), entryKey{}, e))
		w.Header().Set("X-Request-Id", e.id)
		counted := &counter{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				log.ErrorContext(r.Context(), "panic", "request", e.id, "panic", p, "stack", string(debug.Stack()))
				if counted.status == 0 {
					writeProblem(counted, problemOf(r, i18n.ErrInternal))
				}
			}
			log.InfoContext(r.Context(), "request", "request", e.id, "method", r.Method, "path", r.URL.Path,
				"status", counted.status, "bytes", counted.bytes, "ms", wall.Now().Sub(began).Round(time.Microsecond).Seconds()*1000,
				"from", Address(r), "user", e.user, "device", e.device)
		}()
		next.ServeHTTP(counted, r)
	})
}

func requestID(r *http.Request) string {
	if e, ok := r.Context().Value(entryKey{}).(*entry); ok {
		return e.id
	}
	return ""
}

func logUser(r *http.Request, a access.Actor) {
	if e, ok := r.Context().Value(entryKey{}).(*entry); ok {
		e.user, e.device = a.User, a.Device
	}
}

// counter remembers what was answered.
type counter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// Unwrap leads http.ResponseController to the connection.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// WriteHeader notes the first status.
func (c *counter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (c *counter) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

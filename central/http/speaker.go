package http

import (
	"net/http"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/sync/api"
)

// speaker turns the plain-text errors of tusd into problems.
type speaker struct {
	http.ResponseWriter
	request *http.Request
	failed  int // status of an error, 0 for none
	spoken  bool
}

// Unwrap leads http.ResponseController to the connection.
func (s *speaker) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader holds an error back until it can be spoken; HEAD gets the status
// alone.
func (s *speaker) WriteHeader(status int) {
	if status < http.StatusBadRequest {
		s.ResponseWriter.WriteHeader(status)
		return
	}
	s.failed = status
	if s.request.Method == http.MethodHead {
		s.ResponseWriter.Header().Del("Content-Length")
		s.ResponseWriter.WriteHeader(status)
	}
}

// Write writes a success as it is, an error as a problem.
func (s *speaker) Write(body []byte) (int, error) {
	if s.failed == 0 {
		return s.ResponseWriter.Write(body)
	}
	s.speak(fault.Code(body))
	return len(body), nil
}

// end speaks for an error that came without a body.
func (s *speaker) end() {
	if s.failed != 0 {
		s.speak("")
	}
}

// speak says what tusd's status means here; codes of ours come as the body.
func (s *speaker) speak(code fault.Code) {
	if s.spoken || s.request.Method == http.MethodHead {
		return
	}
	s.spoken = true
	if _, ours := statuses[code]; !ours {
		switch s.failed {
		case http.StatusNotFound, http.StatusGone:
			code = api.ErrNotFound
		case http.StatusInternalServerError:
			code = i18n.ErrInternal
		default:
			code = api.ErrRequest
		}
	}
	p := problemOf(s.request, fault.New(code, fault.Args{"detail": "upload"}, nil))
	p.Status = s.failed
	writeProblem(s.ResponseWriter, p)
}

func codeOf(err error) fault.Code {
	code, _, _ := fault.Of(err)
	return code
}

package remote

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// What can go wrong on the way to the server and back.
var (
	ErrConfig       = fault.Define("remote.config")        // the address, proxy or CA file is not usable {value}
	ErrOffline      = fault.Define("remote.offline")       // no connection, or it broke: try again later
	ErrTLS          = fault.Define("remote.tls")           // the server does not prove who it is
	ErrServer       = fault.Define("remote.server")        // the server failed and named no reason {status}
	ErrAnswer       = fault.Define("remote.answer")        // the answer cannot be understood, or is too large {detail}
	ErrUploadBusy   = fault.Define("remote.upload_busy")   // the server still holds the upload for an earlier request
	ErrDisk         = fault.Define("remote.disk")          // a downloaded file cannot be written {file}
	ErrBlobMismatch = fault.Define("remote.blob_mismatch") // the downloaded bytes have another hash {sha256}
)

// broken names the error of a request that got no answer. An end that the caller
// wanted stays what it is.
func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil && context.Cause(ctx) == ctx.Err() {
		return ctx.Err()
	}
	if isTLS(err) {
		return fault.New(ErrTLS, nil, err)
	}
	return fault.New(ErrOffline, nil, err)
}

func isTLS(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var unknown x509.UnknownAuthorityError
	var alert *net.OpError // the only sign of an alert from the other side
	return errors.As(err, &certificate) || errors.As(err, &record) || errors.As(err, &unknown) ||
		errors.As(err, &alert) && alert.Op == "remote error" || errors.Is(err, http.ErrSchemeMismatch)
}

// Refusal is the cause below every error that the server answered with.
type Refusal struct {
	Status     int
	RetryAfter time.Duration // 0 when the server named none
}

// Error is for logs.
func (r *Refusal) Error() string { return "HTTP " + strconv.Itoa(r.Status) }

// RetryAfter is how long the server asks to wait; 0 when it does not say.
func RetryAfter(err error) time.Duration {
	var r *Refusal
	if errors.As(err, &r) {
		return r.RetryAfter
	}
	return 0
}

// refused makes an error of an answer that is not the one hoped for. A code that
// this program does not know has no text to show; such a problem is ErrServer.
func refused(answer *http.Response) error {
	r := &Refusal{Status: answer.StatusCode, RetryAfter: retryAfter(answer.Header.Get("Retry-After"))}
	var p api.Problem
	if decode(answer, &p, maxProblem) == nil && p.Code != "" && slices.Contains(fault.All(), p.Code) {
		return fault.New(p.Code, p.Args, r)
	}
	if answer.StatusCode == http.StatusTooManyRequests {
		return fault.New(api.ErrTooMany, nil, r)
	}
	return fault.New(ErrServer, fault.Args{"status": answer.StatusCode}, r)
}

// maxRetryAfter bounds what a server can make us wait.
const maxRetryAfter = 10 * time.Minute

func retryAfter(header string) time.Duration {
	seconds, err := strconv.Atoi(header)
	if err != nil || seconds <= 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, maxRetryAfter)
}

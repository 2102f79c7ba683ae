package revocation

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net/url"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

// Transport carries one question to a server. It bounds the time of the whole
// exchange, and an answer longer than limit bytes is cut behind limit+1. err
// means that no answer came; a server's own no is a status and no error.
// Implementations serve many goroutines; package online has one.
type Transport interface {
	Get(ctx context.Context, url string, limit int64) (status int, answer []byte, err error)
	Post(ctx context.Context, url, contentType string, body []byte, limit int64) (status int, answer []byte, err error)
}

// Client asks the servers that certificates name.
type Client struct {
	Transport Transport
	// Random makes nonces; without it none are sent. Responders that prepare
	// their answers leave nonces out, which is accepted; another's is not.
	Random io.Reader
	// Hosts names hosts to ask in place of others: see VietnamHosts.
	Hosts map[string]string
}

// VietnamHosts maps host names that stand in certificates of the Government's
// special-purpose authority and exist inside its own network only to their
// public names.
var VietnamHosts = map[string]string{"ocsp.ca.ptc": "ocsp.ca.gov.vn"}

// maxServers bounds how many addresses of a kind are asked for one certificate.
const maxServers = 4

// Check asks by OCSP, then for revocation lists, until one proves the status.
// The error is only ever the context's, when it was cancelled, or the source of
// randomness's.
func (c *Client) Check(ctx context.Context, cert, issuer *x509.Certificate, when When) (Result, error) {
	v := verdict{when: when}
	for _, ask := range c.questions(cert, issuer) {
		r, err := ask(ctx, when)
		if errors.Is(ctx.Err(), context.Canceled) {
			return Result{}, ctx.Err()
		}
		v.hear(r, err)
		if v.best != nil {
			return v.result(), nil
		}
	}
	if len(v.causes) == 0 {
		v.refuse(fault.New(ErrNoSource, fault.Args{"name": oneline.Clean(cert.Subject.CommonName)}, nil))
	}
	r := v.result()
	for _, cause := range r.Causes {
		if errors.Is(cause, ErrUnreachable) {
			r.Status = Unreachable
		}
	}
	return r, nil
}

type question func(context.Context, When) (Result, error)

// questions in the order in which they are asked.
func (c *Client) questions(cert, issuer *x509.Certificate) (all []question) {
	for _, address := range addresses(cert.OCSPServer) {
		all = append(all, func(ctx context.Context, when When) (Result, error) {
			return c.askOCSP(ctx, address, cert, issuer, when)
		})
	}
	for _, address := range addresses(cert.CRLDistributionPoints) {
		all = append(all, func(ctx context.Context, when When) (Result, error) {
			return c.askCRL(ctx, address, cert, issuer, when)
		})
	}
	return all
}

// addresses are the first few on the web; directories (ldap) are not asked.
func addresses(named []string) (web []string) {
	for _, address := range named {
		u, err := url.Parse(address)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && len(web) < maxServers {
			web = append(web, address)
		}
	}
	return web
}

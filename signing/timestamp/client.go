package timestamp

import (
	"context"
	"crypto"
	"errors"
	"fmt"
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
	Post(ctx context.Context, url, contentType string, body []byte, limit int64) (status int, answer []byte, err error)
}

// Client asks one authority.
type Client struct {
	Server    string // such as http://ca.gov.vn/tsa
	Transport Transport
	Random    io.Reader // of nonces
	// Chain tells whom to trust; where nil any authority will do, which only
	// suits tests.
	Chain Chain
}

// Stamp gets a time stamp over a digest and checks all of it: that it answers
// this question, Token.Verify, the algorithm's strength and the way to a trusted
// root. Errors are those at the top of the package and context.Canceled; a
// context that runs out of time makes ErrUnreachable.
func (c *Client) Stamp(ctx context.Context, digest []byte, hash crypto.Hash) (*Token, error) {
	if c.Transport == nil {
		return nil, badRequest("no transport")
	}
	req, err := NewRequest(digest, hash, c.Random)
	if err != nil {
		return nil, err
	}
	der, err := req.DER()
	if err != nil {
		return nil, err
	}
	answer, err := c.ask(ctx, der)
	if err != nil {
		return nil, c.named(err)
	}
	t, err := ParseResponse(answer, req)
	if err != nil {
		return nil, c.named(err)
	}
	if err := c.believe(t, req); err != nil {
		return nil, c.named(err)
	}
	return t, nil
}

// ask tells an answer from none.
func (c *Client) ask(ctx context.Context, request []byte) ([]byte, error) {
	status, answer, err := c.Transport.Post(ctx, c.Server, "application/timestamp-query", request, maxToken)
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fault.New(ErrUnreachable, nil, err)
	}
	said := fmt.Sprintf("HTTP %d", status)
	switch {
	case status == 401, status == 403, status == 407:
		return nil, fault.New(ErrLogin, nil, errors.New(said))
	case status >= 500, status == 408, status == 429:
		return nil, fault.New(ErrUnreachable, nil, errors.New(said))
	case status != 200:
		return nil, fault.New(ErrRefused, fault.Args{"detail": said}, nil)
	}
	return answer, nil
}

// believe checks a token that answers the question.
func (c *Client) believe(t *Token, req Request) error {
	verified, err := t.Verify(req.Digest, req.Hash)
	if err != nil {
		return err
	}
	if verified.Algorithm.Weak() {
		return fault.New(ErrWeak, fault.Args{"algorithm": verified.Algorithm.String()}, nil)
	}
	if key := shortKey(verified.Authority.PublicKey); key != "" {
		return fault.New(ErrWeak, fault.Args{"algorithm": key}, nil)
	}
	if c.Chain == nil {
		return nil
	}
	if _, err := c.Chain(verified.Authority, t.Certificates, t.Time); err != nil {
		return fault.New(ErrUntrusted, fault.Args{"name": oneline.Clean(verified.Authority.Subject.CommonName)}, err)
	}
	return nil
}

// named adds the server's host to a fault, for people with several of them.
func (c *Client) named(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	host := c.Server
	if u, parseErr := url.Parse(c.Server); parseErr == nil && u.Host != "" {
		host = u.Host
	}
	args := fault.Args{"server": host}
	for k, v := range f.Args {
		args[k] = v
	}
	return fault.New(f.Code, args, f.Cause)
}

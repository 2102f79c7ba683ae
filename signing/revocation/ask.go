package revocation

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/url"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

func (c *Client) askOCSP(ctx context.Context, address string, cert, issuer *x509.Certificate, when When) (Result, error) {
	var nonce []byte
	if c.Random != nil {
		nonce = make([]byte, nonceBytes)
		if _, err := io.ReadFull(c.Random, nonce); err != nil {
			return Result{}, err
		}
	}
	to, host := c.replaced(address)
	status, answer, err := c.Transport.Post(ctx, to, "application/ocsp-request", ocspRequest(cert, issuer, nonce), maxOCSP)
	if err := answered(host, status, err); err != nil {
		return Result{}, err
	}
	r, err := checkOCSP(answer, cert, issuer, nil, when)
	if err == nil {
		err = echoes(answer, nonce)
	}
	r.Server = to
	return r, atServer(err, host)
}

// echoes refuses the answer to another question.
func echoes(answer, nonce []byte) error {
	o, err := parseOCSP(answer)
	if err != nil || o.nonce == nil || nonce == nil {
		return err
	}
	value := cryptobyte.String(o.nonce)
	var echo cryptobyte.String
	if value.ReadASN1(&echo, cbasn1.OCTET_STRING) && bytes.Equal(echo, nonce) {
		return nil
	}
	return refused(ErrOtherQuestion, OCSP)
}

func (c *Client) askCRL(ctx context.Context, address string, cert, issuer *x509.Certificate, when When) (Result, error) {
	to, host := c.replaced(address)
	status, answer, err := c.Transport.Get(ctx, to, maxCRL)
	if err := answered(host, status, err); err != nil {
		return Result{}, err
	}
	r, err := checkCRL(answer, cert, issuer, when)
	r.Server = to
	return r, atServer(err, host)
}

// replaced puts another host into an address where the settings say so.
func (c *Client) replaced(address string) (to, host string) {
	u, err := url.Parse(address)
	if err != nil {
		return address, "?"
	}
	if other := c.Hosts[u.Hostname()]; other != "" {
		u.Host = other
	}
	return u.String(), oneline.Clean(u.Host)
}

// answered tells an answer from none.
func answered(host string, status int, err error) error {
	args := fault.Args{"server": host}
	said := fmt.Sprintf("HTTP %d", status)
	switch {
	case err != nil:
		return fault.New(ErrUnreachable, args, err)
	case status >= 500, status == 408, status == 429:
		return fault.New(ErrUnreachable, args, errors.New(said))
	case status != 200:
		args["detail"] = said
		return fault.New(ErrRefused, args, nil)
	}
	return nil
}

// atServer names the server in a responder's own no.
func atServer(err error, host string) error {
	code, args, ok := fault.Of(err)
	if !ok || code != ErrUnreachable && code != ErrRefused {
		return err
	}
	args["server"] = host
	return err
}

package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Bounds of what is read of an answer.
const (
	maxAnswer  = 64 << 20 // a page of 500 records, generously
	maxProblem = 64 << 10
	maxDrain   = 256 << 10 // of a body nobody wants, so that the connection is used again
)

// request describes one call.
type request struct {
	method string
	path   string
	query  url.Values
	body   any           // sent as JSON; nil for none
	wait   time.Duration // that the server may take on purpose
}

// call sends a request and reads its JSON answer into result (nil: not wanted).
func (c *Client) call(ctx context.Context, r request, result any) error {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeouts.Answer+r.wait, errTooSlow)
	defer cancel()
	raw, err := c.newRequest(ctx, r)
	if err != nil {
		return err
	}
	answer, err := c.send(raw)
	if err != nil {
		return err
	}
	defer drain(answer)
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return refused(answer)
	}
	if result == nil {
		return nil
	}
	if err := decode(answer, result, maxAnswer); err != nil {
		return unread(ctx, err)
	}
	return nil
}

var errTooSlow = errors.New("no answer in time")

func (c *Client) newRequest(ctx context.Context, r request) (*http.Request, error) {
	var body io.Reader
	if r.body != nil {
		raw, err := json.Marshal(r.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(raw)
	}
	target := *c.base
	target.Path, target.RawQuery = r.path, r.query.Encode()
	raw, err := http.NewRequestWithContext(ctx, r.method, target.String(), body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		raw.Header.Set("Content-Type", "application/json")
	}
	raw.Header.Set("Accept", "application/json")
	return raw, nil
}

// send adds what every request carries and names the errors of the way.
func (c *Client) send(r *http.Request) (*http.Response, error) {
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.agent != "" {
		r.Header.Set("User-Agent", c.agent)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, broken(r.Context(), err)
	}
	return answer, nil
}

// decode reads one JSON value of at most limit bytes and nothing after it.
func decode(answer *http.Response, into any, limit int64) error {
	bounded := &io.LimitedReader{R: answer.Body, N: limit + 1}
	decoder := json.NewDecoder(bounded)
	err := decoder.Decode(into)
	if bounded.N <= 0 {
		return errTooLarge
	}
	if err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errTrailing
	}
	return nil
}

var (
	errTooLarge = errors.New("answer too large")
	errTrailing = errors.New("bytes after the answer")
)

// unread tells an answer cut off on the way from one that makes no sense.
func unread(ctx context.Context, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	_, _, named := fault.Of(err) // an office type refused its value
	if errors.Is(err, errTooLarge) || errors.Is(err, errTrailing) || errors.As(err, &syntax) || errors.As(err, &kind) || named {
		return fault.New(ErrAnswer, fault.Args{"detail": err.Error()}, err)
	}
	return broken(ctx, err)
}

func drain(answer *http.Response) {
	_, _ = io.CopyN(io.Discard, answer.Body, maxDrain)
	_ = answer.Body.Close()
}

// Package online carries questions to the public services of a certification
// authority over HTTP: time stamps, OCSP, revocation lists. It is the Transport
// of packages timestamp and revocation, which stay free of the network, and
// knows nothing of what it carries. One exchange is bounded in time, in the
// bytes of its answer and in redirections; connections are kept for the next
// one. The environment's proxy settings are not looked at: what the person set
// is what counts. A Client may be used by many goroutines.
package online

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// ErrProxy: the proxy's address in the settings is none; argument "proxy".
var ErrProxy = fault.Define("online.proxy")

// Settings of a Client.
type Settings struct {
	// Timeout of one exchange from connecting to the answer's last byte; 20
	// seconds where zero. Large revocation lists over slow lines need more.
	Timeout time.Duration
	// Proxy is such as http://10.0.0.1:3128, with user:password@ where it wants
	// one; none where empty.
	Proxy string
	// User and Password answer the server's basic authentication (RFC 7617);
	// none where User is empty. Over plain HTTP others can read them. They go to
	// the server that is asked and not along with redirections to another.
	User, Password string
}

const (
	defaultTimeout = 20 * time.Second
	connectTimeout = 10 * time.Second
	maxRedirects   = 3
	maxHeader      = 64 << 10
)

// Client does exchanges.
type Client struct {
	settings Settings
	http     *http.Client
}

// New makes a client. It fails with ErrProxy.
func New(s Settings) (*Client, error) {
	if s.Timeout <= 0 {
		s.Timeout = defaultTimeout
	}
	transport := &http.Transport{
		DialContext:            (&net.Dialer{Timeout: connectTimeout}).DialContext,
		TLSHandshakeTimeout:    connectTimeout,
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        time.Minute,
		DisableCompression:     true, // a small answer must not unfold into a large one
	}
	if s.Proxy != "" {
		proxy, err := url.Parse(s.Proxy)
		if err != nil || proxy.Host == "" || proxy.Scheme != "http" && proxy.Scheme != "https" && proxy.Scheme != "socks5" {
			return nil, fault.New(ErrProxy, fault.Args{"proxy": withoutPassword(s.Proxy)}, nil)
		}
		transport.Proxy = http.ProxyURL(proxy)
	}
	return &Client{s, &http.Client{Transport: transport, CheckRedirect: followed}}, nil
}

func withoutPassword(text string) string {
	if u, err := url.Parse(text); err == nil {
		return u.Redacted()
	}
	return "?"
}

// followed keeps to few redirections, and to TLS where it began with it: a login
// goes along to the same host, whatever the scheme.
func followed(to *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return errors.New("too many redirections")
	}
	if via[0].URL.Scheme == "https" && to.URL.Scheme != "https" {
		return errors.New("redirected from https to " + to.URL.Scheme)
	}
	return nil
}

// Close lets go of connections that wait for further exchanges.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches. The answer is cut behind limit+1 bytes.
func (c *Client) Get(ctx context.Context, address string, limit int64) (status int, answer []byte, err error) {
	return c.exchange(ctx, http.MethodGet, address, "", nil, limit)
}

// Post sends a body. The answer is cut behind limit+1 bytes.
func (c *Client) Post(ctx context.Context, address, contentType string, body []byte, limit int64) (status int, answer []byte, err error) {
	return c.exchange(ctx, http.MethodPost, address, contentType, body, limit)
}

func (c *Client) exchange(ctx context.Context, method, address, contentType string, body []byte, limit int64) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.settings.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return 0, nil, fmt.Errorf("not a web address: %q", req.URL.Scheme)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if c.settings.User != "" {
		req.SetBasicAuth(c.settings.User, c.settings.Password)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return 0, nil, err
	}
	return resp.StatusCode, answer, nil
}

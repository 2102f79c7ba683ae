package remote

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// Config says how to reach a server. Nothing is taken from the environment.
type Config struct {
	URL       string // https://văn-thư.tinhmau.gov.vn, without a path
	CAFile    string // PEM of roots to trust beside the system's; empty for none
	Proxy     string // http://host:port; empty for a direct connection
	Token     string // of the device; empty before the login
	UserAgent string
	Timeouts  Timeouts
}

// Timeouts bound each step; zero values stand for the usual ones.
type Timeouts struct {
	Connect time.Duration // dialling and TLS, each; 10 s
	Answer  time.Duration // a whole request without a file, beside the wait of a feed; 60 s
	Stall   time.Duration // a file's bytes standing still; 30 s
}

func (t Timeouts) orUsual() Timeouts {
	usual := func(d *time.Duration, otherwise time.Duration) {
		if *d <= 0 {
			*d = otherwise
		}
	}
	usual(&t.Connect, 10*time.Second)
	usual(&t.Answer, 60*time.Second)
	usual(&t.Stall, 30*time.Second)
	return t
}

// Client speaks to one server.
type Client struct {
	base     *url.URL
	http     *http.Client
	token    string
	agent    string
	timeouts Timeouts
}

// New makes a client; it does not connect yet. ErrConfig for an address that is
// not https, or a CA file without a certificate.
func New(c Config) (*Client, error) {
	base, err := url.Parse(c.URL)
	if err != nil || base.Scheme != "https" || base.Host == "" || base.User != nil {
		return nil, fault.New(ErrConfig, fault.Args{"value": c.URL}, err)
	}
	base.Path, base.RawQuery, base.Fragment = "", "", ""
	timeouts := c.Timeouts.orUsual()
	transport, err := newTransport(c, timeouts)
	if err != nil {
		return nil, err
	}
	return &Client{
		base: base, token: c.Token, agent: c.UserAgent, timeouts: timeouts,
		http: &http.Client{Transport: transport, CheckRedirect: stay},
	}, nil
}

// stay refuses redirects: the token goes to the configured server only.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func newTransport(c Config, timeouts Timeouts) (*http.Transport, error) {
	roots, err := roots(c.CAFile)
	if err != nil {
		return nil, err
	}
	proxy, err := proxy(c.Proxy)
	if err != nil {
		return nil, err
	}
	return &http.Transport{
		Proxy:                 proxy,
		DialContext:           (&net.Dialer{Timeout: timeouts.Connect}).DialContext,
		TLSHandshakeTimeout:   timeouts.Connect,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		ResponseHeaderTimeout: timeouts.Answer + api.MaxWaitSeconds*time.Second,
		ExpectContinueTimeout: time.Second,
		IdleConnTimeout:       90 * time.Second,
		MaxIdleConnsPerHost:   4,
		ForceAttemptHTTP2:     true,
	}, nil
}

// roots are the system's and those of the file; nil stands for the system's.
func roots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.New(ErrConfig, fault.Args{"value": file}, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(raw) {
		return nil, fault.New(ErrConfig, fault.Args{"value": file}, nil)
	}
	return pool, nil
}

func proxy(address string) (func(*http.Request) (*url.URL, error), error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, fault.New(ErrConfig, fault.Args{"value": address}, err)
	}
	return http.ProxyURL(u), nil
}

// Close drops idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

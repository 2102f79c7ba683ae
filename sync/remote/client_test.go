package remote_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/remote"
)

var ctx = context.Background()

// serve runs a handler over TLS and gives a configuration to reach it.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, remote.Config) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, remote.Config{
		URL: server.URL, CAFile: caOf(t, server), Token: "bí mật", UserAgent: "vanthu/test",
		Timeouts: remote.Timeouts{Connect: 20 * time.Second, Answer: 30 * time.Second, Stall: time.Second},
	}
}

func caOf(t *testing.T, server *httptest.Server) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ca.pem")
	raw := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	return path
}

func client(t *testing.T, c remote.Config) *remote.Client {
	t.Helper()
	made, err := remote.New(c)
	require.NoError(t, err)
	t.Cleanup(made.Close)
	return made
}

func TestARequestCarriesTokenAndQuestion(t *testing.T) {
	_, config := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "Bearer bí mật", r.Header.Get("Authorization"))
		assert.Equal(t, "vanthu/test", r.UserAgent())
		assert.Equal(t, "a+/=", r.URL.Query().Get("since"))
		assert.Equal(t, "500", r.URL.Query().Get("limit"), "bounded")
		assert.Equal(t, "25", r.URL.Query().Get("wait"), "bounded")
		fmt.Fprint(w, `{"changes":[{"type":"arrival","id":"x","version":3,"body":{"a": 1}}],"next":"n","more":true}`)
	})
	config.Token = "bí mật"
	page, err := client(t, config).Feed(ctx, "a+/=", 9999, time.Hour)
	require.NoError(t, err)
	assert.Equal(t, "n", page.Next)
	assert.True(t, page.More)
	assert.JSONEq(t, `{"a":1}`, string(page.Changes[0].Body))
}

func TestConfigurationsThatAreNone(t *testing.T) {
	notPEM := filepath.Join(t.TempDir(), "x.pem")
	require.NoError(t, os.WriteFile(notPEM, []byte("không phải PEM"), 0o600))
	for _, c := range []remote.Config{
		{},
		{URL: "http://vt.gov.vn"},
		{URL: "https://"},
		{URL: "https://user:pass@vt.gov.vn"},
		{URL: "://"},
		{URL: "vt.gov.vn"},
		{URL: "https://vt.gov.vn", CAFile: "/không/có"},
		{URL: "https://vt.gov.vn", CAFile: notPEM},
		{URL: "https://vt.gov.vn", Proxy: "proxy"},
	} {
		_, err := remote.New(c)
		assert.ErrorIs(t, err, remote.ErrConfig, "%+v", c)
	}
}

func TestErrorsSayWhoseFaultItIs(t *testing.T) {
	long := strings.Repeat("x", 100<<10)
	for name, row := range map[string]struct {
		handler http.HandlerFunc
		want    error
	}{
		"known problem": {problem(410, `{"code":"api.resync","status":410}`), api.ErrResync},
		"office's rule": {problem(422, `{"code":"office.secret","args":{"secrecy":1}}`), office.ErrSecret},
		"unknown code":  {problem(400, `{"code":"from.the.future"}`), remote.ErrServer},
		"no problem":    {problem(500, `<html>lỗi</html>`), remote.ErrServer},
		"long problem":  {problem(500, `{"code":"api.resync","detail":"`+long+`"}`), remote.ErrServer},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://127.0.0.1:1/", http.StatusFound)
		}, remote.ErrServer},
		"too many":    {problem(429, ``), api.ErrTooMany},
		"not JSON":    {text(`Kính gửi`), remote.ErrAnswer},
		"wrong type":  {text(`{"changes":"x"}`), remote.ErrAnswer},
		"two answers": {text(`{"next":"a"}{"next":"b"}`), remote.ErrAnswer},
		"cut off":     {cutOff(`{"next":"a","changes":[`), remote.ErrOffline},
		"too slow":    {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, remote.ErrOffline},
		"endless":     {endless, remote.ErrAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			_, config := serve(t, row.handler)
			if name == "too slow" {
				config.Timeouts.Answer = 300 * time.Millisecond
			}
			_, err := client(t, config).Feed(ctx, "", 1, 0)
			assert.ErrorIs(t, err, row.want)
			assert.NotContains(t, err.Error(), "bí mật")
		})
	}
}

func problem(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func cutOff(begin string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, begin)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func endless(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, `{"next":"`)
	chunk := []byte(strings.Repeat("x", 1<<20))
	for {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

func TestProblemsKeepTheirArgumentsAndWaits(t *testing.T) {
	_, config := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "90")
		problem(409, `{"code":"api.sequence","args":{"want":7}}`)(w, r)
	})
	_, err := client(t, config).Ops(ctx, []api.Op{{ID: "a", Payload: []byte("{}")}})
	require.ErrorIs(t, err, api.ErrSequence)
	_, args, _ := fault.Of(err)
	assert.EqualValues(t, 7, args["want"])
	assert.Equal(t, 90*time.Second, remote.RetryAfter(err))
	assert.Zero(t, remote.RetryAfter(remote.ErrOffline))
}

func TestServersThatAreNotTrusted(t *testing.T) {
	server, config := serve(t, text(`{}`))
	t.Run("unknown root", func(t *testing.T) {
		config := config
		config.CAFile = ""
		_, err := client(t, config).Me(ctx)
		assert.ErrorIs(t, err, remote.ErrTLS)
		assert.NotErrorIs(t, err, remote.ErrOffline)
	})
	t.Run("another name", func(t *testing.T) {
		config := config
		config.URL = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
		_, err := client(t, config).Me(ctx)
		assert.ErrorIs(t, err, remote.ErrTLS)
	})
	t.Run("old protocol", func(t *testing.T) {
		old := httptest.NewUnstartedServer(text(`{}`))
		old.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
		old.StartTLS()
		defer old.Close()
		_, err := client(t, remote.Config{URL: old.URL, CAFile: caOf(t, old)}).Me(ctx)
		assert.ErrorIs(t, err, remote.ErrTLS)
	})
	t.Run("no TLS at all", func(t *testing.T) {
		plain := httptest.NewServer(text(`{}`))
		defer plain.Close()
		_, err := client(t, remote.Config{URL: strings.Replace(plain.URL, "http:", "https:", 1)}).Me(ctx)
		assert.ErrorIs(t, err, remote.ErrTLS)
	})
}

func TestNobodyThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	for _, url := range []string{"https://" + address, "https://không-có.invalid"} {
		_, err := client(t, remote.Config{URL: url}).Me(ctx)
		assert.ErrorIs(t, err, remote.ErrOffline, url)
	}
}

func TestTheCallersEndIsItsOwn(t *testing.T) {
	_, config := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ending, cancel := context.WithCancel(ctx)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := client(t, config).Feed(ending, "", 1, 25*time.Second)
	assert.ErrorIs(t, err, context.Canceled)
	assert.NotErrorIs(t, err, remote.ErrOffline)
}

func TestTheProxyIsTheConfiguredOne(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1") // must not matter
	_, config := serve(t, text(`{"user":"lan"}`))
	session, err := client(t, config).Me(ctx)
	require.NoError(t, err)
	assert.Equal(t, "lan", session.User)

	asked := make(chan string, 1)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Method + " " + r.Host
		w.WriteHeader(http.StatusForbidden)
	}))
	defer proxy.Close()
	config.Proxy = proxy.URL
	_, err = client(t, config).Me(ctx)
	assert.ErrorIs(t, err, remote.ErrOffline)
	assert.Equal(t, "CONNECT "+strings.TrimPrefix(config.URL, "https://"), <-asked)
}

// TestAGrantSaysForWhom: what answers "{}" is no central e-office.
func TestAGrantSaysForWhom(t *testing.T) {
	whole := `{"token":"t","device":"d","user":"u","agency":{"code":"H37.01"}}`
	for answer, want := range map[string]error{
		whole: nil, `{}`: remote.ErrAnswer, `null`: remote.ErrAnswer,
		strings.Replace(whole, `"t"`, `""`, 1):      remote.ErrAnswer,
		strings.Replace(whole, `"H37.01"`, `""`, 1): remote.ErrAnswer,
	} {
		_, config := serve(t, text(answer))
		_, err := client(t, config).Login(ctx, api.DeviceRequest{})
		assert.ErrorIs(t, err, want, answer)
	}
}

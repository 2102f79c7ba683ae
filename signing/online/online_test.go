package online_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/online"
)

func client(t *testing.T, s online.Settings) *online.Client {
	t.Helper()
	c, err := online.New(s)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func TestExchange(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, strings.Join([]string{r.Method, r.Header.Get("Content-Type"), string(body), user, password}, "|"))
	})
	c := client(t, online.Settings{User: "vănthư", Password: "mật:khẩu"})
	status, answer, err := c.Post(t.Context(), url, "a/b", []byte("hỏi"), 100)
	require.NoError(t, err)
	assert.Equal(t, http.StatusTeapot, status)
	assert.Equal(t, "POST|a/b|hỏi|vănthư|mật:khẩu", string(answer))
	_, answer, err = c.Get(t.Context(), url, 100)
	require.NoError(t, err)
	assert.Equal(t, "GET|||vănthư|mật:khẩu", string(answer))
}

func TestAnswersAreCut(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		piece := make([]byte, 1<<20)
		for range 1 << 10 {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	})
	_, answer, err := client(t, online.Settings{}).Get(t.Context(), url, 1000)
	require.NoError(t, err)
	assert.Len(t, answer, 1001)
}

func TestSlowServersAreLeft(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte("."))
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		},
	} {
		start := time.Now()
		_, _, err := client(t, online.Settings{Timeout: 150 * time.Millisecond}).Get(t.Context(), serve(t, handler), 1<<20)
		require.ErrorIs(t, err, context.DeadlineExceeded, name)
		assert.Less(t, time.Since(start), 5*time.Second, name)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	_, _, err := client(t, online.Settings{}).Get(ctx, url, 10)
	require.ErrorIs(t, err, context.Canceled)
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := "http://" + l.Addr().String()
	require.NoError(t, l.Close())
	_, _, err = client(t, online.Settings{}).Get(t.Context(), address, 10)
	require.Error(t, err)
}

// A proxy gets the request, with its own password; the environment's is not
// asked.
func TestProxy(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	var asked, authorization string
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked, authorization = r.URL.String(), r.Header.Get("Proxy-Authorization")
		_, _ = io.WriteString(w, "through")
	})
	c := client(t, online.Settings{Proxy: strings.Replace(proxy, "http://", "http://u:p@", 1)})
	_, answer, err := c.Get(t.Context(), "http://tsa.example/x", 100)
	require.NoError(t, err)
	assert.Equal(t, "through", string(answer))
	assert.Equal(t, "http://tsa.example/x", asked)
	assert.Equal(t, "Basic dTpw", authorization)

	for _, bad := range []string{"10.0.0.1:3128", "ftp://10.0.0.1", "http://", "http://user:secret@", "://"} {
		_, err := online.New(online.Settings{Proxy: bad})
		require.ErrorIs(t, err, online.ErrProxy, bad)
		assert.NotContains(t, err.Error(), "secret")
	}
}

func TestRedirections(t *testing.T) {
	var stolen string
	thief := serve(t, func(_ http.ResponseWriter, r *http.Request) { stolen = r.Header.Get("Authorization") })
	away := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace(thief, "127.0.0.1", "localhost", 1), http.StatusTemporaryRedirect)
	})
	c := client(t, online.Settings{User: "u", Password: "p"})
	_, _, err := c.Post(t.Context(), away, "a/b", []byte("x"), 10)
	require.NoError(t, err)
	assert.Empty(t, stolen)

	var loop string
	loop = serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, loop, http.StatusFound) })
	_, _, err = c.Get(t.Context(), loop, 10)
	require.ErrorContains(t, err, "too many redirections")
	file := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
	})
	_, _, err = c.Get(t.Context(), file, 10)
	require.Error(t, err)
	_, _, err = c.Get(t.Context(), "ldap://127.0.0.1/cn=x", 10)
	require.ErrorContains(t, err, "not a web address")
}

func TestTextsAreThere(t *testing.T) { assert.Empty(t, i18n.Gaps()) }

package online

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLoginStaysBehindTLS: a server, or somebody who answers for it once, must not
// lead a login out of the encrypted line to the same host.
func TestLoginStaysBehindTLS(t *testing.T) {
	stolen := ""
	plain := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { stolen += r.Header.Get("Authorization") }))
	defer plain.Close()
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, plain.URL, http.StatusTemporaryRedirect)
	}))
	defer secure.Close()
	c, err := New(Settings{User: "u", Password: "p"})
	require.NoError(t, err)
	defer c.Close()
	c.http.Transport = secure.Client().Transport
	_, _, err = c.Post(t.Context(), secure.URL, "a/b", []byte("x"), 10)
	require.ErrorContains(t, err, "redirected from https to http")
	assert.Empty(t, stolen)
}

package http

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net"
	"net/http"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func (a *API) grantDevice(w http.ResponseWriter, r *http.Request) error {
	request, err := read[api.DeviceRequest](w, r, smallBody)
	if err != nil {
		return err
	}
	grant, err := a.Accounts.Grant(r.Context(), request, Address(r))
	if err != nil {
		return err
	}
	return write(w, http.StatusCreated, grant)
}

// Address is where a request came from, without the port.
func Address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func (a *API) me(w http.ResponseWriter, r *http.Request) error {
	return write(w, http.StatusOK, accounts.Session(actorOf(r)))
}

func (a *API) agencies(w http.ResponseWriter, r *http.Request) error {
	var all []office.Agency
	err := a.Store.Read(r.Context(), func(v store.View) (err error) {
		all, err = v.Agencies()
		return err
	})
	if err != nil {
		return err
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return write(w, http.StatusOK, all)
}

package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/accounts"
	httpapi "github.com/vanthu/vanthu/central/http"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/sync/api"
)

// ErrForm is a form that this browser was not given, or an old one.
var ErrForm = fault.Define("central.form")

// The cookies; a browser takes a __Host- one from this very host over TLS only.
const (
	sessionCookie = "__Host-vanthu"
	visitorCookie = "__Host-vanthu_visitor" // random, ties forms to a browser
)

// who reads the session.
func (v *visit) who() (actor access.Actor, err error) {
	cookie, err := v.r.Cookie(sessionCookie)
	if err != nil {
		return actor, api.ErrToken
	}
	return v.accounts.Browser(v.r.Context(), cookie.Value)
}

func (v *visit) setCookie(name, value string, seconds int) {
	http.SetCookie(v.w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

// formToken is what the forms of this browser carry. It gives the browser its
// cookie when it has none.
func (v *visit) formToken() (string, error) {
	if cookie, err := v.r.Cookie(visitorCookie); err == nil {
		return v.sign(cookie.Value), nil
	}
	raw := make([]byte, 18)
	if _, err := io.ReadFull(v.random, raw); err != nil {
		return "", err
	}
	visitor := base64.RawURLEncoding.EncodeToString(raw)
	v.setCookie(visitorCookie, visitor, int(accounts.BrowserLifetime.Seconds()))
	return v.sign(visitor), nil
}

func (v *visit) sign(visitor string) string {
	h := hmac.New(sha256.New, v.formKey[:])
	h.Write([]byte("form"))
	h.Write([]byte(visitor))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// checkForm refuses a form that another site made the browser send.
func (v *visit) checkForm() error {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, 16<<10)
	if err := v.r.ParseForm(); err != nil {
		return fault.New(ErrForm, nil, err)
	}
	cookie, err := v.r.Cookie(visitorCookie)
	if err != nil || !hmac.Equal([]byte(v.r.PostForm.Get("form")), []byte(v.sign(cookie.Value))) {
		return ErrForm
	}
	return nil
}

// signInPage is the content of the page.
type signInPage struct {
	User, To string
	Problem  *i18n.Message
}

func (v *visit) showSignIn() error {
	return v.draw(http.StatusOK, "signin", v.text("signin"), signInPage{To: localPath(v.r.URL.Query().Get("to"))})
}

func (v *visit) signIn() error {
	if err := v.checkForm(); err != nil {
		return err
	}
	user, to := v.r.PostForm.Get("user"), localPath(v.r.PostForm.Get("to"))
	token, err := v.accounts.SignIn(v.r.Context(), user, v.r.PostForm.Get("password"), httpapi.Address(v.r))
	switch {
	case errors.Is(err, api.ErrLogin), errors.Is(err, api.ErrTooMany):
		message := i18n.Explain(v.language, err)
		status := http.StatusUnauthorized
		if errors.Is(err, api.ErrTooMany) {
			status = http.StatusTooManyRequests
		}
		return v.draw(status, "signin", v.text("signin"), signInPage{User: user, To: to, Problem: &message})
	case err != nil:
		return err
	}
	v.setCookie(sessionCookie, token, int(accounts.BrowserLifetime.Seconds()))
	return v.redirect(to)
}

func (v *visit) signOut() error {
	if err := v.checkForm(); err != nil {
		return err
	}
	if cookie, err := v.r.Cookie(sessionCookie); err == nil {
		if err := v.accounts.SignOut(v.r.Context(), cookie.Value); err != nil {
			return err
		}
	}
	v.setCookie(sessionCookie, "", -1)
	return v.redirect("/signin")
}

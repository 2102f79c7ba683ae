package web

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/sync/api"
)

// visit is one request of a browser.
type visit struct {
	*Site
	w        http.ResponseWriter
	r        *http.Request
	language i18n.Language
	actor    access.Actor // in private pages
}

// policy lets a page load its style sheet and post its forms, and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// page is a page for everybody.
func (s *Site) page(draw func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		v := &visit{Site: s, w: w, r: r, language: languageOf(r)}
		if err := draw(v); err != nil {
			v.problem(err)
		}
	})
}

// private is a page for who may read the agency's documents; others are asked to
// sign in, and come back then.
func (s *Site) private(draw func(*visit) error) http.Handler {
	return s.page(func(v *visit) error {
		actor, err := v.who()
		if errors.Is(err, api.ErrToken) {
			return v.redirect("/signin?to=" + url.QueryEscape(v.r.URL.RequestURI()))
		}
		if err != nil {
			return err
		}
		v.actor = actor
		if err := access.ReadRecords(actor); err != nil {
			return err
		}
		return draw(v)
	})
}

func (v *visit) redirect(to string) error {
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
	return nil
}

// frame is what every page shows around its content.
type frame struct {
	T        func(key string) string // text of central.web.<key>
	Language i18n.Language
	Here     string // where the language switch comes back to
	Actor    access.Actor
	Form     string // token of the forms
	Title    string
	Content  any
}

// draw answers with a page, whole or not at all.
func (v *visit) draw(status int, page, title string, content any) error {
	form, err := v.formToken()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := v.drawn[page].ExecuteTemplate(&out, "frame", frame{
		T: v.text, Language: v.language, Here: v.r.URL.RequestURI(), Actor: v.actor, Form: form, Title: title, Content: content,
	}); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", string(v.language))
	v.w.WriteHeader(status)
	_, _ = v.w.Write(out.Bytes())
	return nil
}

func (v *visit) text(key string) string { return i18n.Text(v.language, "central.web."+key, nil) }

// problem shows an error in the person's language.
func (v *visit) problem(err error) {
	status := http.StatusInternalServerError
	code, _, _ := fault.Of(err)
	switch code {
	case api.ErrNotFound:
		status = http.StatusNotFound
	case api.ErrForbidden, ErrForm:
		status = http.StatusForbidden
	}
	if status == http.StatusInternalServerError {
		v.log.ErrorContext(v.r.Context(), "page failed", "path", v.r.URL.Path, "error", err)
		err = i18n.ErrInternal
	}
	message := i18n.Explain(v.language, fault.New(codeOf(err), i18n.Args{"detail": v.w.Header().Get("X-Request-Id")}, nil))
	if err := v.draw(status, "problem", message.Heading, message); err != nil {
		v.log.ErrorContext(v.r.Context(), "page failed", "path", v.r.URL.Path, "error", err)
		http.Error(v.w, message.String(), status)
	}
}

func codeOf(err error) fault.Code {
	code, _, _ := fault.Of(err)
	return code
}

func (v *visit) nothingHere() error { return api.ErrNotFound }

func (v *visit) sendStyle() error {
	v.w.Header().Set("Content-Type", "text/css; charset=utf-8")
	v.w.Header().Set("Cache-Control", "public, max-age=600")
	_, _ = v.w.Write(v.style)
	return nil
}

package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/sync/api"
)

const languageCookie = "vanthu_language"

// languageOf is what the person chose, else Vietnamese.
func languageOf(r *http.Request) i18n.Language {
	if c, err := r.Cookie(languageCookie); err == nil && i18n.Language(c.Value) == i18n.English {
		return i18n.English
	}
	return i18n.Vietnamese
}

func (v *visit) chooseLanguage() error {
	chosen := i18n.Language(v.r.PathValue("language"))
	if chosen != i18n.Vietnamese && chosen != i18n.English {
		return api.ErrNotFound
	}
	http.SetCookie(v.w, &http.Cookie{
		Name: languageCookie, Value: string(chosen), Path: "/", MaxAge: 365 * 24 * 3600,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	return v.redirect(localPath(v.r.URL.Query().Get("to")))
}

// localPath is a path of this site, so that no link here leads elsewhere.
func localPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.Contains(to, `\`) {
		return "/"
	}
	return u.RequestURI()
}

package http

import (
	"context"
	"net/http"
	"strings"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/sync/api"
)

// endpoint answers a request, or says why not.
type endpoint func(http.ResponseWriter, *http.Request) error

// open is an endpoint for everybody.
func (a *API) open(e endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if err := e(w, r); err != nil {
			a.problem(w, r, err)
		}
	})
}

// signedIn is an endpoint for who has a device token.
func (a *API) signedIn(e endpoint) http.Handler {
	return a.open(func(w http.ResponseWriter, r *http.Request) error {
		kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(kind, "Bearer") || token == "" {
			return api.ErrToken
		}
		actor, err := a.Accounts.Device(r.Context(), strings.TrimSpace(token))
		if err != nil {
			return err
		}
		logUser(r, actor)
		return e(w, r.WithContext(context.WithValue(r.Context(), actorKey{}, actor)))
	})
}

type actorKey struct{}

// actorOf is who asks, in an endpoint that is signedIn.
func actorOf(r *http.Request) access.Actor { return actorIn(r.Context()) }

func actorIn(ctx context.Context) access.Actor {
	actor, _ := ctx.Value(actorKey{}).(access.Actor)
	return actor
}

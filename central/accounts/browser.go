package accounts

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/sync/api"
)

// BrowserLifetime is how long a browser stays signed in: a long working day.
const BrowserLifetime = 10 * time.Hour

// SignIn signs a user in with a browser and gives the session's token.
func (a *Accounts) SignIn(ctx context.Context, user, password, address string) (token string, err error) {
	u, err := a.password(ctx, user, password, address)
	if err != nil {
		return "", err
	}
	if token, err = a.newToken(); err != nil {
		return "", err
	}
	now := a.now()
	return token, a.store.Write(ctx, func(tx store.Tx) error {
		if err := tx.SweepWebSessions(now); err != nil {
			return err
		}
		return tx.AddWebSession(store.WebSession{
			Token: hashOf(token), User: u.Name, CreatedAt: now, ExpiresAt: now.Add(BrowserLifetime),
		})
	})
}

// Browser finds who a browser's token speaks for; api.ErrToken for an unknown or
// expired one.
func (a *Accounts) Browser(ctx context.Context, token string) (actor access.Actor, err error) {
	err = a.store.Read(ctx, func(v store.View) error {
		session, err := v.WebSession(hashOf(token))
		if errors.Is(err, store.ErrAbsent) || err == nil && !a.now().Before(session.ExpiresAt) {
			return api.ErrToken
		}
		if err != nil {
			return err
		}
		user, err := v.User(session.User)
		if err != nil {
			return err
		}
		actor, err = actorOf(v, user)
		return err
	})
	return actor, err
}

// SignOut ends a browser's session; an unknown one is no error.
func (a *Accounts) SignOut(ctx context.Context, token string) error {
	return a.store.Write(ctx, func(tx store.Tx) error { return tx.EndWebSession(hashOf(token)) })
}

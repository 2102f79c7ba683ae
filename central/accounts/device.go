package accounts

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Grant signs a user in on a device and gives its token, which is not kept.
// address is where the request came from, for the throttle.
func (a *Accounts) Grant(ctx context.Context, r api.DeviceRequest, address string) (grant api.DeviceGrant, err error) {
	name := strings.TrimSpace(r.Device)
	if n := utf8.RuneCountInString(name); n == 0 || n > 200 {
		return grant, fault.New(api.ErrRequest, fault.Args{"detail": "device"}, nil)
	}
	user, err := a.password(ctx, r.Username, r.Password, address)
	if err != nil {
		return grant, err
	}
	if grant.Token, err = a.newToken(); err != nil {
		return grant, err
	}
	device := store.Device{
		ID: office.DeviceID(a.ids.New()), User: user.Name, Name: name, Token: hashOf(grant.Token), CreatedAt: a.now(),
	}
	err = a.store.Write(ctx, func(tx store.Tx) error {
		if err := tx.AddDevice(device); err != nil {
			return err
		}
		actor, err := actorOf(tx, user)
		grant.Session = Session(actor)
		grant.Device = device.ID
		return err
	})
	return grant, err
}

// Device finds who a device's token speaks for; api.ErrToken for an unknown or
// revoked one.
func (a *Accounts) Device(ctx context.Context, token string) (actor access.Actor, err error) {
	err = a.store.Read(ctx, func(v store.View) error {
		device, err := v.DeviceByToken(hashOf(token))
		if errors.Is(err, store.ErrAbsent) || err == nil && device.RevokedAt != nil {
			return api.ErrToken
		}
		if err != nil {
			return err
		}
		user, err := v.User(device.User)
		if err != nil {
			return err
		}
		actor, err = actorOf(v, user)
		actor.Device = device.ID
		return err
	})
	return actor, err
}

// Revoke ends a device; store.ErrAbsent for an unknown one.
func (a *Accounts) Revoke(ctx context.Context, id office.DeviceID) error {
	return a.store.Write(ctx, func(tx store.Tx) error { return tx.RevokeDevice(id, a.now()) })
}

// Session is how the API shows an actor.
func Session(a access.Actor) api.Session {
	return api.Session{Device: a.Device, User: a.User, Name: a.Name, Role: a.Role, Agency: a.Agency}
}

func actorOf(v store.View, u store.User) (access.Actor, error) {
	agency, err := v.Agency(u.Agency)
	return access.Actor{User: u.Name, Name: u.FullName, Role: u.Role, Agency: agency}, err
}

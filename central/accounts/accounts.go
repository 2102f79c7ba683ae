// Package accounts knows users, their passwords, the devices and browsers they
// signed in on. Passwords are kept as argon2id hashes, tokens as SHA-256 only;
// both are compared in constant time, and an unknown user costs the same time as
// a wrong password. Safe for many goroutines.
package accounts

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// What is refused when users are made.
var (
	ErrPassword = fault.Define("central.password")  // the password is too short or too long {least}
	ErrUserName = fault.Define("central.user_name") // not a login name {value}
	ErrFullName = fault.Define("central.full_name") // the full name is missing or too long
	ErrRole     = fault.Define("central.role")      // no such role {value}
)

// Accounts is the door keeper.
type Accounts struct {
	store    store.Store
	clock    clock.Clock
	random   io.Reader
	ids      office.IDSource
	cost     Cost
	throttle throttle
	hashing  chan struct{} // bounds how many hashes are computed at once: each takes cost.Memory
	decoy    func() string // a hash that no password makes, for users that do not exist
}

// hashers is how many passwords are checked at once.
const hashers = 2

// New makes a door keeper; random must be crypto/rand.Reader outside tests.
func New(s store.Store, c clock.Clock, random io.Reader, cost Cost) *Accounts {
	a := &Accounts{
		store: s, clock: c, random: random, ids: office.IDSource{Clock: c, Random: random}, cost: cost,
		throttle: throttle{clock: c}, hashing: make(chan struct{}, hashers),
	}
	a.decoy = sync.OnceValue(func() string {
		encoded, err := hash("no one has this password", cost, random)
		if err != nil {
			return ""
		}
		return encoded
	})
	return a
}

// NewUser is a user to be added.
type NewUser struct {
	Name, FullName string
	Agency         office.AgencyCode
	Role           office.Role
	Password       string
}

// Add adds a user: ErrUserName, ErrFullName, ErrRole, ErrPassword for what is not well
// formed, office.ErrAgencyUnknown, store.ErrTaken for a name in use.
func (a *Accounts) Add(ctx context.Context, u NewUser) error {
	if err := u.check(); err != nil {
		return err
	}
	encoded, err := hash(u.Password, a.cost, a.random)
	if err != nil {
		return err
	}
	return a.store.Write(ctx, func(tx store.Tx) error {
		if _, err := tx.Agency(u.Agency); errors.Is(err, store.ErrAbsent) {
			return fault.New(office.ErrAgencyUnknown, fault.Args{"value": string(u.Agency)}, nil)
		} else if err != nil {
			return err
		}
		err := tx.AddUser(store.User{
			Name: u.Name, FullName: u.FullName, Agency: u.Agency, Role: u.Role, Password: encoded, CreatedAt: a.now(),
		})
		if errors.Is(err, store.ErrTaken) {
			return fault.New(store.ErrTaken, fault.Args{"value": u.Name}, err)
		}
		return err
	})
}

func (u NewUser) check() error {
	if !userName.MatchString(u.Name) {
		return fault.New(ErrUserName, fault.Args{"value": u.Name}, nil)
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(u.FullName)); n == 0 || n > 100 {
		return ErrFullName
	}
	for _, role := range access.Roles() {
		if role == u.Role {
			return nil
		}
	}
	return fault.New(ErrRole, fault.Args{"value": string(u.Role)}, nil)
}

// Reset gives a user a new password and ends all devices and browser sessions.
func (a *Accounts) Reset(ctx context.Context, user, password string) error {
	encoded, err := hash(password, a.cost, a.random)
	if err != nil {
		return err
	}
	return a.store.Write(ctx, func(tx store.Tx) error {
		if err := tx.SetPassword(user, encoded); err != nil {
			return err
		}
		return errors.Join(tx.RevokeDevicesOf(user, a.now()), tx.EndWebSessionsOf(user))
	})
}

// password finds the user that a password belongs to: api.ErrLogin for a wrong
// one or an unknown user, api.ErrTooMany after too many of them.
func (a *Accounts) password(ctx context.Context, user, password, address string) (u store.User, err error) {
	if !a.throttle.allow(user, address) {
		return u, api.ErrTooMany
	}
	encoded := a.decoy()
	err = a.store.Read(ctx, func(v store.View) error {
		if u, err = v.User(user); err == nil {
			encoded = u.Password
		}
		return err
	})
	if err != nil && !errors.Is(err, store.ErrAbsent) {
		return u, err
	}
	known := err == nil
	select {
	case a.hashing <- struct{}{}:
		defer func() { <-a.hashing }()
	case <-ctx.Done():
		return u, ctx.Err()
	}
	if !a.throttle.allow(user, address) { // others failed while this one waited
		return store.User{}, api.ErrTooMany
	}
	if good := matches(password, encoded); !good || !known {
		a.throttle.failed(user, address)
		return store.User{}, api.ErrLogin
	}
	a.throttle.succeeded(user, address)
	return u, nil
}

func (a *Accounts) now() time.Time { return a.clock.Now().UTC().Truncate(time.Microsecond) }

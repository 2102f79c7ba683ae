package store

import (
	"time"

	"github.com/vanthu/vanthu/office"
)

// User is a person who may sign in, for one agency in one role.
type User struct {
	Name      string // login name
	FullName  string
	Agency    office.AgencyCode
	Role      office.Role
	Password  string // encoded hash with its parameters, never the password
	CreatedAt time.Time
}

// UserView reads users.
type UserView interface {
	User(name string) (User, error) // ErrAbsent
	Users() ([]User, error)         // by name
}

// UserTx changes them.
type UserTx interface {
	AddUser(User) error                     // ErrTaken; ErrAbsent for an unknown agency
	SetPassword(name, encoded string) error // ErrAbsent
}

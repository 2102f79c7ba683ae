// Package access decides who may do what in the central e-office. It is pure:
// functions of who asks and what for. Every door asks here; records of another
// agency are not even found (central/store takes the agency with every id), so
// only what a role may do within its own agency is decided here.
package access

import (
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Actor is who acts: a user of one agency, through one device or a browser.
type Actor struct {
	User   string // login name
	Name   string // full name, as it stands in the history
	Role   office.Role
	Agency office.Agency
	Device office.DeviceID // empty for a browser
}

// operations lists who may do what (Decree 30/2020 articles 6, 13-24, 32): the
// clerk numbers, sends and keeps the registers; leaders and officers prepare
// documents; an administrator sees to agencies and users, not to documents.
var operations = map[api.OpKind][]office.Role{
	api.SaveDocument:    {office.Clerk, office.Leader, office.Officer},
	api.NumberDocument:  {office.Clerk},
	api.SendDispatch:    {office.Clerk},
	api.RegisterArrival: {office.Clerk},
	api.AcceptArrival:   {office.Clerk},
	api.RefuseArrival:   {office.Clerk},
}

// Do refuses an operation that the actor's role may not do with api.ErrForbidden.
func Do(a Actor, kind api.OpKind) error { return oneOf(a.Role, operations[kind]) }

// ReadRecords refuses roles that may not see the agency's documents.
func ReadRecords(a Actor) error {
	return oneOf(a.Role, []office.Role{office.Clerk, office.Leader, office.Officer})
}

// Upload refuses roles that may not bring in files.
func Upload(a Actor) error { return ReadRecords(a) }

// Roles lists the roles that a user may have.
func Roles() []office.Role {
	return []office.Role{office.Leader, office.Clerk, office.Officer, office.Administrator}
}

func oneOf(role office.Role, allowed []office.Role) error {
	for _, r := range allowed {
		if r == role {
			return nil
		}
	}
	return api.ErrForbidden
}

// Scope names what an actor's feed holds. A cursor is bound to it: when rights
// change, what was skipped before must come again.
func Scope(a Actor) string { return "agency " + string(a.Agency.Code) }

package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func TestWhoMayDoWhat(t *testing.T) {
	const yes, no = true, false
	roles := []office.Role{office.Leader, office.Clerk, office.Officer, office.Administrator, "", "root"}
	for kind, may := range map[api.OpKind][]bool{
		api.SaveDocument:    {yes, yes, yes, no, no, no},
		api.NumberDocument:  {no, yes, no, no, no, no},
		api.SendDispatch:    {no, yes, no, no, no, no},
		api.RegisterArrival: {no, yes, no, no, no, no},
		api.AcceptArrival:   {no, yes, no, no, no, no},
		api.RefuseArrival:   {no, yes, no, no, no, no},
		"document.delete":   {no, no, no, no, no, no},
	} {
		for i, role := range roles {
			err := access.Do(access.Actor{Role: role}, kind)
			assert.Equal(t, may[i], err == nil, "%s by %q", kind, role)
			if err != nil {
				assert.ErrorIs(t, err, api.ErrForbidden)
			}
		}
	}
	for i, may := range []bool{yes, yes, yes, no, no, no} {
		assert.Equal(t, may, access.ReadRecords(access.Actor{Role: roles[i]}) == nil, roles[i])
	}
}

func TestScopesOfAgenciesDiffer(t *testing.T) {
	one := access.Actor{Agency: office.Agency{Code: "H37.01"}}
	two := access.Actor{Agency: office.Agency{Code: "H37.0"}}
	assert.NotEqual(t, access.Scope(one), access.Scope(two))
}

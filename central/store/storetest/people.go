package storetest

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

func testDirectory(t *testing.T, s store.Store) {
	cast(t, s)
	read(t, s, func(v store.View) {
		all, err := v.Agencies()
		require.NoError(t, err)
		require.Len(t, all, 3)
		assert.Equal(t, office.Agency{Code: "H37", Name: "Tỉnh Mẫu"}, all[0])
		assert.Equal(t, office.Agency{Code: recipient, Name: "Sở Nội vụ tỉnh Mẫu", Parent: "H37"}, all[2])
		_, err = v.Agency("H99")
		assert.ErrorIs(t, err, store.ErrAbsent)
	})
	for _, row := range []struct {
		agency office.Agency
		err    error
	}{
		{office.Agency{Code: sender, Name: "Lần nữa"}, store.ErrTaken},
		{office.Agency{Code: "H38", Name: "Con không cha", Parent: "H99"}, store.ErrAbsent},
	} {
		err := s.Write(t.Context(), func(tx store.Tx) error { return tx.AddAgency(row.agency) })
		assert.ErrorIs(t, err, row.err, row.agency.Code)
	}
}

func testPeople(t *testing.T, s store.Store) {
	cast(t, s)
	lan := store.User{Name: "lan", FullName: "Nguyễn Thị Lan", Agency: sender, Role: office.Leader, Password: "$argon2id$", CreatedAt: noon}
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddUser(lan))
		require.NoError(t, tx.SetPassword("lan", "$argon2id$new"))
		assert.ErrorIs(t, tx.SetPassword("nobody", "x"), store.ErrAbsent)
	})
	lan.Password = "$argon2id$new"
	read(t, s, func(v store.View) {
		got, err := v.User("lan")
		require.NoError(t, err)
		assert.Equal(t, lan, got)
		all, err := v.Users()
		require.NoError(t, err)
		assert.Len(t, all, 3)
		_, err = v.User("nobody")
		assert.ErrorIs(t, err, store.ErrAbsent)
	})
	err := s.Write(t.Context(), func(tx store.Tx) error { return tx.AddUser(lan) })
	assert.ErrorIs(t, err, store.ErrTaken)
	err = s.Write(t.Context(), func(tx store.Tx) error {
		return tx.AddUser(store.User{Name: "x", Agency: "H99", Role: office.Clerk, CreatedAt: noon})
	})
	assert.ErrorIs(t, err, store.ErrAbsent)
}

func testDevices(t *testing.T, s store.Store) {
	cast(t, s)
	token := store.TokenHash(sha256.Sum256([]byte("a")))
	read(t, s, func(v store.View) {
		d, err := v.DeviceByToken(token)
		require.NoError(t, err)
		assert.Equal(t, store.Device{ID: laptop, User: "huong", Token: token, CreatedAt: noon}, d)
		_, err = v.DeviceByToken(sha256.Sum256([]byte("c")))
		assert.ErrorIs(t, err, store.ErrAbsent)
		all, err := v.Devices("")
		require.NoError(t, err)
		assert.Len(t, all, 2)
		one, err := v.Devices("nghia")
		require.NoError(t, err)
		assert.Len(t, one, 1)
	})
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.RevokeDevice(laptop, noon))
		require.NoError(t, tx.RevokeDevicesOf("huong", noon.Add(time.Hour)))
		assert.ErrorIs(t, tx.RevokeDevice("0192f000-0000-7000-8000-0000000000ee", noon), store.ErrAbsent)
	})
	read(t, s, func(v store.View) {
		d, err := v.Device(laptop)
		require.NoError(t, err)
		require.NotNil(t, d.RevokedAt)
		assert.Equal(t, noon, *d.RevokedAt, "the first time stays")
	})
}

func testWebSessions(t *testing.T, s store.Store) {
	cast(t, s)
	one := store.WebSession{Token: sha256.Sum256([]byte("1")), User: "huong", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
	two := store.WebSession{Token: sha256.Sum256([]byte("2")), User: "huong", CreatedAt: noon, ExpiresAt: noon.Add(2 * time.Hour)}
	has := func(w store.WebSession) (there bool) {
		read(t, s, func(v store.View) {
			got, err := v.WebSession(w.Token)
			there = err == nil
			if there {
				assert.Equal(t, w, got)
			} else {
				assert.ErrorIs(t, err, store.ErrAbsent)
			}
		})
		return there
	}
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddWebSession(one))
		require.NoError(t, tx.AddWebSession(two))
	})
	assert.True(t, has(one))
	write(t, s, func(tx store.Tx) { require.NoError(t, tx.SweepWebSessions(noon.Add(90*time.Minute))) })
	assert.False(t, has(one))
	assert.True(t, has(two))
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.EndWebSession(one.Token), "nothing to end is no error")
		require.NoError(t, tx.EndWebSessionsOf("huong"))
	})
	assert.False(t, has(two))
}

package accounts_test

import (
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

const right = "đúng mật khẩu 1"

var cheap = accounts.Cost{Time: 1, Memory: 64, Threads: 1}

type door struct {
	*accounts.Accounts
	store store.Store
	now   time.Time
}

func open(t *testing.T) *door {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "central.db"), rand.Reader)
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	require.NoError(t, s.Write(t.Context(), func(tx store.Tx) error {
		return tx.AddAgency(office.Agency{Code: "H37.01", Name: "Ủy ban nhân dân tỉnh Mẫu"})
	}))
	d := &door{store: s, now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	d.Accounts = accounts.New(s, clock.Func(func() time.Time { return d.now }), rand.Reader, cheap)
	require.NoError(t, d.Add(t.Context(), accounts.NewUser{
		Name: "huong", FullName: "Nguyễn Thị Hường", Agency: "H37.01", Role: office.Clerk, Password: right,
	}))
	return d
}

func (d *door) grant(t *testing.T, user, password, address string) (api.DeviceGrant, error) {
	return d.Grant(t.Context(), api.DeviceRequest{Username: user, Password: password, Device: "máy văn thư"}, address)
}

func TestGrantAndRevoke(t *testing.T) {
	d := open(t)
	grant, err := d.grant(t, "huong", right, "10.0.0.1")
	require.NoError(t, err)
	assert.Equal(t, "Nguyễn Thị Hường", grant.Name)
	assert.Equal(t, "Ủy ban nhân dân tỉnh Mẫu", grant.Agency.Name)

	actor, err := d.Device(t.Context(), grant.Token)
	require.NoError(t, err)
	assert.Equal(t, grant.Session, accounts.Session(actor))

	for _, token := range []string{"", "vtc_", grant.Token + "x", grant.Token[:len(grant.Token)-1]} {
		_, err := d.Device(t.Context(), token)
		assert.ErrorIs(t, err, api.ErrToken, token)
	}
	require.NoError(t, d.Revoke(t.Context(), grant.Device))
	_, err = d.Device(t.Context(), grant.Token)
	assert.ErrorIs(t, err, api.ErrToken)
}

func TestNothingSecretIsKept(t *testing.T) {
	d := open(t)
	grant, err := d.grant(t, "huong", right, "10.0.0.1")
	require.NoError(t, err)
	require.NoError(t, d.store.Read(t.Context(), func(v store.View) error {
		user, err := v.User("huong")
		assert.True(t, strings.HasPrefix(user.Password, "$argon2id$v=19$m=64,t=1,p=1$"), user.Password)
		device, err2 := v.Device(grant.Device)
		assert.NotContains(t, string(device.Token[:]), grant.Token)
		assert.NoError(t, err2)
		return err
	}))
}

func TestWrongPasswordsAreThrottled(t *testing.T) {
	d := open(t)
	for range 5 {
		_, err := d.grant(t, "huong", "sai mật khẩu", "10.0.0.1")
		require.ErrorIs(t, err, api.ErrLogin)
	}
	_, err := d.grant(t, "huong", right, "10.0.0.1")
	assert.ErrorIs(t, err, api.ErrTooMany, "the right password does not help any more")
	_, err = d.grant(t, "huong", right, "10.0.0.2")
	assert.NoError(t, err, "another address is not locked out by it")
	d.now = d.now.Add(15 * time.Minute)
	_, err = d.grant(t, "huong", right, "10.0.0.1")
	assert.NoError(t, err, "after a while")
}

func TestGuessingManyUsersFromOneAddressIsThrottled(t *testing.T) {
	d := open(t)
	for range 50 {
		_, err := d.grant(t, "user"+rand.Text(), "đoán mò thôi", "10.0.0.1")
		require.ErrorIs(t, err, api.ErrLogin)
	}
	_, err := d.grant(t, "huong", right, "10.0.0.1")
	assert.ErrorIs(t, err, api.ErrTooMany)
}

func TestResetEndsEverything(t *testing.T) {
	d := open(t)
	grant, err := d.grant(t, "huong", right, "10.0.0.1")
	require.NoError(t, err)
	browser, err := d.SignIn(t.Context(), "huong", right, "10.0.0.1")
	require.NoError(t, err)
	require.NoError(t, d.Reset(t.Context(), "huong", "mật khẩu mới"))
	_, err = d.Device(t.Context(), grant.Token)
	assert.ErrorIs(t, err, api.ErrToken)
	_, err = d.Browser(t.Context(), browser)
	assert.ErrorIs(t, err, api.ErrToken)
	_, err = d.grant(t, "huong", right, "10.0.0.1")
	assert.ErrorIs(t, err, api.ErrLogin)
	_, err = d.grant(t, "huong", "mật khẩu mới", "10.0.0.1")
	assert.NoError(t, err)
	assert.ErrorIs(t, d.Reset(t.Context(), "nobody", "mật khẩu mới"), store.ErrAbsent)
}

func TestBrowserSessions(t *testing.T) {
	d := open(t)
	token, err := d.SignIn(t.Context(), "huong", right, "10.0.0.1")
	require.NoError(t, err)
	actor, err := d.Browser(t.Context(), token)
	require.NoError(t, err)
	assert.Equal(t, "huong", actor.User)
	_, err = d.Device(t.Context(), token)
	assert.ErrorIs(t, err, api.ErrToken, "a browser's token is no device's")
	d.now = d.now.Add(accounts.BrowserLifetime)
	_, err = d.Browser(t.Context(), token)
	assert.ErrorIs(t, err, api.ErrToken, "expired")
	d.now = d.now.Add(-time.Hour)
	require.NoError(t, d.SignOut(t.Context(), token))
	_, err = d.Browser(t.Context(), token)
	assert.ErrorIs(t, err, api.ErrToken, "signed out")
}

func TestUsersThatCannotBe(t *testing.T) {
	d := open(t)
	good := accounts.NewUser{Name: "lan", FullName: "Nguyễn Thị Lan", Agency: "H37.01", Role: office.Leader, Password: right}
	for name, row := range map[string]struct {
		change func(*accounts.NewUser)
		err    error
	}{
		"short password": {func(u *accounts.NewUser) { u.Password = "bảy chữ" }, accounts.ErrPassword},
		"no password":    {func(u *accounts.NewUser) { u.Password = "" }, accounts.ErrPassword},
		"huge password":  {func(u *accounts.NewUser) { u.Password = strings.Repeat("x", 2000) }, accounts.ErrPassword},
		"no name":        {func(u *accounts.NewUser) { u.Name = "" }, accounts.ErrUserName},
		"spaces":         {func(u *accounts.NewUser) { u.Name = "a b" }, accounts.ErrUserName},
		"no full name":   {func(u *accounts.NewUser) { u.FullName = " " }, accounts.ErrFullName},
		"no such role":   {func(u *accounts.NewUser) { u.Role = "root" }, accounts.ErrRole},
		"no such agency": {func(u *accounts.NewUser) { u.Agency = "H99" }, office.ErrAgencyUnknown},
		"a name in use":  {func(u *accounts.NewUser) { u.Name = "huong" }, store.ErrTaken},
	} {
		u := good
		row.change(&u)
		assert.ErrorIs(t, d.Add(t.Context(), u), row.err, name)
	}
	assert.NoError(t, d.Add(t.Context(), good))
}

func TestDamagedHashesMatchNothing(t *testing.T) {
	d := open(t)
	for _, encoded := range []string{"", "x", "$argon2id$v=19$m=64,t=0,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=1,p=1$AAAA$", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=18$m=64,t=1,p=1$AAAA$AAAA"} {
		require.NoError(t, d.store.Write(t.Context(), func(tx store.Tx) error { return tx.SetPassword("huong", encoded) }))
		_, err := d.SignIn(t.Context(), "huong", right, "10.0.0."+rand.Text())
		assert.ErrorIs(t, err, api.ErrLogin, encoded)
	}
}

package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/connect"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

type bench struct {
	*connect.Dialog
	world *canned.World
	state connect.State
	done  int
}

func open(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	b.Dialog = connect.New(w.Env(threads), func() { b.done++ }, func(s connect.State) { b.state = s })
	b.Open()
	return b
}

var form = connect.Form{Server: " https://vt.mau.gov.vn ", User: "vanthu", Password: true}

func TestConnectWipesThePassword(t *testing.T) {
	b := open(&canned.World{}, canned.AtOnce())
	assert.Contains(t, b.state.Connect.Why, "https://")
	b.Changed(connect.Form{Server: "https://vt.mau.gov.vn"})
	assert.Equal(t, "Nhập tên đăng nhập và mật khẩu", b.state.Connect.Why)
	early := []byte("sớm")
	b.Connect(early)
	assert.Equal(t, make([]byte, len(early)), early)
	b.Changed(form)
	password := []byte("mật khẩu")
	b.Connect(password)
	assert.Equal(t, make([]byte, len(password)), password)
	assert.Equal(t, 1, b.done)
	assert.False(t, b.state.Open)
	assert.NotNil(t, b.world.Who)
}

func TestRefusedLoginStaysOpen(t *testing.T) {
	b := open(&canned.World{ConnectErr: fault.New("api.login", nil, nil)}, canned.AtOnce())
	b.Changed(form)
	b.Connect([]byte("sai"))
	assert.Equal(t, "Không đăng nhập được", b.state.Banner.Heading)
	assert.True(t, b.state.Open)
	b.Speak(i18n.English)
	assert.Equal(t, "Password", b.state.Password.Label)
	b.Close()
	assert.False(t, b.state.Open)
}

func TestClosingWaitsForTheServer(t *testing.T) {
	later := &canned.Later{}
	b := open(&canned.World{}, later.Threads())
	b.Changed(form)
	b.Connect([]byte("x"))
	assert.Equal(t, "Đang thực hiện…", b.state.Connect.Why)
	b.Close()
	assert.True(t, b.state.Open)
	later.Run()
	assert.Equal(t, 1, b.done)
}

package levels_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/levels"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

type bench struct {
	*levels.Dialog
	world *canned.World
	state levels.State
}

func open(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	b.Dialog = levels.New(w.Env(threads), func(s levels.State) { b.state = s })
	b.Open()
	return b
}

func TestSettingsAreShownAndKept(t *testing.T) {
	b := open(&canned.World{Rise: desk.LevelSettings{Level: "T", Server: "http://tsa.mau.gov.vn", Proxy: "http://p:1"}}, canned.AtOnce())
	assert.Equal(t, "T", b.state.Level)
	assert.Equal(t, "http://tsa.mau.gov.vn", b.state.Entries[0].Value)
	assert.Equal(t, "http://p:1", b.state.Entries[3].Value)
	assert.True(t, b.state.Save.Enabled)
	b.Changed(desk.LevelSettings{Level: "LT", Server: "tsa.mau.gov.vn"})
	assert.Equal(t, "Địa chỉ bắt đầu bằng http:// hoặc https://", b.state.Save.Why)
	b.Save()
	assert.Equal(t, "T", b.world.Rise.Level, "not what cannot be used")
	b.Changed(desk.LevelSettings{Level: "B"})
	assert.True(t, b.state.Save.Enabled, "B asks nobody")
	b.Changed(desk.LevelSettings{Level: "LT", Server: " https://tsa.mau.gov.vn/ "})
	b.Save()
	assert.Equal(t, desk.LevelSettings{Level: "LT", Server: "https://tsa.mau.gov.vn/"}, b.world.Rise)
	assert.False(t, b.state.Open)
}

func TestWhatCannotBeKeptStaysOpen(t *testing.T) {
	b := open(&canned.World{Rise: desk.LevelSettings{Level: "B"}, LevelErr: fault.New("workplace.file_unwritable", fault.Args{"file": "signing.json"}, nil)}, canned.AtOnce())
	b.Save()
	assert.True(t, b.state.Open)
	assert.True(t, b.state.Banner.Shown())
	b.Speak(i18n.English)
	assert.Equal(t, "Time stamping server", b.state.Entries[0].Label)
	b.Close()
	assert.False(t, b.state.Open)
}

// TestNothingIsTypedBeforeItIsRead: what the entries hold until then is not kept.
func TestNothingIsTypedBeforeItIsRead(t *testing.T) {
	later := &canned.Later{}
	b := open(&canned.World{Rise: desk.LevelSettings{Level: "T", Server: "http://tsa.mau.gov.vn"}}, later.Threads())
	b.Changed(desk.LevelSettings{Level: "B"})
	assert.Equal(t, "Đang thực hiện…", b.state.Save.Why)
	later.Run()
	assert.Equal(t, "T", b.state.Level)
	b.Save()
	b.Close()
	assert.True(t, b.state.Open, "it is being kept")
	later.Run()
	assert.False(t, b.state.Open)
}

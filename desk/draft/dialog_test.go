package draft_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/draft"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

type bench struct {
	*draft.Dialog
	world *canned.World
	state draft.State
	done  []office.DocumentID
}

func open(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	b.Dialog = draft.New(w.Env(threads), func(id office.DocumentID) { b.done = append(b.done, id) }, func(s draft.State) { b.state = s })
	b.Open()
	return b
}

func TestFileFillsTheForm(t *testing.T) {
	b := open(canned.Full(), canned.AtOnce())
	assert.Equal(t, "Chọn tệp PDF của văn bản", b.state.Save.Why)
	assert.Len(t, b.state.Types, 29)
	filled := b.state.Filled
	b.Main("/home/153-KH-UBND.pdf")
	assert.Greater(t, b.state.Filled, filled)
	assert.Equal(t, "153-KH-UBND.pdf · 293 kB", b.state.File)
	assert.Equal(t, "Kế hoạch", b.state.Type.Value)
	assert.Equal(t, "KH-UBND", b.state.Notation.Value)
	assert.Equal(t, "Nguyễn Thị Hường", b.state.Signer.Value)
	assert.True(t, b.state.Save.Enabled)
	b.Attach("/home/phu luc.pdf")
	b.Main("/home/other.pdf")
	assert.Equal(t, []string{"phu luc.pdf · 293 kB"}, b.state.Extra, "a second document replaces the first only")
	b.Save()
	require.Len(t, b.done, 1)
	saved := b.world.Out[0]
	assert.Equal(t, office.Draft, saved.Stage)
	assert.Equal(t, office.AgencyCode("H37.02"), saved.Agency)
	assert.Len(t, saved.Files, 2)
	assert.Equal(t, 0, saved.Info.Code.Number, "the number comes from the register")
	assert.Equal(t, 1, b.world.Did)
}

func TestPrintedMarkOfSecrecyIsNotTaken(t *testing.T) {
	w := canned.Full()
	w.Texts = map[string][]reading.Page{"/home/mat.pdf": canned.SecretPages()}
	b := open(w, canned.AtOnce())
	b.Main("/home/mat.pdf")
	assert.Equal(t, "Văn bản có dấu độ mật", b.state.Banner.Heading)
	assert.Empty(t, b.state.File)
	b.Main("/home/a.pdf")
	b.Attach("/home/mat.pdf")
	assert.True(t, b.state.Banner.Shown())
	assert.Empty(t, b.state.Extra)
}

func TestWhatThePersonTypedStays(t *testing.T) {
	b := open(canned.Full(), canned.AtOnce())
	b.Changed(draft.Form{Type: "Báo cáo", Subject: "Của tôi", Urgency: "1", Secrecy: "0"})
	b.Main("/home/a.pdf")
	assert.Equal(t, "Của tôi", b.state.Subject.Value)
}

func TestSecretAndUnnamedAreNotSaved(t *testing.T) {
	b := open(canned.Full(), canned.AtOnce())
	b.Main("/home/a.pdf")
	b.Changed(draft.Form{Type: "Báo cáo", Subject: "Có", Secrecy: "1"})
	assert.Contains(t, b.state.Save.Why, "mật")
	b.Save()
	b.Changed(draft.Form{Type: "Báo cáo", Subject: "  ", Secrecy: "0"})
	assert.Equal(t, "Thiếu trích yếu", b.state.Save.Why)
	assert.Empty(t, b.done)
}

func TestFailures(t *testing.T) {
	w := canned.Full()
	w.FileErr = fault.New("inbox.file_empty", fault.Args{"file": "rỗng.pdf"}, nil)
	b := open(w, canned.AtOnce())
	b.Main("/home/rỗng.pdf")
	assert.Contains(t, b.state.Banner.What, "rỗng.pdf")
	b.Attach("/home/rỗng.pdf")
	assert.Empty(t, b.state.Extra)
	w.FileErr = nil
	b.Main("/home/a.pdf")
	assert.False(t, b.state.Banner.Shown())
	w.Who = nil
	b.Save()
	assert.Equal(t, "Máy này chưa kết nối với hệ thống", b.state.Banner.Heading)
	assert.True(t, b.state.Open)
	b.Close()
	assert.False(t, b.state.Open)
}

func TestClosingWaitsForTheStore(t *testing.T) {
	later := &canned.Later{}
	b := open(canned.Full(), later.Threads())
	b.Main("/home/a.pdf")
	assert.Equal(t, "Đang đọc tệp…", b.state.Busy)
	assert.False(t, b.state.Save.Enabled)
	later.Run()
	b.Speak(i18n.English)
	assert.Equal(t, "Save the draft (Ctrl+Enter)", b.state.Save.Label)
	b.Save()
	b.Save()
	b.Close()
	assert.True(t, b.state.Open)
	later.Run()
	assert.False(t, b.state.Open)
	assert.Len(t, b.done, 1)
}

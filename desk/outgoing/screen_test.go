package outgoing_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

type bench struct {
	*outgoing.Screen
	world    *canned.World
	state    outgoing.State
	pane     document.State
	composed int
	signed   []desk.SignRole
	sent     int
}

func start(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	env := w.Env(threads)
	pane := document.New(env, desk.NewChecks(env.Ports), func(s document.State) { b.pane = s })
	b.Screen = outgoing.New(env, pane, outgoing.Tasks{
		Compose: func() { b.composed++ },
		Sign:    func(_ office.Document, role desk.SignRole) { b.signed = append(b.signed, role) },
		Send:    func(office.Document, []office.Delivery) { b.sent++ },
	}, func(s outgoing.State) { b.state = s })
	b.Reload()
	return b
}

func TestListTellsStageAndRecipients(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	require.Len(t, b.state.Rows, 5)
	assert.Equal(t, "Chưa có số", b.state.Rows[0].Code)
	assert.Equal(t, "Dự thảo", b.state.Rows[0].Stage.Word)
	assert.Equal(t, "21/11/2026", b.state.Rows[0].Date, "a draft shows the day it was made")
	assert.Equal(t, "THƯỢNG KHẨN", b.state.Rows[3].Urgency.Word)
	assert.Equal(t, desk.Mark{Level: desk.Bad, Word: "2/4"}, b.state.Rows[4].Sent, "a refusal colours the count")
	assert.Empty(t, b.state.Rows[0].Sent.Word)
}

func TestDeliveriesAreExplained(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Select(4)
	rows := b.state.Panel.Delivery
	require.Len(t, rows, 4)
	assert.Equal(t, "Số đến 233", rows[0].Detail)
	assert.Equal(t, "Đã tiếp nhận, vào sổ", rows[0].Status.Word)
	assert.Equal(t, "Gửi nhầm cơ quan, không thuộc thẩm quyền", rows[2].Detail)
	assert.Equal(t, "Đang chuyển", rows[3].Status.Word, "without a status the way is told")
	assert.Equal(t, "Ủy ban nhân dân xã Bản Mẫu", b.pane.History.Rows[0].Who, "events are told with their recipient, newest first")
}

func TestNextStepDependsOnStageAndRole(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	assert.Equal(t, desk.Action{Label: "Ký… (Enter)", Why: "Chờ lãnh đạo ký"}, b.state.Panel.Main)
	b.Main()
	assert.Empty(t, b.signed)
	b.Select(2)
	b.Main()
	assert.Equal(t, []desk.SignRole{desk.AgencySignature}, b.signed)
	b.Select(3)
	b.Main()
	b.Select(4)
	b.Main()
	assert.Equal(t, 2, b.sent)
	b.Compose()
	assert.Equal(t, 1, b.composed)

	leader := canned.Leader()
	w.Who = &leader
	b.Reload()
	assert.False(t, b.state.Panel.Main.Enabled)
	b.Select(0)
	b.Main()
	assert.Equal(t, []desk.SignRole{desk.AgencySignature, desk.PersonSignature}, b.signed)
	steps := b.state.Panel.Steps
	assert.True(t, steps[0].Now && steps[0].Done && !steps[1].Done)
}

func TestNumbering(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Select(1)
	b.Main()
	n := b.state.Numbering
	require.True(t, n.Open)
	assert.Equal(t, "23/11/2026", n.Date)
	assert.Equal(t, "BC-STTTT", n.Notation)
	b.Date("32/13/2026")
	b.Number()
	assert.Contains(t, b.state.Numbering.Problem, "32/13/2026")
	b.Date("23/11/2026")
	b.Notation("không đúng")
	b.Number()
	assert.Contains(t, b.state.Numbering.Problem, "“không đúng”")
	b.Notation("BC-STTTT")
	b.Number()
	assert.False(t, b.state.Numbering.Open)
	assert.Equal(t, "154/BC-STTTT", b.state.Rows[1].Code)
	assert.Equal(t, 1, b.world.Did)
	b.Number()
	assert.Equal(t, 1, b.world.Did, "a closed dialog numbers nothing")
}

func TestNotationIsReadFromTheDocument(t *testing.T) {
	w := canned.Full()
	w.Out[1].Info.Code = office.DocumentCode{}
	w.Out[1].Info.Type = "Tờ trình"
	b := start(w, canned.AtOnce())
	b.Select(1)
	b.Main()
	assert.Equal(t, "KH-UBND", b.state.Numbering.Notation, "that of the canned pages")

	later := &canned.Later{}
	b = start(w, later.Threads())
	later.Run()
	b.Select(1)
	b.Main()
	assert.Equal(t, "TTr-", b.state.Numbering.Notation)
	b.Notation("TTr-STTTT")
	later.Run()
	b.Date("hôm nay")
	b.Number()
	assert.Equal(t, "TTr-STTTT", b.state.Numbering.Notation, "what the person typed stays")
	b.Cancel()
	assert.False(t, b.state.Numbering.Open)

	w.Out[1].Info.Type = w.Out[2].Info.Type
	w.FileErr = errors.New("absent")
	b = start(w, canned.AtOnce())
	b.Select(1)
	b.Main()
	assert.Equal(t, "KH-STTTT", b.state.Numbering.Notation, "that of the last document of its type")
}

func TestNumberingThatWaitsIsNotAskedForAgain(t *testing.T) {
	w := canned.Full()
	w.Unsent = []desk.Pending{{What: desk.PendingNumber, Target: "d2"}}
	b := start(w, canned.AtOnce())
	b.Select(1)
	assert.Equal(t, "Đang chờ máy chủ cấp số", b.state.Panel.Main.Why)
	b.Main()
	assert.False(t, b.state.Numbering.Open)
}

func TestNumberingThatFailsStaysOpen(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	b.Select(1)
	b.Main()
	w.ActErr = fault.New("api.code_taken", fault.Args{"value": "154/BC-STTTT"}, nil)
	b.Number()
	assert.True(t, b.state.Numbering.Open)
	assert.Contains(t, b.state.Numbering.Problem, "154/BC-STTTT")
}

func TestFiltersStatesAndLanguage(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	b.Show("issued")
	assert.Len(t, b.state.Rows, 1)
	b.Show("open")
	assert.Len(t, b.state.Rows, 4)
	b.Show("open")
	b.Show("")
	b.Search("bảo trì")
	assert.Len(t, b.state.Rows, 1)
	b.Search("zzz")
	assert.Contains(t, b.state.Empty, "zzz")
	b.Search("")
	b.Pick("d3")
	assert.Equal(t, 2, b.state.Selected)
	b.Select(77)
	assert.Equal(t, 2, b.state.Selected)
	b.Wide(true)
	assert.True(t, b.state.Wide)
	b.Speak(i18n.English)
	assert.Equal(t, "Outgoing", b.state.Title)
	w.StoreErr = fault.New("inbox.disk_full", nil, nil)
	b.Changed()
	assert.True(t, b.state.Banner.Shown())

	empty := start(canned.Empty(), canned.AtOnce())
	assert.Equal(t, "Chưa có văn bản đi.", empty.state.Empty)
	empty.Main()
	assert.False(t, empty.state.Panel.Shown)

	w = canned.Full()
	w.Out[0].Files = nil
	assert.Equal(t, "Văn bản chưa có tệp", start(w, canned.AtOnce()).state.Panel.Main.Why)
	silent := start(canned.Full(), desk.Threads{Work: func(func()) {}})
	assert.NotEmpty(t, silent.state.Busy)
}

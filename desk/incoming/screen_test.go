package incoming_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// bench is a screen in a world, with the states it has shown last.
type bench struct {
	*incoming.Screen
	world *canned.World
	state incoming.State
	pane  document.State
}

func start(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	env := w.Env(threads)
	checks := desk.NewChecks(env.Ports)
	pane := document.New(env, checks, func(s document.State) { b.pane = s })
	b.Screen = incoming.New(env, checks, pane, func(s incoming.State) { b.state = s })
	b.Reload()
	return b
}

func TestListShowsWhatWaits(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	require.Len(t, b.state.Rows, 4)
	first := b.state.Rows[0]
	assert.Equal(t, "23/11 08:02", first.Received)
	assert.Equal(t, "–", first.Number)
	assert.Equal(t, "153/KH-UBND", first.Code)
	assert.True(t, first.Waiting)
	assert.Equal(t, desk.Mark{Level: desk.Good, Word: "Hợp lệ"}, first.Check)
	assert.Equal(t, "KHẨN", b.state.Rows[1].Urgency.Word)
	assert.Equal(t, desk.Warn, b.state.Rows[1].Check.Level)
	assert.Equal(t, desk.Bad, b.state.Rows[2].Check.Level)
	assert.Equal(t, 0, b.state.Selected)
	assert.Equal(t, "153/KH-UBND", b.pane.Heading)
	assert.Equal(t, "4 văn bản", b.state.Counted)
	assert.Equal(t, []desk.Fact{{Label: "Số đến kế tiếp (dự kiến)", Value: "413"}}, b.state.Decision.Facts)
}

func TestAcceptNumbersTheDocumentAndKeepsItsRow(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Assign("Phòng Văn thư")
	b.Main()
	assert.Equal(t, "413", b.state.Rows[0].Number)
	assert.False(t, b.state.Rows[0].Waiting)
	assert.Equal(t, 0, b.state.Selected, "nothing moves by itself")
	assert.Equal(t, "Phòng Văn thư", b.state.Decision.Assigned)
	assert.Equal(t, "Văn bản tiếp theo (Enter)", b.state.Decision.Main.Label)
	assert.Equal(t, 1, b.world.Did)
	b.Main()
	assert.Equal(t, 1, b.state.Selected, "Enter goes on")
	b.Main()
	assert.Equal(t, "414", b.state.Rows[1].Number, "what could not be checked is accepted without a question")
}

func TestAcceptOfflineShowsAProvisionalMark(t *testing.T) {
	w := canned.Full()
	w.Next = 0
	b := start(w, canned.AtOnce())
	b.Main()
	assert.Equal(t, "T-3f2a-7", b.state.Rows[0].Number)
	assert.Equal(t, desk.Busy, b.state.Decision.Status.Level)
	assert.Equal(t, "Số tạm", b.state.Decision.Facts[0].Label)

	for i := range w.In { // the exchange brings the number
		if w.In[i].Provisional != "" {
			w.In[i].Provisional, w.In[i].Number = "", 413
			w.In[i].Events = append(w.In[i].Events, office.StatusEvent{ID: "9", Status: office.StatusAccepted, At: canned.Now, ArrivalNumber: 413})
		}
	}
	b.Changed()
	assert.Equal(t, "413", b.state.Rows[0].Number)
	assert.Empty(t, b.state.Fresh)
}

func TestInvalidSignatureAsksBeforeAccepting(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Select(2)
	b.Main()
	require.True(t, b.state.Doubt.Open)
	assert.Zero(t, b.world.Did)
	b.Cancel()
	assert.False(t, b.state.Doubt.Open)
	assert.True(t, b.state.Rows[2].Waiting)
	b.Insist()
	assert.True(t, b.state.Rows[2].Waiting, "insisting without a question does nothing")
	b.Main()
	b.Insist()
	assert.Equal(t, "413", b.state.Rows[2].Number)
}

func TestPrintedMarkOfSecrecyIsFlaggedAndNotRegisteredSilently(t *testing.T) {
	w := canned.Full()
	w.Texts = map[string][]reading.Page{w.In[0].Files[0].SHA256: canned.SecretPages()}
	b := start(w, canned.AtOnce())
	assert.Equal(t, "Văn bản đến có dấu độ mật", b.state.Decision.Warning)
	b.Main()
	require.True(t, b.state.Doubt.Open)
	assert.Equal(t, "Văn bản đến có dấu độ mật", b.state.Doubt.Heading)
	assert.Contains(t, b.state.Doubt.What, "TỐI MẬT")
	assert.Zero(t, b.world.Did)
	b.Select(1)
	assert.Empty(t, b.state.Decision.Warning)
	b.Select(0)
	b.Main()
	b.Insist()
	assert.Equal(t, "413", b.state.Rows[0].Number)
}

func TestRefusalNeedsAReason(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.AskReason()
	require.True(t, b.state.Refusal.Open)
	b.Reason("  ngắn    ")
	assert.False(t, b.state.Refusal.Confirm.Enabled)
	assert.Contains(t, b.state.Refusal.Confirm.Why, "10")
	b.Refuse()
	assert.True(t, b.state.Rows[0].Waiting)
	b.Reason("Gửi nhầm cơ quan")
	assert.True(t, b.state.Refusal.Confirm.Enabled)
	b.Refuse()
	assert.False(t, b.state.Refusal.Open)
	assert.True(t, b.state.Rows[0].Refused)
	assert.True(t, b.state.Decision.Refuse.Hidden)
	b.AskReason()
	assert.False(t, b.state.Refusal.Open, "what is decided is not refused again")
}

func TestFailuresStandInTheBanner(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	w.ActErr = fault.New("api.stage", nil, nil)
	b.Main()
	assert.Equal(t, "Văn bản chưa tới bước này", b.state.Banner.Heading)
	assert.True(t, b.state.Rows[0].Waiting)
	w.ActErr, w.StoreErr = nil, fault.New("inbox.disk_full", nil, nil)
	b.Reload()
	assert.Equal(t, "Hết chỗ trên đĩa", b.state.Banner.Heading)
	assert.Len(t, b.state.Rows, 4, "what was read stays")
	b.Changed()
	assert.True(t, b.state.Banner.Shown())
	w.StoreErr = nil
	b.Reload()
	assert.False(t, b.state.Banner.Shown())
}

func TestFiltersAndEmptyLists(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Search("cai cach")
	require.Len(t, b.state.Rows, 1)
	assert.Equal(t, "07/GM-SNV", b.pane.Heading, "the first of the new list is shown")
	b.Search("không có")
	assert.Equal(t, "Không tìm thấy mục nào có “không có”.", b.state.Empty)
	assert.NotEmpty(t, b.pane.Empty)
	b.Search("")
	b.OnlyWaiting(false)
	assert.Len(t, b.state.Rows, 10)
	b.OnlyWaiting(false)
	b.InYear(2025)
	assert.Empty(t, b.state.Rows)
	assert.Equal(t, "Chưa có văn bản đến.", b.state.Empty)
	assert.Equal(t, "2025", b.state.Year)
	assert.Equal(t, "Mọi văn bản đến đã được xử lý.", start(canned.Empty(), canned.AtOnce()).state.Empty)
}

func TestNewArrivalsWaitUntilAskedFor(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	b.Select(1)
	fresh := canned.Arrived("n1", canned.At(23, 8, 11), canned.Info(19, "CĐ-UBND", "Công điện", "Ứng phó mưa lũ", "Ủy ban nhân dân tỉnh Mẫu", canned.Nov(23)), canned.PlanFile)
	w.In = append([]office.Arrival{fresh}, w.In...)
	b.Changed()
	assert.Equal(t, "1 văn bản mới", b.state.Fresh)
	assert.Len(t, b.state.Rows, 4)
	assert.Equal(t, 1, b.state.Selected)
	b.ShowFresh()
	assert.Len(t, b.state.Rows, 5)
	assert.Equal(t, "19/CĐ-UBND", b.state.Rows[0].Code)
	assert.Equal(t, 2, b.state.Selected, "the chosen document stays chosen")
	assert.Empty(t, b.state.Fresh)
}

func TestFirstArrivalsAreShownAtOnce(t *testing.T) {
	w := canned.Empty()
	b := start(w, canned.AtOnce())
	w.In = canned.Full().In
	b.Changed()
	assert.Len(t, b.state.Rows, 4)
}

func TestDuplicateIsTold(t *testing.T) {
	w := canned.Full()
	twin := w.In[4] // accepted under 412
	again := canned.Arrived("twin", canned.At(23, 8, 10), twin.Info, canned.PlanFile)
	w.In = append([]office.Arrival{again}, w.In...)
	b := start(w, canned.AtOnce())
	assert.Contains(t, b.state.Decision.Warning, "412")
	b.Select(1)
	assert.Empty(t, b.state.Decision.Warning)
}

func TestLateAnswersAreDropped(t *testing.T) {
	later := &canned.Later{}
	b := start(canned.Full(), later.Threads())
	assert.Equal(t, "Đang đọc danh sách…", b.state.Busy)
	b.Search("cai cach")
	b.Search("phap luat")
	later.Backwards()
	later.Run()
	assert.Empty(t, b.state.Rows, "only the last question's answer counts")
	assert.Contains(t, b.state.Empty, "phap luat")
}

func TestNothingIsDoneTwiceWhileOneIsUnderWay(t *testing.T) {
	later := &canned.Later{}
	b := start(canned.Full(), later.Threads())
	later.Run()
	b.Main()
	assert.Equal(t, "Đang thực hiện…", b.state.Decision.Main.Why)
	b.Main()
	b.AskReason()
	later.Run()
	assert.Equal(t, 1, b.world.Did)
	assert.False(t, b.state.Refusal.Open)
}

func TestEndlessListIsReadOn(t *testing.T) {
	w := canned.Empty()
	for i := range 200 {
		w.In = append(w.In, canned.Arrived(string(rune('a'+i%26))+string(rune('0'+i/26)), canned.At(20, 8, 0), canned.Info(i+1, "BC-SYT", "Báo cáo", "Báo cáo", "Sở Y tế", canned.Nov(20)), canned.PlanFile))
	}
	b := start(w, canned.AtOnce())
	assert.Contains(t, b.state.Counted, "200")
	b.More()
	assert.Equal(t, "200 văn bản", b.state.Counted, "there is no more")
	b.More()
	assert.Len(t, b.state.Rows, 200)
}

func TestLanguageAndRoom(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Speak(i18n.English)
	assert.Equal(t, "Incoming", b.state.Title)
	assert.Equal(t, "Register (Enter)", b.state.Decision.Main.Label)
	assert.Equal(t, "Signatures", b.pane.Signatures.Heading)
	b.Wide(true)
	assert.True(t, b.state.Wide)
	assert.Contains(t, b.state.Widen, "F4")
	b.Select(99)
	b.Select(-1)
	assert.Equal(t, 0, b.state.Selected)
}

func TestEmptyListDecidesNothing(t *testing.T) {
	b := start(canned.Empty(), canned.AtOnce())
	b.Main()
	b.AskReason()
	b.Refuse()
	b.Insist()
	b.More()
	assert.False(t, b.state.Decision.Shown)
	assert.Zero(t, b.world.Did)
}

package shell_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

type bench struct {
	*shell.Frame
	world   *canned.World
	state   shell.State
	shown   []string
	changed int
	tokens  int
	connect int
	spoken  i18n.Language
}

func start(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	b.Frame = shell.New(w.Env(threads), shell.Hooks{
		Show:    func(s string) { b.shown = append(b.shown, s) },
		Changed: func() { b.changed++ },
		Tokens:  func() { b.tokens++ },
		Connect: func() { b.connect++ },
		Speak:   func(l i18n.Language) { b.spoken = l },
	}, func(s shell.State) { b.state = s })
	b.Start()
	return b
}

func (b *bench) part(id string) desk.Mark {
	for _, p := range b.state.Status {
		if p.ID == id {
			return p.Mark
		}
	}
	return desk.Mark{}
}

func TestFrameTellsWhoWhereAndHowMany(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	assert.Equal(t, "Văn Thư – Sở Thông tin và Truyền thông tỉnh Mẫu", b.state.Window)
	assert.Equal(t, []string{shell.Incoming}, b.shown)
	assert.Equal(t, "4", b.state.Items[0].Count)
	assert.True(t, b.state.Items[0].Chosen)
	assert.Equal(t, "Ctrl+2", b.state.Items[1].Key)
	assert.Equal(t, desk.Mark{Level: desk.Good, Word: "Token: GCA-01"}, b.part(shell.TokenPart))
	assert.Equal(t, desk.Mark{Level: desk.Good, Word: "Trực tuyến"}, b.part(shell.NetworkPart))
	assert.Equal(t, "Đã đồng bộ 08:10", b.part(shell.SyncPart).Word)
	b.Show(shell.Outgoing)
	assert.True(t, b.state.Items[1].Chosen)
	b.Show("nowhere")
	assert.Equal(t, []string{shell.Incoming, shell.Outgoing}, b.shown)
}

func TestLanguageSwitchesAtOnce(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	assert.Equal(t, "English", b.state.Language.Label)
	b.Speak(i18n.English)
	assert.Equal(t, i18n.English, b.spoken)
	assert.Equal(t, "Incoming", b.state.Items[0].Label)
	assert.Equal(t, "Tiếng Việt", b.state.Language.Label)
}

func TestExchangeIsFollowed(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	w.Tell(desk.SyncEvent{Phase: desk.SyncRunning, Done: 3, Total: 9})
	assert.Equal(t, "Đang đồng bộ 3/9", b.part(shell.SyncPart).Word)
	w.Tell(desk.SyncEvent{Phase: desk.SyncRunning})
	assert.Equal(t, "Đang đồng bộ…", b.part(shell.SyncPart).Word)
	w.Tell(desk.SyncEvent{Phase: desk.SyncIdle, At: canned.Now, Changed: true})
	assert.Equal(t, 1, b.changed)
	w.Tell(desk.SyncEvent{Phase: desk.SyncOffline, Err: fault.New("remote.offline", nil, nil)})
	assert.Equal(t, desk.Mark{Level: desk.Warn, Word: "Ngoại tuyến"}, b.part(shell.NetworkPart))
	assert.False(t, b.state.Banner.Shown(), "working offline is not an error")
	assert.Equal(t, "Chưa đồng bộ", b.part(shell.SyncPart).Word)
	w.Tell(desk.SyncEvent{Phase: desk.SyncFailed, Err: fault.New("remote.tls", nil, nil)})
	assert.Equal(t, desk.Bad, b.part(shell.NetworkPart).Level)
	assert.Equal(t, "Đồng bộ ngay (F5)", b.state.Banner.Action)
	before := w.Synced
	b.BannerAction()
	assert.Equal(t, before+1, w.Synced)
	b.Stop()
	assert.Nil(t, w.Tell)
	assert.Nil(t, w.Plug)
}

func TestWhatIsDoneWhileSyncingIsPushedAfterwards(t *testing.T) {
	later := &canned.Later{}
	w := canned.Full()
	b := start(w, later.Threads())
	later.Run()
	b.Did()
	b.Did()
	b.Did()
	later.Run()
	assert.Equal(t, 2, w.Synced, "one that ran, and one for all that came meanwhile")
}

func TestTokensAreWatched(t *testing.T) {
	w := canned.Full()
	b := start(w, canned.AtOnce())
	w.Plugged[0].Tries = desk.TriesFew
	w.Plug()
	assert.Equal(t, 1, b.tokens)
	assert.Equal(t, desk.Warn, b.part(shell.TokenPart).Level)
	w.Plugged = append(w.Plugged, desk.Token{ID: "t2", Label: "Khác", Tries: desk.TriesLocked})
	w.Plug()
	assert.Equal(t, desk.Mark{Level: desk.Bad, Word: "2 token"}, b.part(shell.TokenPart))
	w.Plugged = nil
	w.Plug()
	assert.Equal(t, "Chưa cắm token", b.part(shell.TokenPart).Word)
	w.TokenErr = fault.New("token.module_missing", fault.Args{"path": "/x.so"}, nil)
	w.Plug()
	assert.Equal(t, desk.Bad, b.part(shell.TokenPart).Level)
	b.Explain(shell.TokenPart)
	assert.Contains(t, b.state.Detail.Note, "/x.so")
}

func TestPartsExplainThemselves(t *testing.T) {
	w := canned.Full()
	w.Plugged[0].Certificates[0].Unfit = fault.New("token.certificate_no_key", fault.Args{"subject": "A"}, nil)
	b := start(w, canned.AtOnce())
	b.Explain(shell.TokenPart)
	require.Len(t, b.state.Detail.Facts, 3)
	assert.Equal(t, desk.Bad, b.state.Detail.Facts[1].Level)
	assert.Contains(t, b.state.Detail.Facts[2].Value, "01/09/2027")
	w.Plugged = nil
	b.DetailAction()
	assert.Contains(t, b.state.Detail.Note, "Cắm token")
	b.Explain(shell.NetworkPart)
	assert.Equal(t, "23/11/2026 08:10", b.state.Detail.Facts[1].Value)
	w.Tell(desk.SyncEvent{Phase: desk.SyncOffline, Err: fault.New("remote.offline", nil, nil)})
	assert.Contains(t, b.state.Detail.Note, "không liên lạc được")
	b.Explain(shell.SyncPart)
	assert.Equal(t, "Mọi việc đã gửi lên máy chủ.", b.state.Detail.Note)
	b.DetailAction()
	assert.False(t, b.state.Detail.Open)
	b.Explain(shell.SyncPart)
	b.CloseDetail()
	assert.False(t, b.state.Detail.Open)
}

func TestWhatWaitsIsListed(t *testing.T) {
	w := canned.Full()
	w.Unsent = []desk.Pending{
		{ID: "1", At: canned.Now, What: desk.PendingAccept, Title: "12/UBND-VX"},
		{ID: "2", At: canned.Now, What: desk.PendingDispatch, Title: "88/TB-STTTT"},
	}
	b := start(w, canned.AtOnce())
	assert.Equal(t, desk.Mark{Level: desk.Warn, Word: "2 việc chờ gửi"}, b.part(shell.SyncPart))
	w.Unsent[1].Refuse = fault.New("api.stage", nil, nil)
	b.Count()
	assert.Equal(t, desk.Mark{Level: desk.Bad, Word: "1 việc không gửi được"}, b.part(shell.SyncPart))
	b.Explain(shell.SyncPart)
	assert.Equal(t, "Vào sổ 12/UBND-VX", b.state.Detail.Facts[0].Label)
	assert.Equal(t, desk.Bad, b.state.Detail.Facts[1].Level)
}

func TestUnconnectedMachineIsInvited(t *testing.T) {
	w := &canned.World{}
	b := start(w, canned.AtOnce())
	assert.Equal(t, desk.Warn, b.state.Banner.Level)
	assert.Equal(t, "Chưa kết nối", b.part(shell.NetworkPart).Word)
	b.BannerAction()
	assert.Equal(t, 1, b.connect)
	clerk := canned.Clerk()
	w.Who = &clerk
	b.Connected()
	assert.False(t, b.state.Banner.Shown())
	assert.Equal(t, "Lê Thị Mẫu", b.state.User)
}

func TestManyAreCountedUpTo999(t *testing.T) {
	w := canned.Full()
	one := w.In[0]
	w.In = nil
	for range 1000 {
		w.In = append(w.In, one)
	}
	b := start(w, canned.AtOnce())
	assert.Equal(t, "999+", b.state.Items[0].Count)
	w.In, w.Out = nil, []office.Document{}
	b.Count()
	assert.Empty(t, b.state.Items[0].Count)
	w.StoreErr = fault.New("inbox.disk_full", nil, nil)
	w.In = []office.Arrival{one}
	b.Count()
	assert.Empty(t, b.state.Items[0].Count, "what cannot be counted stays as it was")
}

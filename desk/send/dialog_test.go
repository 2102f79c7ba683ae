package send_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/send"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

type bench struct {
	*send.Dialog
	world *canned.World
	state send.State
	done  []office.DocumentID
}

func open(w *canned.World, document int, threads desk.Threads) *bench {
	b := &bench{world: w}
	b.Dialog = send.New(w.Env(threads), func(id office.DocumentID) { b.done = append(b.done, id) }, func(s send.State) { b.state = s })
	b.Open(w.Out[document], w.Delivered[w.Out[document].ID])
	return b
}

func TestRecipientsAreChosenAndSentTo(t *testing.T) {
	b := open(canned.Full(), 3, canned.AtOnce())
	require.Len(t, b.state.Rows, 13, "all but the sender")
	assert.Equal(t, "Chọn ít nhất một nơi nhận", b.state.Send.Why)
	b.Send()
	assert.True(t, b.state.Open)
	b.Filter("so noi vu")
	require.Len(t, b.state.Rows, 1)
	b.Check(b.state.Rows[0].Code, true)
	b.Filter("dien bien")
	b.All()
	b.Filter("")
	assert.Equal(t, []string{"Sở Nội vụ tỉnh Mẫu", "Ủy ban nhân dân phường Điện Biên Mẫu"}, b.state.Chosen)
	assert.Equal(t, "Đã chọn 2 trong 13 cơ quan", b.state.Counted)
	assert.Equal(t, "Gửi cho 2 nơi (Ctrl+Enter)", b.state.Send.Label)
	b.Send()
	assert.False(t, b.state.Open)
	assert.Equal(t, []office.DocumentID{"d4"}, b.done)
	assert.Len(t, b.world.Delivered["d4"], 2)
	assert.Equal(t, 1, b.world.Did)
}

func TestWhoHasItIsNotSentToAgain(t *testing.T) {
	b := open(canned.Full(), 4, canned.AtOnce())
	b.Check("H37.05", true)
	assert.Empty(t, b.state.Chosen)
	b.All()
	assert.Len(t, b.state.Chosen, 9, "thirteen without the four that have it")
	b.Check("H37.03", false)
	assert.Len(t, b.state.Chosen, 8)
	b.None()
	assert.Empty(t, b.state.Chosen)
	for _, r := range b.state.Rows {
		assert.Equal(t, r.Code == "H37.01" || r.Code == "H37.05" || r.Code == "H37.11.04" || r.Code == "H37.11.09", r.Sent != "", r.Name)
	}
}

func TestSecretDocumentGoesNowhere(t *testing.T) {
	w := canned.Full()
	w.Out[3].Info.Secrecy = office.Secret
	b := open(w, 3, canned.AtOnce())
	b.Check("H37.03", true)
	assert.Contains(t, b.state.Send.Why, "mật")
	b.Send()
	assert.Empty(t, w.Delivered["d4"])
}

func TestStates(t *testing.T) {
	w := canned.Full()
	b := open(w, 3, canned.AtOnce())
	b.Filter("zzz")
	assert.Contains(t, b.state.Empty, "zzz")
	b.Filter("")
	b.Check("H37.03", true)
	w.ActErr = fault.New("office.recipients", fault.Args{"value": ""}, nil)
	b.Speak(i18n.English)
	assert.Equal(t, "Send, recipients: 1 (Ctrl+Enter)", b.state.Send.Label)
	b.Send()
	assert.True(t, b.state.Open)
	assert.True(t, b.state.Banner.Shown())
	b.Close()
	assert.False(t, b.state.Open)

	w.StoreErr, w.Offices = fault.New("inbox.disk_full", nil, nil), nil
	b = open(w, 3, canned.AtOnce())
	assert.True(t, b.state.Banner.Shown())
	w.StoreErr = nil
	b.Reload()
	assert.Contains(t, b.state.Empty, "F5")

	later := &canned.Later{}
	b = open(canned.Full(), 3, later.Threads())
	assert.NotEmpty(t, b.state.Busy)
	later.Run()
	b.Check("H37.03", true)
	b.Send()
	b.Close()
	assert.True(t, b.state.Open, "not while it is being written")
	assert.False(t, b.state.Send.Enabled)
	later.Run()
	assert.False(t, b.state.Open)
}

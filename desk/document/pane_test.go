package document_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

type bench struct {
	*document.Pane
	world *canned.World
	state document.State
}

func start(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	env := w.Env(threads)
	b.Pane = document.New(env, desk.NewChecks(env.Ports), func(s document.State) { b.state = s })
	return b
}

func plan() document.Content {
	a := canned.Full().In[0]
	return document.Content{Key: "a1", Heading: "153/KH-UBND", Subject: a.Info.Subject, Files: a.Files, Events: a.Events}
}

func TestPagesAndSignaturesAreShown(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Show(plan())
	require.Len(t, b.state.Pages, 4)
	assert.Equal(t, "4 trang", b.state.Counted)
	assert.Equal(t, "Trang 2/4", b.state.Pages[1].Number)
	assert.Nil(t, b.state.Pages[0].Image, "nothing is drawn before it is seen")
	assert.Equal(t, "Hợp lệ · 2 chữ ký", b.state.Signatures.Overall.Word)
	assert.Equal(t, "Cơ quan", b.state.Signatures.Rows[1].Kind)
	assert.Equal(t, "20/11/2026 16:20", b.state.Signatures.Rows[0].When)
	assert.True(t, b.state.Files.Rows[0].Chosen)
	assert.Equal(t, "Kèm theo · 88 kB", b.state.Files.Rows[1].Detail)
	assert.Equal(t, "Đã đến", b.state.History.Rows[0].Mark.Word)
}

func TestOnlySeenPagesAreDrawnAndFarOnesLetGo(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Show(plan())
	b.See(0, 0, 90)
	assert.NotNil(t, b.state.Pages[0].Image)
	assert.NotNil(t, b.state.Pages[1].Image, "the next one is drawn ahead")
	assert.Nil(t, b.state.Pages[2].Image)
	b.See(3, 9, 90)
	assert.NotNil(t, b.state.Pages[3].Image)
	assert.Nil(t, b.state.Pages[0].Image)
	b.See(3, 3, 120)
	assert.Equal(t, 120, b.state.Pages[3].Image.Bounds().Dx(), "another width is drawn anew")
	b.See(0, 0, 0)
}

func TestTheSameDocumentKeepsItsPages(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Show(plan())
	b.See(0, 0, 90)
	again := plan()
	again.Events = append(again.Events, office.StatusEvent{ID: "2", Status: office.StatusAccepted, At: canned.Now, ArrivalNumber: 413})
	b.Show(again)
	assert.NotNil(t, b.state.Pages[0].Image)
	assert.Equal(t, "Số đến 413", b.state.History.Rows[0].Text)
}

func TestAttachmentIsChosen(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	c := plan()
	c.Files[1].Name, c.Files[1].MediaType = "bang.xlsx", "application/vnd.ms-excel"
	b.Show(c)
	b.Choose(c.Files[1].SHA256)
	assert.Empty(t, b.state.Pages)
	assert.Contains(t, b.state.Loading, "không phải PDF")
	file, ok := b.ChosenFile()
	assert.True(t, ok)
	assert.Equal(t, "bang.xlsx", file.Name)
	b.Export("/tmp/bang.xlsx")
	assert.Equal(t, "/tmp/bang.xlsx", b.world.Exported)
}

func TestAbsentFileIsExplainedAndTriedAgain(t *testing.T) {
	w := canned.Full()
	w.FileErr = fault.New("inbox.file_absent", nil, nil)
	b := start(w, canned.AtOnce())
	b.Show(plan())
	assert.Equal(t, "Tệp chưa được tải về", b.state.Banner.Heading)
	assert.Equal(t, desk.Warn, b.state.Signatures.Overall.Level, "not checked is not the same as not valid")
	w.FileErr = nil
	b.Retry()
	assert.False(t, b.state.Banner.Shown())
	assert.Len(t, b.state.Pages, 4)
}

func TestReasonsAreTold(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	a := canned.Full().In[2]
	b.Show(document.Content{Key: "a3", Files: a.Files})
	assert.Equal(t, desk.Bad, b.state.Signatures.Overall.Level)
	assert.Contains(t, b.state.Signatures.Rows[0].Why, "không còn khớp")
	w := canned.Full()
	w.VerifyErr = errors.New("reader failed")
	b = start(w, canned.AtOnce())
	b.Show(plan())
	assert.Equal(t, desk.Warn, b.state.Signatures.Overall.Level)
}

// What proves a signature is told, and what is still to come as long as the
// document has not left; a time stamp counts as nobody's signature.
func TestLevelsAreTold(t *testing.T) {
	w := canned.Full()
	c := plan()
	w.Reports[c.Files[0].SHA256] = desk.Report{Overall: desk.Valid, Signatures: []desk.Signature{
		{Verdict: desk.Valid, Signer: "Nguyễn Thị Hường", Level: "B-T"},
		{Verdict: desk.Valid, Signer: "UBND", Agency: true, Level: "B-B", Wanted: "B-T"},
		{Verdict: desk.Valid, Signer: "TSA", TimeStamp: true},
	}}
	b := start(w, canned.AtOnce())
	c.Unsent = true
	b.Show(c)
	rows := b.state.Signatures.Rows
	assert.Equal(t, "Hợp lệ · 2 chữ ký", b.state.Signatures.Overall.Word)
	assert.Equal(t, "Có dấu thời gian", rows[0].Level)
	assert.Equal(t, "Chưa có dấu thời gian · sẽ nâng lên B-T khi máy chủ trả lời, trước khi gửi đi", rows[1].Level)
	assert.Equal(t, []string{"Dấu thời gian", ""}, []string{rows[2].Kind, rows[2].Level})
	c.Unsent = false
	b.Show(c)
	assert.Equal(t, "Chưa có dấu thời gian", b.state.Signatures.Rows[1].Level)
}

func TestNoDocumentAndNoFile(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Clear()
	assert.NotEmpty(t, b.state.Empty)
	_, ok := b.ChosenFile()
	assert.False(t, ok)
	b.Export("/tmp/x")
	assert.Empty(t, b.world.Exported)
	b.Show(document.Content{Key: "x"})
	assert.Equal(t, "Văn bản chưa có tệp", b.state.Banner.Heading)
	b.Show(document.Content{Key: "y", Files: []office.File{{Name: "a.pdf", SHA256: "aa", Role: office.Attachment}}})
	assert.Len(t, b.state.Pages, 4, "without a main file the first one is shown")
}

func TestZoomGoesInSteps(t *testing.T) {
	b := start(canned.Full(), canned.AtOnce())
	b.Show(plan())
	b.ZoomIn()
	assert.Equal(t, "125 %", b.state.Zoom.Label)
	for range 9 {
		b.ZoomIn()
	}
	assert.Equal(t, 300, b.state.Zoom.Percent)
	assert.False(t, b.state.Zoom.In.Enabled)
	for range 9 {
		b.ZoomOut()
	}
	assert.Equal(t, 50, b.state.Zoom.Percent)
	assert.False(t, b.state.Zoom.Out.Enabled)
	b.ZoomFit()
	assert.Equal(t, 100, b.state.Zoom.Percent)
}

func TestAnswersForAnotherDocumentAreDropped(t *testing.T) {
	later := &canned.Later{}
	b := start(canned.Full(), later.Threads())
	b.Show(plan())
	assert.Equal(t, "Đang mở tệp…", b.state.Loading)
	assert.Equal(t, desk.Busy, b.state.Signatures.Overall.Level)
	b.Show(document.Content{Key: "a3", Heading: "88/BC-PNV", Files: canned.Full().In[2].Files})
	later.Backwards()
	later.Run()
	assert.Equal(t, desk.Bad, b.state.Signatures.Overall.Level)
	b.Speak(i18n.English)
	assert.Equal(t, "Pages: 4", b.state.Counted)
}

package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/ui/shell"
	"github.com/vanthu/vanthu/ui/uitest"
	"github.com/vanthu/vanthu/ui/widgets"
)

// desktop is the whole window in a canned world.
type desktop struct {
	t      *testing.T
	window fyne.Window
	world  *canned.World
	shell  *shell.Shell
}

func start(t *testing.T, w *canned.World) *desktop {
	window := uitest.Window(t)
	d := &desktop{t, window, w, shell.New(window, w.Env(canned.AtOnce()))}
	d.shell.Start()
	t.Cleanup(d.shell.Stop)
	return d
}

func (d *desktop) sees(words ...string) {
	d.t.Helper()
	for _, w := range words {
		assert.Contains(d.t, uitest.Texts(d.window), w)
	}
}

func (d *desktop) tap(words string)      { d.t.Helper(); uitest.Tap(d.t, d.window, words) }
func (d *desktop) key(name fyne.KeyName) { uitest.Key(d.window, name) }
func (d *desktop) ctrl(name fyne.KeyName) {
	uitest.Key(d.window, name, fyne.KeyModifierControl)
}
func (d *desktop) typing(text string) { d.t.Helper(); uitest.Type(d.t, d.window, text) }

func TestClerkRegistersByKeyboard(t *testing.T) {
	d := start(t, canned.Full())
	d.key(fyne.KeyReturn)
	d.sees("413", "Văn bản tiếp theo (Enter)")
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyReturn)
	d.sees("414")
	assert.Equal(t, 414, d.world.In[1].Number)
}

func TestArrowsMoveTheChoice(t *testing.T) {
	d := start(t, canned.Full())
	d.key(fyne.KeyDown)
	d.key(fyne.KeyDown)
	d.sees("Báo cáo tháng 10 năm 2026")
	d.key(fyne.KeyEnd)
	d.key(fyne.KeyUp)
	d.key(fyne.KeyHome)
	d.key(fyne.KeyPageDown)
	d.key(fyne.KeyReturn)
	assert.Equal(t, 413, d.world.In[3].Number, "the last of four was chosen")
}

func TestSearchTakesVietnameseAndDoesNotRegister(t *testing.T) {
	d := start(t, canned.Full())
	d.ctrl(fyne.KeyF)
	d.typing("cải cách")
	assert.NotContains(t, uitest.Texts(d.window), "153/KH-UBND")
	d.key(fyne.KeyReturn)
	assert.Zero(t, d.world.In[1].Number, "Enter in the search goes to the list")
	d.key(fyne.KeyReturn)
	assert.Equal(t, 413, d.world.In[1].Number)
}

func TestClerkRefusesWithAReason(t *testing.T) {
	d := start(t, canned.Full())
	d.tap("Từ chối…")
	d.sees("Từ chối tiếp nhận 153/KH-UBND", "Ghi lý do ít nhất 10 ký tự")
	d.typing("Gửi nhầm")
	d.ctrl(fyne.KeyReturn)
	d.sees("8 ký tự (ít nhất 10)")
	d.typing(" cơ quan")
	d.ctrl(fyne.KeyReturn)
	assert.Equal(t, office.StatusRefused, d.world.In[0].Status())
	assert.Equal(t, "Gửi nhầm cơ quan", d.world.In[0].Events[1].Text)
	d.sees("Từ chối tiếp nhận")
	d.key(fyne.KeyDown)
	d.tap("Từ chối…")
	d.key(fyne.KeyEscape)
	assert.Nil(t, d.window.Canvas().Overlays().Top())
}

func TestDoubtIsNotDecidedByEnter(t *testing.T) {
	d := start(t, canned.Full())
	d.tap("88/BC-PNV")
	d.key(fyne.KeyReturn)
	d.sees("Chữ ký không hợp lệ")
	d.key(fyne.KeyReturn)
	assert.Zero(t, d.world.In[2].Number)
	d.tap("Hủy")
	d.tap("Vào sổ (Enter)")
	d.tap("Vẫn vào sổ")
	assert.Equal(t, 413, d.world.In[2].Number)
}

func TestFiltersYearsAndAssignment(t *testing.T) {
	d := start(t, canned.Full())
	d.tap("Chưa vào sổ")
	d.sees("10 văn bản")
	for _, o := range uitest.Seen(d.window) {
		if s, ok := o.(*widgets.Select); ok {
			s.SetSelected("Năm 2024")
			break
		}
	}
	d.sees("Chưa có văn bản đến.")
	d.tap("Chưa vào sổ")
	d.sees("Mọi văn bản đến đã được xử lý.")
}

func TestAssignmentIsTyped(t *testing.T) {
	d := start(t, canned.Full())
	for _, o := range uitest.Seen(d.window) {
		if e, ok := o.(*widgets.Entry); ok && e.PlaceHolder == "" {
			d.window.Canvas().Focus(e)
		}
	}
	d.typing("Phòng Công nghệ thông tin")
	d.key(fyne.KeyReturn)
	assert.Equal(t, "Phòng Công nghệ thông tin", d.world.In[0].AssignedTo)
}

func TestDocumentTakesTheScreenAndZooms(t *testing.T) {
	d := start(t, canned.Full())
	d.sees("4 trang", "100 %")
	d.key(fyne.KeyF4)
	d.sees("Trở lại danh sách (F4)")
	assert.NotContains(t, uitest.Texts(d.window), "Trích yếu")
	d.shell.InPane.ZoomIn()
	d.sees("125 %")
	d.tap("Trở lại danh sách (F4)")
	d.sees("Trích yếu")
	d.tap("Phụ lục I – Danh mục nhiệm vụ, dự án.pdf")
	file, _ := d.shell.InPane.ChosenFile()
	assert.Equal(t, office.Attachment, file.Role)
	d.tap("Lưu tệp…")
	d.sees("Lưu Tệp")
}

func TestFileIsDroppedAndPicked(t *testing.T) {
	d := start(t, canned.Full())
	d.ctrl(fyne.Key2)
	d.key(fyne.KeyF4)
	d.sees("Trở lại danh sách (F4)")
	d.key(fyne.KeyF4)
	d.ctrl(fyne.KeyN)
	d.tap("Chọn tệp PDF…")
	d.sees("(Thư mục trên)")
}

func TestLeaderSigns(t *testing.T) {
	w := canned.Full()
	leader := canned.Leader()
	w.Who = &leader
	d := start(t, w)
	d.ctrl(fyne.Key2)
	d.tap("Ký… (Enter)")
	d.sees("Chứng thư", "12/03/2028", "Nhập mã PIN để ký")
	w.SignErr = fault.New("token.pin_incorrect", fault.Args{"label": "GCA-01"}, nil)
	d.typing("000000")
	d.ctrl(fyne.KeyReturn)
	d.sees("Mã PIN chưa đúng")
	assert.Empty(t, uitest.Password(t, d.window).Text, "the entry is emptied")
	w.SignErr = nil
	d.window.Canvas().Focus(uitest.Password(t, d.window))
	d.typing("123456")
	d.tap("Ký (Ctrl+Enter)")
	assert.Equal(t, office.Signed, w.Out[0].Stage)
	assert.Equal(t, []byte("123456"), w.LastOrder.PIN)
	d.sees("Đã ký")
}

func TestSignatureIsPlacedByClick(t *testing.T) {
	w := canned.Full()
	leader := canned.Leader()
	w.Who = &leader
	d := start(t, w)
	d.ctrl(fyne.Key2)
	d.key(fyne.KeyReturn)
	var page *widgets.Placing
	for _, o := range uitest.Seen(d.window) {
		if p, ok := o.(*widgets.Placing); ok {
			page = p
		}
	}
	require.NotNil(t, page)
	test.TapAt(page, fyne.NewPos(page.Size().Width/2, page.Size().Height/2))
	d.sees("Bấm hoặc kéo để đặt chữ ký")
	d.typing("123456")
	d.key(fyne.KeyReturn)
	box := w.LastOrder.Place
	assert.InDelta(t, 105, box.X+box.Width/2, 0.5, "the middle of the page")
	assert.InDelta(t, 148.5, box.Y+box.Height/2, 0.5)
}

func TestClerkNumbersSealsAndSends(t *testing.T) {
	d := start(t, canned.Full())
	d.tap("Văn bản đi")
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.sees("Cấp số văn bản")
	d.ctrl(fyne.KeyReturn)
	d.sees("154/BC-STTTT")
	d.tap("88/TB-STTTT")
	d.key(fyne.KeyReturn)
	d.sees("Gửi văn bản: 88/TB-STTTT")
	d.typing("so noi vu")
	d.key(fyne.KeyReturn)
	d.sees("Đã chọn 1 trong 13 cơ quan")
	d.tap("Sở Y tế tỉnh Mẫu")
	d.ctrl(fyne.KeyReturn)
	require.Len(t, d.world.Delivered["d4"], 2)
	assert.Equal(t, office.AgencyCode("H37.05"), d.world.Delivered["d4"][0].Recipient)
	d.sees("Đã phát hành")
}

func TestDraftIsTakenFromAFile(t *testing.T) {
	d := start(t, canned.Full())
	d.shell.Take("/home/153-KH-UBND.pdf")
	d.sees("Văn bản đi mới", "153-KH-UBND.pdf · 293 kB")
	subject := uitest.Entry(t, d.window, "Nội dung tóm tắt của văn bản")
	assert.Contains(t, subject.Text, "Ứng dụng công nghệ thông tin")
	subject.SetText("Trích yếu khác")
	d.ctrl(fyne.KeyReturn)
	assert.Equal(t, "Trích yếu khác", d.world.Out[0].Info.Subject)
	d.ctrl(fyne.KeyN)
	d.sees("Chọn tệp PDF…")
	d.key(fyne.KeyEscape)
	assert.Nil(t, d.window.Canvas().Overlays().Top())
}

func TestMachineIsConnected(t *testing.T) {
	d := start(t, &canned.World{})
	d.tap("Kết nối…")
	for _, text := range []string{"https://vt.mau.gov.vn", "", "vanthu", "mật khẩu", "Máy 1"} {
		d.typing(text)
		d.window.Canvas().FocusNext()
	}
	d.tap("Kết nối (Ctrl+Enter)")
	require.NotNil(t, d.world.Who)
	d.sees("Sở Thông tin và Truyền thông tỉnh Mẫu", "Lê Thị Mẫu")
	assert.Contains(t, d.window.Title(), "Sở Thông tin")
}

func TestLevelIsSet(t *testing.T) {
	w := canned.Full()
	w.Rise = desk.LevelSettings{Level: "T", Server: "http://tsa.mau.gov.vn", Proxy: "http://p:1"}
	d := start(t, w)
	d.tap("Mức chữ ký…")
	d.sees("Mức chữ ký trên máy này")
	choice, ok := d.window.Canvas().Focused().(*widgets.Select)
	require.True(t, ok)
	assert.Equal(t, "B-T: thêm dấu thời gian", choice.Selected)
	server := uitest.Entry(t, d.window, "http://…/tsa")
	assert.Equal(t, "http://tsa.mau.gov.vn", server.Text)
	server.SetText("")
	d.sees("Địa chỉ bắt đầu bằng http:// hoặc https://")
	d.ctrl(fyne.KeyReturn)
	assert.Equal(t, "http://tsa.mau.gov.vn", w.Rise.Server)
	server.SetText("https://tsa.mau.gov.vn/tsa")
	choice.SetSelectedIndex(2)
	d.ctrl(fyne.KeyReturn)
	assert.Equal(t, desk.LevelSettings{Level: "LT", Server: "https://tsa.mau.gov.vn/tsa", Proxy: "http://p:1"}, w.Rise)
	d.ctrl(fyne.KeyM)
	assert.Equal(t, "B-LT: thêm bằng chứng trạng thái chứng thư số", choice.Selected)
	d.key(fyne.KeyEscape)
	assert.Nil(t, d.window.Canvas().Overlays().Top())
}

func TestStatusExplainsAndF5Exchanges(t *testing.T) {
	d := start(t, canned.Full())
	d.tap("Token: GCA-01")
	d.sees("Thiết bị ký", "Đóng")
	d.key(fyne.KeyReturn)
	assert.Nil(t, d.window.Canvas().Overlays().Top())
	assert.Zero(t, d.world.In[0].Number, "the dialog had the keyboard")
	before := d.world.Synced
	d.key(fyne.KeyF5)
	d.ctrl(fyne.KeyR)
	assert.Equal(t, before+2, d.world.Synced)
	d.world.Tell(desk.SyncEvent{Phase: desk.SyncFailed, Err: fault.New("remote.tls", nil, nil)})
	d.tap("Đồng bộ ngay (F5)")
	assert.Equal(t, before+3, d.world.Synced)
	d.tap("English")
	d.sees("Incoming", "Register (Enter)")
	d.ctrl(fyne.KeyL)
	d.sees("Văn bản đến")
}

func TestNewArrivalsAreShownWhenAskedFor(t *testing.T) {
	d := start(t, canned.Full())
	fresh := canned.Arrived("n1", canned.At(23, 8, 11), canned.Info(19, "CĐ-UBND", "Công điện", "Ứng phó mưa lũ", "Ủy ban nhân dân tỉnh Mẫu", canned.Nov(23)), canned.PlanFile)
	d.world.In = append([]office.Arrival{fresh}, d.world.In...)
	d.world.Tell(desk.SyncEvent{Phase: desk.SyncIdle, At: canned.Now, Changed: true})
	assert.NotContains(t, uitest.Texts(d.window), "19/CĐ-UBND")
	d.tap("1 văn bản mới")
	d.sees("19/CĐ-UBND")
}

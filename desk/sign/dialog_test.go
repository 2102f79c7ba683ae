package sign_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/sign"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

type bench struct {
	*sign.Dialog
	world *canned.World
	state sign.State
	done  []office.DocumentID
}

func start(w *canned.World, threads desk.Threads) *bench {
	b := &bench{world: w}
	env := w.Env(threads)
	b.Dialog = sign.New(env, desk.NewChecks(env.Ports), func(id office.DocumentID) { b.done = append(b.done, id) }, func(s sign.State) { b.state = s })
	return b
}

func open(w *canned.World, document int, role desk.SignRole) *bench {
	b := start(w, canned.AtOnce())
	b.Open(w.Out[document], role)
	return b
}

func TestWhatWillBeSignedIsShown(t *testing.T) {
	b := open(canned.Full(), 0, desk.PersonSignature)
	require.True(t, b.state.Open)
	assert.Equal(t, "Ký văn bản: Ban hành Quy chế công tác văn thư của Sở", b.state.Heading)
	assert.Equal(t, "4 trang · 293 kB", b.state.What[1].Value)
	assert.Equal(t, "Không có chữ ký số", b.state.What[2].Value)
	assert.Regexp(t, `^[0-9a-f]{8}…[0-9a-f]{4}$`, b.state.What[3].Value)
	assert.Equal(t, "GCA-01 (5a21f0c4)", b.state.Tokens[0].Label)
	assert.Equal(t, "c1", b.state.Certificate)
	assert.Equal(t, "12/03/2028", b.state.CertificateFacts[1].Value)
	assert.Equal(t, "Nhập mã PIN để ký", b.state.Sign.Why)
	b.See(90)
	assert.Equal(t, 90, b.state.Sheet.Image.Bounds().Dx())
	b.See(90)
	b.See(0)
}

func TestPlaceComesFromTheDocument(t *testing.T) {
	b := open(canned.Full(), 0, desk.PersonSignature)
	assert.Equal(t, 4, b.state.Sheet.Box.Page)
	assert.InDelta(t, 128.5, b.state.Sheet.Box.X, 0.2)
	assert.InDelta(t, 113.9, b.state.Sheet.Box.Y, 0.2)
	person := b.state.Sheet.Box
	b.Role("agency")
	seal := b.state.Sheet.Box
	assert.InDelta(t, person.X+person.Width/3, seal.X+seal.Width, 0.2, "the seal covers the left third")
	b.MoveTo(0, 0)
	assert.Equal(t, 0.0, b.state.Sheet.Box.X, "the box stays on the page")
	b.MoveTo(105, 100)
	assert.Equal(t, 87.0, b.state.Sheet.Box.X)
	b.Turn(-1)
	assert.Equal(t, 3, b.state.Sheet.Page)
	b.Turn(-1)
	b.Turn(-1)
	b.Turn(-1)
	assert.Equal(t, 1, b.state.Sheet.Page)
	assert.False(t, b.state.Sheet.Back.Enabled)
}

func TestWithoutAPlaceTheLastPageIsProposed(t *testing.T) {
	w := canned.Full()
	env := w.Env(canned.AtOnce())
	env.Reader = noText{w}
	b := &bench{world: w}
	b.Dialog = sign.New(env, desk.NewChecks(env.Ports), func(office.DocumentID) {}, func(s sign.State) { b.state = s })
	b.Open(w.Out[0], desk.PersonSignature)
	assert.Equal(t, desk.Place{Page: 4, X: 122, Y: 202, Width: 50, Height: 22}, b.state.Sheet.Box)
	assert.Equal(t, "Bấm hoặc kéo để đặt chữ ký", b.state.Sheet.Hint)
}

func TestSigningReplacesTheFileAndMovesOn(t *testing.T) {
	w := canned.Full()
	b := open(w, 0, desk.PersonSignature)
	pin := []byte("123456")
	b.Typed(len(pin))
	require.True(t, b.state.Sign.Enabled)
	b.Sign(pin)
	assert.Equal(t, make([]byte, 6), pin, "the PIN is wiped")
	assert.Equal(t, []byte("123456"), w.LastOrder.PIN)
	assert.Equal(t, "c1", w.LastOrder.Certificate)
	assert.Equal(t, 4, w.LastOrder.Place.Page)
	assert.False(t, b.state.Open)
	assert.Equal(t, []office.DocumentID{"d1"}, b.done)
	signed := w.Out[0]
	assert.Equal(t, office.Signed, signed.Stage)
	assert.Len(t, signed.Earlier, 1)
	assert.NotEqual(t, signed.Earlier[0].SHA256, signed.Files[0].SHA256)
	assert.Equal(t, 1, w.Did)
}

func TestWrongPINKeepsTheDialogOpen(t *testing.T) {
	w := canned.Full()
	b := open(w, 0, desk.PersonSignature)
	w.SignErr = fault.New("token.pin_incorrect_final", fault.Args{"label": "GCA-01"}, nil)
	w.Plugged[0].Tries = desk.TriesLast
	pin := []byte("000000")
	b.Typed(6)
	b.Sign(pin)
	assert.Equal(t, make([]byte, 6), pin)
	assert.True(t, b.state.Open)
	assert.Equal(t, "", b.state.Banner.Action)
	assert.True(t, b.state.Banner.Shown())
	assert.Equal(t, desk.Bad, b.state.Tries.Level)
	assert.False(t, b.state.Sign.Enabled)
	assert.Equal(t, office.Draft, w.Out[0].Stage)
	assert.Zero(t, w.Did)
	again := []byte("1")
	b.Sign(again)
	assert.Equal(t, []byte{0}, again, "a PIN given in vain is wiped too")
}

func TestAgencySignsOnlyWhatMaySealed(t *testing.T) {
	w := canned.Full()
	b := open(w, 1, desk.AgencySignature)
	assert.Contains(t, b.state.Warning, "cấp số")
	b = open(w, 2, desk.AgencySignature)
	assert.Equal(t, "c2", b.state.Certificate, "the agency's certificate is proposed")
	assert.Equal(t, "Nhập mã PIN để ký", b.state.Sign.Why)
	w.Out[2].Files = []office.File{canned.File(canned.DraftFile, office.MainFile, 1)}
	b = open(w, 2, desk.AgencySignature)
	assert.Contains(t, b.state.Warning, "chữ ký cá nhân")
	unchecked := canned.File(canned.InviteFile, office.MainFile, 1)
	w.Out[2].Files = []office.File{unchecked}
	b = open(w, 2, desk.AgencySignature)
	b.Typed(6)
	assert.Equal(t, "Chưa kiểm tra được chữ ký cá nhân", b.state.Sign.Why)
	assert.Contains(t, b.state.Warning, "trust add")
	b.Sign([]byte("123456"))
	assert.Equal(t, office.Numbered, w.Out[2].Stage)
	w.Reports[unchecked.SHA256] = desk.Report{Overall: desk.Valid, Signatures: []desk.Signature{{Verdict: desk.Valid}}}
	b = open(w, 2, desk.AgencySignature)
	assert.Empty(t, b.state.Warning)
	b.Typed(6)
	b.Sign([]byte("123456"))
	assert.Equal(t, office.Sealed, w.Out[2].Stage)
	w.Out[0].Info.Secrecy = office.Secret
	assert.NotEmpty(t, open(w, 0, desk.PersonSignature).state.Sign.Why)
}

func TestPrintedMarkOfSecrecyIsNotSigned(t *testing.T) {
	w := canned.Full()
	w.Texts = map[string][]reading.Page{w.Out[0].Files[0].SHA256: canned.SecretPages()}
	b := open(w, 0, desk.PersonSignature)
	b.Typed(6)
	assert.Equal(t, "Văn bản có dấu độ mật", b.state.Sign.Why)
	assert.Contains(t, b.state.Warning, "TỐI MẬT")
	b.Sign([]byte("123456"))
	assert.Equal(t, office.Draft, w.Out[0].Stage)
}

func TestTokensComeAndGo(t *testing.T) {
	w := canned.Full()
	plugged := w.Plugged
	w.Plugged = nil
	b := open(w, 0, desk.PersonSignature)
	assert.Equal(t, "Chưa cắm token", b.state.NoToken.Word)
	assert.Equal(t, "Chưa cắm token", b.state.Sign.Why)
	second := desk.Token{ID: "t0", Label: "Khác", Certificates: []desk.Certificate{{ID: "x", Name: "Cũ", Unfit: fault.New("token.certificate_expired", fault.Args{"subject": "Cũ", "until": "01/01/2020"}, nil)}}}
	w.Plugged = append([]desk.Token{second}, plugged...)
	b.Tokens()
	assert.Equal(t, "t1", b.state.Token, "the one that is fit is proposed")
	b.Token("t0")
	assert.Equal(t, "x", b.state.Certificate)
	assert.Contains(t, b.state.Sign.Why, "hết hạn")
	b.Token("t0")
	b.Token("t1")
	b.Certificate("c2")
	assert.Equal(t, "c2", b.state.Certificate)
	w.Plugged = []desk.Token{{ID: "t9", Label: "Trống"}}
	b.Tokens()
	assert.Equal(t, "Token không có chứng thư ký", b.state.Sign.Why)
	w.Plugged = []desk.Token{{ID: "t9", Tries: desk.TriesLocked}}
	b.Tokens()
	assert.Equal(t, "Token đã khóa PIN", b.state.Sign.Why)
	w.TokenErr = fault.New("token.module_missing", fault.Args{"path": "/x.so"}, nil)
	b.Tokens()
	assert.True(t, b.state.Banner.Shown())
}

func TestUnreadableFileIsTriedAgain(t *testing.T) {
	w := canned.Full()
	w.FileErr = fault.New("inbox.file_absent", nil, nil)
	b := open(w, 0, desk.PersonSignature)
	assert.Equal(t, "Tệp chưa được tải về", b.state.Banner.Heading)
	assert.Equal(t, "Tệp chưa được tải về", b.state.Sign.Why)
	b.Turn(1)
	b.MoveTo(1, 1)
	w.FileErr = nil
	b.Retry()
	assert.False(t, b.state.Banner.Shown())
	w.VerifyErr = errors.New("x")
	assert.True(t, open(w, 2, desk.AgencySignature).state.Banner.Shown())
}

func TestNothingChangesWhileTheTokenSigns(t *testing.T) {
	later := &canned.Later{}
	w := canned.Full()
	b := start(w, later.Threads())
	b.Open(w.Out[0], desk.PersonSignature)
	assert.Equal(t, "Đang đọc văn bản…", b.state.Sign.Why)
	assert.Equal(t, desk.Busy, b.state.NoToken.Level)
	later.Run()
	b.Typed(6)
	b.Sign([]byte("123456"))
	assert.False(t, b.state.Stop.Enabled)
	box := b.state.Sheet.Box
	b.MoveTo(10, 10)
	b.Turn(-1)
	b.Close()
	assert.True(t, b.state.Open)
	assert.Equal(t, box, b.state.Sheet.Box)
	b.Sign([]byte("123456"))
	later.Run()
	assert.Len(t, b.done, 1)
}

func TestClosingAndLanguage(t *testing.T) {
	w := canned.Full()
	b := open(w, 0, desk.PersonSignature)
	b.Speak(i18n.English)
	assert.Equal(t, "PIN", b.state.PINLabel)
	b.Role("nobody")
	assert.Equal(t, "person", b.state.Role)
	b.Typed(1)
	b.Typed(2)
	b.Close()
	assert.False(t, b.state.Open)
	b.Tokens()
	b.Sign([]byte("1"))
	b.Open(office.Document{}, desk.PersonSignature)
	assert.False(t, b.state.Open, "nothing to sign")
}

func TestAnotherPrintedNameIsAWarning(t *testing.T) {
	w := canned.Full()
	b := open(w, 0, desk.PersonSignature)
	assert.Empty(t, b.state.Warning)
	w.Plugged[0].Certificates[0].Name = "Trần Văn Nghĩa"
	b.Tokens()
	assert.Contains(t, b.state.Warning, "Văn bản in tên Nguyễn Thị Hường dưới chỗ ký; chứng thư số là của Trần Văn Nghĩa.")
	b.Typed(6)
	assert.True(t, b.state.Sign.Enabled)
}

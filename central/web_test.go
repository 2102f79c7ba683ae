package central_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// browser keeps cookies and reads forms.
type browser struct {
	w    *world
	http *http.Client
}

func (w *world) browser() *browser {
	b := &browser{w: w, http: w.httpClient()}
	b.http.Jar, _ = cookiejar.New(nil)
	return b
}

func (b *browser) get(path string) (*http.Response, string) {
	b.w.t.Helper()
	answer, err := b.http.Get(b.w.URL + path)
	return b.read(answer, err)
}

func (b *browser) post(path string, form url.Values) (*http.Response, string) {
	b.w.t.Helper()
	answer, err := b.http.PostForm(b.w.URL+path, form)
	return b.read(answer, err)
}

func (b *browser) read(answer *http.Response, err error) (*http.Response, string) {
	b.w.t.Helper()
	require.NoError(b.w.t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(b.w.t, err)
	return answer, string(raw)
}

var formField = regexp.MustCompile(`name="form" value="([^"]+)"`)

func (b *browser) signIn(user, word string) (*http.Response, string) {
	b.w.t.Helper()
	_, page := b.get("/signin?to=/outgoing")
	token := formField.FindStringSubmatch(page)
	require.Len(b.w.t, token, 2)
	return b.post("/signin", url.Values{"user": {user}, "password": {word}, "form": {token[1]}, "to": {"/outgoing"}})
}

func TestPages(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7 kế hoạch"))
	doc.Info.Subject = `Kế hoạch <script>alert("x")</script> & báo cáo`
	doc.Info.Urgency = office.Urgent
	doc.Files[0].Name = "Kế hoạch 153.pdf"
	dispatch := huong.send(doc, "H37.02", "H37.03")
	delivery := string(office.DeliveryOf(dispatch, "H37.02"))
	nghia.doWell(api.AcceptArrival, delivery, 0, api.AcceptPayload{AssignedTo: "Phòng Tổ chức"})

	clerk, other, nobody, admin := w.browser(), w.browser(), w.browser(), w.browser()
	for user, b := range map[string]*browser{"huong": clerk, "nghia": other, "quantri": admin} {
		answer, _ := b.signIn(user, password)
		require.Equal(t, http.StatusSeeOther, answer.StatusCode)
		assert.Equal(t, "/outgoing", answer.Header.Get("Location"))
	}
	outgoing, incoming := "/outgoing/"+string(doc.ID), "/incoming/"+delivery
	file := "/files/" + doc.Files[0].SHA256
	for _, row := range []struct {
		who       *browser
		path      string
		status    int
		must, not []string
	}{
		{nobody, "/", 303, nil, nil},
		{nobody, "/outgoing", 303, nil, []string{"153/KH-UBND"}},
		{nobody, outgoing + file, 303, nil, []string{"%PDF"}},
		{nobody, "/signin", 200, []string{"Đăng nhập", `lang="vi"`}, []string{"Đăng xuất"}},
		{nobody, "/không/có", 404, []string{"Không tìm thấy"}, nil},
		{clerk, "/outgoing", 200, []string{"153/KH-UBND", "16/11/2018", "Nguyễn Thị Hường", "Đã phát hành", "&lt;script&gt;", "Khẩn"}, []string{"<script>"}},
		{clerk, "/outgoing?q=ke+hoach+bao", 200, []string{"153/KH-UBND", "1 văn bản khớp"}, nil},
		{clerk, "/outgoing?q=quyet+dinh", 200, []string{"Không có văn bản nào khớp"}, []string{"153/KH-UBND"}},
		{clerk, "/incoming", 200, []string{"Chưa có văn bản nào"}, []string{"153/KH-UBND"}},
		{clerk, outgoing, 200, []string{"Sở Nội vụ tỉnh Mẫu", "Sở Tài chính tỉnh Mẫu", "Đã tiếp nhận", "Số đến 1", "Trần Văn Nghĩa", "hệ thống", "Kế hoạch 153.pdf", "1/2 đã tiếp nhận"}, []string{"<script>"}},
		{clerk, incoming, 404, []string{"Không tìm thấy"}, []string{"153/KH-UBND"}},
		{other, "/incoming", 200, []string{"153/KH-UBND", "Ủy ban nhân dân tỉnh Mẫu", "Đã tiếp nhận"}, nil},
		{other, incoming, 200, []string{"153/KH-UBND", "Phòng Tổ chức", "16/11/2018", "Số đến 1"}, []string{"H37.03"}},
		{other, outgoing, 404, []string{"Không tìm thấy"}, []string{"153/KH-UBND"}},
		{other, outgoing + file, 404, nil, []string{"%PDF"}},
		{other, incoming + "/files/" + hashOf("khác"), 404, nil, []string{"%PDF"}},
		{other, incoming + file, 200, []string{"%PDF-1.7 kế hoạch"}, nil},
		{admin, "/incoming", 403, []string{"Không có quyền"}, []string{"153/KH-UBND"}},
		{admin, outgoing + file, 403, nil, []string{"%PDF"}},
	} {
		answer, page := row.who.get(row.path)
		assert.Equal(t, row.status, answer.StatusCode, row.path)
		for _, must := range row.must {
			assert.Contains(t, page, must, row.path)
		}
		for _, not := range row.not {
			assert.NotContains(t, page, not, row.path)
		}
		assert.NotContains(t, page, "[central.", "a text is missing in %s", row.path)
		assert.Contains(t, answer.Header.Get("Content-Security-Policy"), "default-src 'none'")
	}
	answer, _ := other.get(incoming + file)
	assert.Equal(t, "application/pdf", answer.Header.Get("Content-Type"))
	assert.Contains(t, answer.Header.Get("Content-Disposition"), "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20153.pdf")
}

func TestPagesInEnglish(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	answer, _ := b.get("/language/en?to=/signin%3Fto%3D/outgoing")
	assert.Equal(t, "/signin?to=/outgoing", answer.Header.Get("Location"))
	_, page := b.get("/signin")
	assert.Contains(t, page, "Sign in")
	assert.NotContains(t, page, "[central.")
	_, page = b.signIn("huong", "sai mật khẩu")
	assert.Contains(t, page, "The user name or the password is not right")
	for _, elsewhere := range []string{"//evil.vn", "https://evil.vn", `/\evil.vn`, "javascript:alert(1)", "evil"} {
		answer, _ := b.get("/language/vi?to=" + url.QueryEscape(elsewhere))
		assert.Equal(t, "/", answer.Header.Get("Location"), elsewhere)
	}
	answer, _ = b.get("/language/fr")
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)
}

func TestSigningInWithABrowser(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	answer, page := b.signIn("huong", "sai mật khẩu")
	assert.Equal(t, http.StatusUnauthorized, answer.StatusCode)
	assert.Contains(t, page, "Không đăng nhập được")
	assert.NotContains(t, page, "sai mật khẩu")

	answer, _ = b.signIn("huong", password)
	var session *http.Cookie
	for _, c := range answer.Cookies() {
		if c.Name == "__Host-vanthu" {
			session = c
		}
	}
	require.NotNil(t, session)
	assert.True(t, session.HttpOnly)
	assert.True(t, session.Secure)
	assert.Equal(t, http.SameSiteStrictMode, session.SameSite)
	answer, _ = b.get("/outgoing")
	assert.Equal(t, http.StatusOK, answer.StatusCode)

	// Forms that this browser was not given do nothing.
	for name, form := range map[string]url.Values{"none": {}, "another's": {"form": {"x"}}} {
		answer, page = b.post("/signout", form)
		assert.Equal(t, http.StatusForbidden, answer.StatusCode, name)
		assert.Contains(t, page, "Biểu mẫu không còn hiệu lực", name)
		stranger := w.browser()
		answer, _ = stranger.post("/signin", url.Values{"user": {"huong"}, "password": {password}, "form": form["form"]})
		assert.Equal(t, http.StatusForbidden, answer.StatusCode, name)
	}
	_, page = b.get("/outgoing")
	answer, _ = b.post("/signout", url.Values{"form": {formField.FindStringSubmatch(page)[1]}})
	assert.Equal(t, "/signin", answer.Header.Get("Location"))
	answer, _ = b.get("/outgoing")
	assert.Equal(t, http.StatusSeeOther, answer.StatusCode)
	r, err := http.NewRequest(http.MethodGet, w.URL+"/outgoing", nil)
	require.NoError(t, err)
	r.AddCookie(session)
	answer, err = w.httpClient().Do(r)
	require.NoError(t, err)
	assert.Equal(t, http.StatusSeeOther, answer.StatusCode, "the old cookie is worth nothing")

	for range 5 {
		b.signIn("huong", "sai mật khẩu")
	}
	answer, page = b.signIn("huong", password)
	assert.Equal(t, http.StatusTooManyRequests, answer.StatusCode)
	assert.Contains(t, page, "Quá nhiều yêu cầu")
}

func TestLongListsGoOn(t *testing.T) {
	w := newWorld(t)
	w.signIn("huong").saveMany(70)
	b := w.browser()
	b.signIn("huong", password)
	next := regexp.MustCompile(`href="(/outgoing\?after=[^"]+)"`)
	_, page := b.get("/outgoing")
	assert.Equal(t, 50, strings.Count(page, `class="code"`))
	link := next.FindStringSubmatch(page)
	require.Len(t, link, 2)
	_, page = b.get(link[1])
	assert.Equal(t, 20, strings.Count(page, `class="code"`))
	assert.NotRegexp(t, next, page)
}

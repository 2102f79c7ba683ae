package central_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/central/accounts"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/api/apitest"
)

const password = "mật khẩu để thử"

var (
	cheap = accounts.Cost{Time: 1, Memory: 64, Threads: 1}
	ids   = office.IDSource{Clock: clock.System{}, Random: rand.Reader}
)

// world is a running server with three agencies and their people.
type world struct {
	*central.Server
	t        testing.TB
	contract *apitest.Contract
	now      func() time.Time
}

func newWorld(t testing.TB) *world { return newWorldAt(t, time.Now) }

func newWorldAt(t testing.TB, now func() time.Time) *world {
	t.Helper()
	server, err := central.Start(t.Context(), central.Config{
		Dir: t.TempDir(), Listen: "127.0.0.1:0", Cost: cheap, Clock: clock.Func(now),
	})
	require.NoError(t, err)
	w := &world{Server: server, t: t, contract: apitest.Load(t), now: now}
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	for code, name := range map[office.AgencyCode]string{"H37.01": "Ủy ban nhân dân tỉnh Mẫu", "H37.02": "Sở Nội vụ tỉnh Mẫu", "H37.03": "Sở Tài chính tỉnh Mẫu"} {
		require.NoError(t, server.Home.AddAgency(t.Context(), office.Agency{Code: code, Name: name}))
	}
	for _, u := range []accounts.NewUser{
		{Name: "huong", FullName: "Nguyễn Thị Hường", Agency: "H37.01", Role: office.Clerk},
		{Name: "nghia", FullName: "Trần Văn Nghĩa", Agency: "H37.02", Role: office.Clerk},
		{Name: "lan", FullName: "Lê Thị Lan", Agency: "H37.03", Role: office.Clerk},
		{Name: "chutich", FullName: "Hoàng Văn Chủ", Agency: "H37.01", Role: office.Leader},
		{Name: "chuyenvien", FullName: "Vũ Văn Viên", Agency: "H37.01", Role: office.Officer},
		{Name: "quantri", FullName: "Phạm Quản Trị", Agency: "H37.01", Role: office.Administrator},
	} {
		u.Password = password
		require.NoError(t, server.Home.Accounts.Add(t.Context(), u))
	}
	return w
}

// httpClient trusts the server's CA and follows no redirects.
func (w *world) httpClient() *http.Client {
	pem, err := os.ReadFile(w.CAFile)
	require.NoError(w.t, err)
	roots := x509.NewCertPool()
	require.True(w.t, roots.AppendCertsFromPEM(pem))
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	w.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       40 * time.Second,
	}
}

// device is a signed-in client that checks what it sends and gets against the
// contract.
type device struct {
	w     *world
	http  *http.Client
	grant api.DeviceGrant
	mu    sync.Mutex
	seq   int64
}

func (w *world) signIn(user string) *device {
	w.t.Helper()
	d := &device{w: w, http: w.httpClient()}
	status := d.call(http.MethodPost, api.PathDevices, api.DeviceRequest{Username: user, Password: password, Device: "máy của " + user}, &d.grant)
	require.Equal(w.t, http.StatusCreated, status)
	return d
}

// call sends JSON and reads JSON, both held to the contract.
func (d *device) call(method, path string, in, out any) int {
	d.w.t.Helper()
	var body []byte
	if in != nil {
		var err error
		body, err = json.Marshal(in)
		require.NoError(d.w.t, err)
		bare, _, _ := strings.Cut(path, "?")
		require.NoError(d.w.t, d.w.contract.CheckRequest(method, bare, body), "%s %s: %s", method, path, body)
	}
	answer, raw := d.raw(method, path, body, http.Header{"Content-Type": {"application/json"}})
	if out != nil && answer.StatusCode < 400 {
		require.NoError(d.w.t, json.Unmarshal(raw, out), "%s", raw)
	}
	if problem, ok := out.(*api.Problem); ok && answer.StatusCode >= 400 {
		require.NoError(d.w.t, json.Unmarshal(raw, problem), "%s", raw)
	}
	return answer.StatusCode
}

// raw sends any request; the answer is held to the contract.
func (d *device) raw(method, path string, body []byte, header http.Header) (*http.Response, []byte) {
	d.w.t.Helper()
	target := path
	if !strings.HasPrefix(path, "https:") {
		target = d.w.URL + path
	}
	r, err := http.NewRequest(method, target, bytes.NewReader(body))
	require.NoError(d.w.t, err)
	for key, values := range header {
		r.Header[key] = values
	}
	if d.grant.Token != "" && r.Header.Get("Authorization") == "" {
		r.Header.Set("Authorization", "Bearer "+d.grant.Token)
	}
	answer, err := d.http.Do(r)
	require.NoError(d.w.t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(d.w.t, err)
	if where, err := url.Parse(target); err == nil && strings.HasPrefix(where.Path, "/v1/") {
		if err := d.w.contract.CheckResponse(method, where.Path, answer, raw); err != nil && !strings.Contains(err.Error(), "is not in the contract") {
			require.NoError(d.w.t, err, "%s %s: %d %s", method, path, answer.StatusCode, raw)
		}
	}
	return answer, raw
}

// op makes the device's next operation.
func (d *device) op(kind api.OpKind, target string, base int64, payload any) api.Op {
	d.w.t.Helper()
	raw, err := json.Marshal(payload)
	require.NoError(d.w.t, err)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seq++
	return api.Op{ID: office.OpID(ids.New()), Seq: d.seq, Kind: kind, Target: target, BaseVersion: base, At: d.w.now().UTC(), Payload: raw}
}

// ops sends operations as they are.
func (d *device) ops(batch ...api.Op) []api.OpResult {
	d.w.t.Helper()
	var out api.OpsResponse
	status := d.call(http.MethodPost, api.PathOps, api.OpsRequest{Ops: batch}, &out)
	require.Equal(d.w.t, http.StatusOK, status)
	return out.Results
}

// do makes one operation and sends it.
func (d *device) do(kind api.OpKind, target string, base int64, payload any) api.OpResult {
	d.w.t.Helper()
	results := d.ops(d.op(kind, target, base, payload))
	require.Len(d.w.t, results, 1)
	return results[0]
}

func (d *device) doWell(kind api.OpKind, target string, base int64, payload any) api.OpResult {
	d.w.t.Helper()
	result := d.do(kind, target, base, payload)
	require.Equal(d.w.t, api.Applied, result.Outcome, "%+v", result)
	return result
}

func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// begin starts an upload and gives its address.
func (d *device) begin(hash string, size int) (*http.Response, string) {
	d.w.t.Helper()
	length := strconv.Itoa(size)
	answer, _ := d.raw(http.MethodPost, api.PathUploads, nil, http.Header{
		"Tus-Resumable": {"1.0.0"}, "Upload-Length": {length},
		"Upload-Metadata": {"sha256 " + base64.StdEncoding.EncodeToString([]byte(hash)) + ",length " + base64.StdEncoding.EncodeToString([]byte(length))},
	})
	return answer, answer.Header.Get("Location")
}

// chunk sends bytes of an upload.
func (d *device) chunk(location string, offset int, content string) (*http.Response, []byte) {
	d.w.t.Helper()
	return d.raw(http.MethodPatch, location, []byte(content), http.Header{
		"Tus-Resumable": {"1.0.0"}, "Upload-Offset": {strconv.Itoa(offset)}, "Content-Type": {"application/offset+octet-stream"},
	})
}

// upload sends a file whole.
func (d *device) upload(content string) office.File {
	d.w.t.Helper()
	answer, location := d.begin(hashOf(content), len(content))
	require.Equal(d.w.t, http.StatusCreated, answer.StatusCode)
	answer, raw := d.chunk(location, 0, content)
	require.Equal(d.w.t, http.StatusNoContent, answer.StatusCode, "%s", raw)
	return fileOf(content)
}

func fileOf(content string) office.File {
	return office.File{Name: "153-KH-UBND.pdf", SHA256: hashOf(content), Size: int64(len(content)), MediaType: "application/pdf", Role: office.MainFile}
}

// document is a sealed one of the device's agency; code may be empty.
func (d *device) document(code string, files ...office.File) office.Document {
	d.w.t.Helper()
	doc := office.Document{
		ID: office.DocumentID(ids.New()), Agency: d.grant.Agency.Code, Stage: office.Sealed, Files: files, CreatedAt: d.w.now().UTC(),
		Info: office.Info{
			Date: office.Date{Year: 2018, Month: 11, Day: 16}, Type: "Kế hoạch", Subject: "Ứng dụng công nghệ thông tin năm 2019",
			Issuer: d.grant.Agency.Code, IssuerName: d.grant.Agency.Name, Signatory: office.Signatory{FullName: "Nguyễn Văn Mẫu"},
		},
	}
	if code != "" {
		parsed, err := office.ParseDocumentCode(code)
		require.NoError(d.w.t, err)
		doc.Info.Code = parsed
	}
	return doc
}

// send saves a document and sends it.
func (d *device) send(doc office.Document, to ...office.AgencyCode) office.DispatchID {
	d.w.t.Helper()
	d.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	dispatch := office.DispatchID(ids.New())
	d.doWell(api.SendDispatch, string(doc.ID), 0, dispatchOf(dispatch, doc, to...))
	return dispatch
}

func dispatchOf(id office.DispatchID, doc office.Document, to ...office.AgencyCode) api.DispatchPayload {
	return api.DispatchPayload{Dispatch: id, Document: doc.ID, Info: doc.Info, Files: doc.Files, Recipients: to}
}

// feed reads all changes since a cursor.
func (d *device) feed(since string) ([]api.Change, string) {
	d.w.t.Helper()
	var all []api.Change
	for {
		var page api.Feed
		require.Equal(d.w.t, http.StatusOK, d.call(http.MethodGet, api.PathFeed+"?limit=3&since="+since, nil, &page))
		all, since = append(all, page.Changes...), page.Next
		if !page.More {
			return all, since
		}
	}
}

func body[T any](t *testing.T, raw json.RawMessage) (record T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &record))
	return record
}

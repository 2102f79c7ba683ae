package e2e

import (
	"bytes"
	cryptorand "crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
)

const plan = "../../testdata/documents/153-KH-UBND-ke-hoach-ung-dung-cntt-2019.pdf"

func TestSecretDocumentIsRefusedByTheClient(t *testing.T) {
	server := startCentral(t)
	sender := server.connect("vt.ubnd")
	out, err := sender.run("send", plan, "--to", "H37.02", "--code", "01/KH-UBND", "--date", "2026-11-23", "--subject", "x", "--secrecy", "mật")
	require.Error(t, err)
	assert.Equal(t, 1, exitStatus(err))
	assert.Contains(t, out, `"office.secret"`)
	assert.NoFileExists(t, filepath.Join(sender.home, "blobs"))
	assert.Empty(t, lines(sender.must("status")))
}

// TestPrintedMarkOfSecrecy: what bears the mark is neither signed, kept nor sent,
// whatever it was declared to be; what only speaks of secrets is.
func TestPrintedMarkOfSecrecy(t *testing.T) {
	server := startCentral(t)
	sender := server.connect("vt.ubnd")
	out := filepath.Join(t.TempDir(), "out.pdf")
	about := []string{"--code", "31/UBND-NC", "--date", "2026-11-24", "--subject", "x"}
	for _, name := range []string{"mat", "toi-mat", "tuyet-mat"} {
		file := "../../testdata/secret/" + name + ".pdf"
		for _, args := range [][]string{
			{"sign", file, "-o", out, "--token", "Demo", "--pin-file", world.pin},
			{"sign", file, "-o", out, "--token", "Demo", "--pin-file", world.pin, "--invisible"},
			{"sign", file, "-o", out, "--token", "Demo", "--pin-file", world.pin, "--page", "1", "--at", "120,200,50,20"},
			append([]string{"register", "outgoing", file}, about...),
			append([]string{"send", file, "--unsigned", "--to", "H37.02"}, about...),
		} {
			said, err := sender.run(args...)
			assert.Equal(t, 1, exitStatus(err), "%v: %s", args, said)
			assert.Contains(t, said, `"office.printed_secret"`)
		}
	}
	assert.NoFileExists(t, out)
	assert.NoFileExists(t, filepath.Join(sender.home, "blobs"))
	ordinary := "../../testdata/secret/noi-ve-bao-mat.pdf"
	assert.Contains(t, sender.must("sign", ordinary, "-o", out, "--token", "Demo", "--pin-file", world.pin), `"mark_read":true`)
	assert.Contains(t, sender.must(append([]string{"send", ordinary, "--unsigned", "--to", "H37.02"}, about...)...), `"mark_read":true`)
	scan := "../../testdata/documents/12-UBND-VX-cong-van-ban-quet.pdf"
	assert.Contains(t, sender.must(append([]string{"register", "outgoing", scan}, about...)...), `"mark_read":false`)
}

// TestPrintedMarkIsNotRegisteredSilently sends as a client whose own check was
// taken out; the server cannot read pages, the recipient's machine can.
func TestPrintedMarkIsNotRegisteredSilently(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	sender.sendUnchecked("../../testdata/secret/toi-mat.pdf")
	sender.must("sync")
	recipient.must("sync")
	var arrival struct{ ID string }
	require.NoError(t, json.Unmarshal([]byte(recipient.must("inbox", "--limit", "1")), &arrival))
	said, err := recipient.run("register", "accept", arrival.ID)
	assert.Equal(t, 1, exitStatus(err))
	assert.Contains(t, said, `"signature.arrival_marked"`)
	assert.Contains(t, said, "TỐI MẬT")
	recipient.must("register", "accept", arrival.ID, "--anyway")
}

// sendUnchecked queues a file past vanthuctl.
func (d *desk) sendUnchecked(path string) {
	ctx := d.t.Context()
	store, err := inbox.Open(ctx, d.home, office.IDSource{Clock: clock.System{}, Random: cryptorand.Reader})
	require.NoError(d.t, err)
	defer store.Close()
	file, err := store.AddFile(ctx, path, office.MainFile)
	require.NoError(d.t, err)
	info := office.Info{
		Code: office.DocumentCode{Number: 31, Notation: "UBND-NC"}, Date: office.Date{Year: 2026, Month: 11, Day: 24},
		Subject: "x", Unsigned: true,
	}
	id, err := store.SaveDocument(ctx, office.Document{Info: info, Files: []office.File{file}})
	require.NoError(d.t, err)
	_, err = store.Dispatch(ctx, id, []office.AgencyCode{"H37.02"})
	require.NoError(d.t, err)
}

// TestSecretDocumentIsRefusedByTheServer speaks to the server as a client would
// whose own check was taken out.
func TestSecretDocumentIsRefusedByTheServer(t *testing.T) {
	server := startCentral(t)
	clerk := server.bare()
	grant := clerk.login("vt.ubnd")
	dispatch := api.DispatchPayload{
		Dispatch: "018f0000-0000-7000-8000-000000000001", Document: "018f0000-0000-7000-8000-000000000002",
		Info:       office.Info{Subject: "x", Secrecy: office.Secret, Issuer: "H37.01"},
		Recipients: []office.AgencyCode{"H37.02"},
	}
	document := office.Document{ID: dispatch.Document, Agency: "H37.01", Info: dispatch.Info, Stage: office.Draft}
	results := clerk.ops(
		op(1, api.SaveDocument, string(document.ID), document),
		op(2, api.SendDispatch, string(dispatch.Document), dispatch),
	)
	for _, r := range results {
		assert.Equal(t, api.Rejected, r.Outcome)
		assert.Equal(t, office.ErrSecret, r.Code)
	}
	assert.Equal(t, office.AgencyCode("H37.01"), grant.Agency.Code)
	recipient := server.connect("vt.stttt")
	assert.Empty(t, lines(recipient.must("inbox")))
}

func op(seq int64, kind api.OpKind, target string, payload any) api.Op {
	raw, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	id := office.OpID("018f0000-0000-7000-8000-00000000010" + string(rune('0'+seq)))
	return api.Op{ID: id, Seq: seq, Kind: kind, Target: target, At: time.Now(), Payload: raw}
}

// bare is a client without rules of its own.
type bare struct {
	t     *testing.T
	base  string
	http  http.Client
	token string
}

func (s *central) bare() *bare {
	s.t.Helper()
	pem, err := os.ReadFile(s.ca())
	require.NoError(s.t, err)
	roots := x509.NewCertPool()
	require.True(s.t, roots.AppendCertsFromPEM(pem))
	return &bare{t: s.t, base: "https://" + s.addr, http: http.Client{
		Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}},
	}}
}

func (b *bare) post(path string, body, answer any) {
	b.t.Helper()
	raw, err := json.Marshal(body)
	require.NoError(b.t, err)
	request, err := http.NewRequest(http.MethodPost, b.base+path, bytes.NewReader(raw))
	require.NoError(b.t, err)
	request.Header.Set("Content-Type", "application/json")
	if b.token != "" {
		request.Header.Set("Authorization", "Bearer "+b.token)
	}
	response, err := b.http.Do(request)
	require.NoError(b.t, err)
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	require.NoError(b.t, err)
	require.Less(b.t, response.StatusCode, 300, "%s", got)
	require.NoError(b.t, json.Unmarshal(got, answer))
}

func (b *bare) login(user string) (grant api.DeviceGrant) {
	b.t.Helper()
	b.post(api.PathDevices, api.DeviceRequest{Username: user, Password: password, Device: "bare"}, &grant)
	b.token = grant.Token
	return grant
}

func (b *bare) ops(ops ...api.Op) []api.OpResult {
	b.t.Helper()
	var answer api.OpsResponse
	b.post(api.PathOps, api.OpsRequest{Ops: ops}, &answer)
	require.Len(b.t, answer.Results, len(ops))
	return answer.Results
}

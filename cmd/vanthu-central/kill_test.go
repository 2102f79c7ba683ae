package main_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

var ids = office.IDSource{Clock: clock.System{}, Random: rand.Reader}

// signIn gets a device.
func signIn(t *testing.T, client *http.Client, url, user, word string) api.DeviceGrant {
	t.Helper()
	raw, err := json.Marshal(api.DeviceRequest{Username: user, Password: word, Device: "máy thử"})
	require.NoError(t, err)
	answer, err := client.Post(url+api.PathDevices, "application/json", bytes.NewReader(raw))
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusCreated, answer.StatusCode, "%s", body)
	var grant api.DeviceGrant
	require.NoError(t, json.Unmarshal(body, &grant))
	return grant
}

// sender is a client that keeps trying until the server has answered.
type sender struct {
	t      *testing.T
	client *http.Client
	url    string
	token  string
	lost   int // requests without an answer
}

// try makes one request; ok is false when no answer came.
func (s *sender) try(method, path string, body []byte, header http.Header) (answer *http.Response, raw []byte, ok bool) {
	s.t.Helper()
	if !strings.HasPrefix(path, "https:") {
		path = s.url + path
	}
	r, err := http.NewRequest(method, path, bytes.NewReader(body))
	require.NoError(s.t, err)
	for key, values := range header {
		r.Header[key] = values
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	answer, err = s.client.Do(r)
	if err == nil {
		defer answer.Body.Close()
		raw, err = io.ReadAll(answer.Body)
	}
	if err != nil {
		s.lost++
		time.Sleep(20 * time.Millisecond)
		return nil, nil, false
	}
	return answer, raw, true
}

// upload sends a file, from the start again after each lost answer.
func (s *sender) upload(content []byte, hash string) {
	size := strconv.Itoa(len(content))
	b64 := base64.StdEncoding.EncodeToString
	for {
		answer, _, ok := s.try(http.MethodPost, api.PathUploads, nil, http.Header{
			"Tus-Resumable": {"1.0.0"}, "Upload-Length": {size},
			"Upload-Metadata": {"sha256 " + b64([]byte(hash)) + ",length " + b64([]byte(size))},
		})
		if !ok || answer.StatusCode != http.StatusCreated {
			continue
		}
		answer, _, ok = s.try(http.MethodPatch, answer.Header.Get("Location"), content, http.Header{
			"Tus-Resumable": {"1.0.0"}, "Upload-Offset": {"0"}, "Content-Type": {"application/offset+octet-stream"},
		})
		if ok && answer.StatusCode == http.StatusNoContent {
			return
		}
	}
}

// ops sends operations until each is applied; files are uploaded when asked for.
func (s *sender) ops(batch []api.Op, content map[string][]byte) {
	s.t.Helper()
	for len(batch) > 0 {
		raw, err := json.Marshal(api.OpsRequest{Ops: batch})
		require.NoError(s.t, err)
		answer, body, ok := s.try(http.MethodPost, api.PathOps, raw, http.Header{"Content-Type": {"application/json"}})
		if !ok {
			continue
		}
		require.Equal(s.t, http.StatusOK, answer.StatusCode, "%s", body)
		var done api.OpsResponse
		require.NoError(s.t, json.Unmarshal(body, &done))
		for _, r := range done.Results {
			if r.Outcome == api.WaitingBlobs {
				for _, hash := range r.Missing {
					s.upload(content[hash], hash)
				}
				break
			}
			require.Equal(s.t, api.Applied, r.Outcome, "%+v", r)
			batch = batch[1:]
		}
	}
}

// TestFiftyDocumentsAndKill9: the server dies again and again while 50 documents
// are sent; each arrives exactly once.
func TestFiftyDocumentsAndKill9(t *testing.T) {
	const documents = 50
	dir := newOffice(t)
	server := start(t, dir, "127.0.0.1:0")
	listen := strings.TrimPrefix(server.url, "https://")
	client := server.client(t)
	huong := signIn(t, client, server.url, "huong", password)
	nghia := signIn(t, client, server.url, "nghia", password)
	s := &sender{t: t, client: client, url: server.url, token: huong.Token}

	content := map[string][]byte{}
	var queue []api.Op
	for n := 1; n <= documents; n++ {
		save, send := outgoing(t, n, content, int64(len(queue)))
		queue = append(queue, save, send)
	}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		for start := 0; start < len(queue); start += 4 {
			s.ops(queue[start:min(start+4, len(queue))], content)
		}
	}()
	kills := 0
	for ended := false; !ended; {
		select {
		case <-finished:
			ended = true
		case <-time.After(time.Duration(30+17*kills%90) * time.Millisecond):
			server.kill()
			server = start(t, dir, listen)
			kills++
		}
		require.Less(t, kills, 500, "the documents were not sent")
	}
	t.Logf("%d documents sent through %d kills, %d requests without an answer", documents, kills, s.lost)
	assert.GreaterOrEqual(t, kills, 5, "too few to prove anything")
	assert.NotZero(t, s.lost)

	s.token = nghia.Token
	arrived := map[string]int{}
	_, body, ok := s.try(http.MethodGet, api.PathFeed, nil, nil)
	require.True(t, ok)
	var feed api.Feed
	require.NoError(t, json.Unmarshal(body, &feed))
	for _, c := range feed.Changes {
		var a office.Arrival
		require.NoError(t, json.Unmarshal(c.Body, &a))
		arrived[a.Info.Code.String()]++
		assert.Len(t, a.Events, 1)
		_, file, ok := s.try(http.MethodGet, api.PathBlobs+a.Files[0].SHA256, nil, nil)
		require.True(t, ok)
		assert.True(t, bytes.Equal(content[a.Files[0].SHA256], file), "the bytes of %s", a.Info.Code)
	}
	assert.Len(t, arrived, documents)
	for code, times := range arrived {
		assert.Equal(t, 1, times, code)
	}
	server.kill()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "central.db"))
	require.NoError(t, err)
	defer db.Close()
	var verdict string
	require.NoError(t, db.QueryRow("PRAGMA integrity_check").Scan(&verdict))
	assert.Equal(t, "ok", verdict)
}

// outgoing makes a document with a file of its own and the two operations.
func outgoing(t *testing.T, n int, content map[string][]byte, seq int64) (save, send api.Op) {
	t.Helper()
	pdf := bytes.Repeat(fmt.Appendf(nil, "%%PDF-1.7 văn bản %d\n", n), 5000)
	sum := sha256.Sum256(pdf)
	hash := hex.EncodeToString(sum[:])
	content[hash] = pdf
	doc := office.Document{
		ID: office.DocumentID(ids.New()), Agency: "H37.01", Stage: office.Sealed, CreatedAt: time.Now(),
		Info: office.Info{
			Code: office.DocumentCode{Number: n, Notation: "KH-UBND"}, Date: office.Date{Year: 2018, Month: 11, Day: 16},
			Type: "Kế hoạch", Subject: fmt.Sprintf("Kế hoạch số %d", n), Issuer: "H37.01", IssuerName: "Ủy ban nhân dân tỉnh Mẫu",
		},
		Files: []office.File{{Name: "kh.pdf", SHA256: hash, Size: int64(len(pdf)), MediaType: "application/pdf", Role: office.MainFile}},
	}
	op := func(kind api.OpKind, seq int64, payload any) api.Op {
		raw, err := json.Marshal(payload)
		require.NoError(t, err)
		return api.Op{ID: office.OpID(ids.New()), Seq: seq, Kind: kind, Target: string(doc.ID), At: time.Now(), Payload: raw}
	}
	return op(api.SaveDocument, seq+1, doc), op(api.SendDispatch, seq+2, api.DispatchPayload{
		Dispatch: office.DispatchID(ids.New()), Document: doc.ID, Info: doc.Info, Files: doc.Files, Recipients: []office.AgencyCode{"H37.02"},
	})
}

package exchange

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/api/apitest"
)

// TestEveryMessageIsAsTheContractSays holds each JSON message of a day's work,
// in both directions, against openapi.yaml.
func TestEveryMessageIsAsTheContractSays(t *testing.T) {
	contract := apitest.Load(t)
	var mu sync.Mutex
	seen := map[string]int{}
	c := newCentral(t)
	c.stop()
	c.watch = func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, api.PathUploads) || strings.HasPrefix(r.URL.Path, api.PathBlobs) {
				next.ServeHTTP(w, r)
				return
			}
			sent, err := io.ReadAll(r.Body)
			assert.NoError(t, err)
			r.Body = io.NopCloser(bytes.NewReader(sent))
			kept := httptest.NewRecorder()
			next.ServeHTTP(kept, r)
			mu.Lock()
			defer mu.Unlock()
			seen[r.Method+" "+r.URL.Path]++
			assert.NoError(t, contract.CheckRequest(r.Method, r.URL.Path, sent), "%s", sent)
			assert.NoError(t, contract.CheckResponse(r.Method, r.URL.Path, kept.Result(), kept.Body.Bytes()), "%s", kept.Body)
			for name, values := range kept.Header() {
				w.Header()[name] = values
			}
			w.WriteHeader(kept.Code)
			_, _ = w.Write(kept.Body.Bytes())
		})
	}
	c.start()

	sender, recipient := newDesk(t, c, "H37.01"), newDesk(t, c, "H37.02")
	draft := sender.sealed(1, 100)
	d, err := sender.store.Document(ctx, draft)
	require.NoError(t, err)
	d.Stage, d.Info.Code, d.Info.Date = office.Signed, office.DocumentCode{}, office.Date{}
	_, err = sender.store.SaveDocument(ctx, d)
	require.NoError(t, err)
	require.NoError(t, sender.store.NumberDocument(ctx, draft, office.Date{Year: 2026, Month: 11, Day: 24}, "QĐ-UBND"))
	sender.send(2, 100, "H37.02")
	sender.send(3, 100, "H37.02", "H37.03")
	sender.sync()
	numbered, err := sender.store.Document(ctx, draft)
	require.NoError(t, err)
	assert.Equal(t, "01/QĐ-UBND", numbered.Info.Code.String())
	assert.Equal(t, office.Numbered, numbered.Stage)

	recipient.sync()
	all := recipient.arrivals()
	require.Len(t, all, 2)
	require.NoError(t, recipient.store.Accept(ctx, all[0].ID, "Phòng Tổng hợp"))
	require.NoError(t, recipient.store.Refuse(ctx, all[1].ID, "Văn bản gửi nhầm cơ quan"))
	require.NoError(t, second(recipient.store.RegisterPaper(ctx, office.Arrival{Info: info(9), SenderName: "Ông A"})))
	recipient.sync()
	sender.sync()
	assert.Empty(t, recipient.waiting())
	for _, message := range []string{
		"POST " + api.PathDevices, "GET " + api.PathAgencies, "GET " + api.PathFeed, "GET " + api.PathSnapshot,
		"GET " + api.PathChecksum, "POST " + api.PathOps, "POST " + api.PathBlobsCheck,
	} {
		assert.Positive(t, seen[message], message)
	}
}

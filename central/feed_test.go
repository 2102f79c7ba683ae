package central_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// saveMany saves documents of the device's agency.
func (d *device) saveMany(n int) (all []office.Document) {
	d.w.t.Helper()
	file := d.upload("%PDF-1.7 nhiều")
	var batch []api.Op
	for range n {
		doc := d.document("", file)
		all = append(all, doc)
		batch = append(batch, d.op(api.SaveDocument, string(doc.ID), 0, doc))
	}
	for _, r := range d.ops(batch...) {
		require.Equal(d.w.t, api.Applied, r.Outcome)
	}
	return all
}

func TestFeedInPages(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	docs := huong.saveMany(7)
	changes, cursor := huong.feed("") // pages of 3
	require.Len(t, changes, 7)
	for i, c := range changes {
		assert.Equal(t, string(docs[i].ID), c.ID)
		assert.EqualValues(t, i+1, c.Version)
	}
	again, same := huong.feed(cursor)
	assert.Empty(t, again)
	assert.Equal(t, cursor, same)
	docs[2].Info.Subject = "Đã sửa"
	huong.doWell(api.SaveDocument, string(docs[2].ID), 0, docs[2])
	changes, _ = huong.feed(cursor)
	require.Len(t, changes, 1)
	assert.EqualValues(t, 8, changes[0].Version)
	changes, _ = huong.feed("")
	assert.Len(t, changes, 7, "a record stands once")
}

func TestFeedThatWaits(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	_, cursor := nghia.feed("")
	wait := func(seconds string) (api.Feed, time.Duration) {
		var page api.Feed
		began := time.Now()
		require.Equal(t, http.StatusOK, nghia.call(http.MethodGet, api.PathFeed+"?wait="+seconds+"&since="+cursor, nil, &page))
		return page, time.Since(began)
	}
	page, took := wait("1")
	assert.Empty(t, page.Changes)
	assert.GreaterOrEqual(t, took, 900*time.Millisecond)

	go func() {
		time.Sleep(200 * time.Millisecond)
		huong.saveMany(1) // of another agency: wakes nobody here
		huong.send(huong.document("153/KH-UBND", huong.upload("%PDF-1.7")), "H37.02")
	}()
	page, took = wait("20")
	assert.Len(t, page.Changes, 1)
	assert.Less(t, took, 10*time.Second, "woken by the change")
}

func TestClosingTheServerEndsWaiting(t *testing.T) {
	w := newWorld(t)
	nghia := w.signIn("nghia")
	_, cursor := nghia.feed("")
	done := make(chan int, 1)
	go func() {
		answer, _ := nghia.raw(http.MethodGet, api.PathFeed+"?wait=25&since="+cursor, nil, nil)
		done <- answer.StatusCode
	}()
	time.Sleep(300 * time.Millisecond)
	began := time.Now()
	require.NoError(t, w.Close())
	assert.Less(t, time.Since(began), 5*time.Second)
	assert.Equal(t, http.StatusOK, <-done)
}

func TestCursorsThatAreNotHonoured(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	huong.saveMany(2)
	_, cursor := huong.feed("")
	changed := "A" + cursor[1:]
	if changed == cursor { // one in 64 begins so
		changed = "B" + cursor[1:]
	}
	other := newWorld(t).signIn("huong") // another history
	for name, row := range map[string]struct {
		who  *device
		path string
	}{
		"garbage":          {huong, api.PathFeed + "?since=abc"},
		"changed":          {huong, api.PathFeed + "?since=" + changed},
		"another server's": {other, api.PathFeed + "?since=" + cursor},
		"as a page":        {huong, api.PathSnapshot + "?page=" + cursor},
		"garbage page":     {huong, api.PathSnapshot + "?page=abc"},
	} {
		var p api.Problem
		assert.Equal(t, http.StatusGone, row.who.call(http.MethodGet, row.path, nil, &p), name)
		assert.Equal(t, api.ErrResync, p.Code, name)
	}
	for _, query := range []string{"limit=0", "limit=501", "limit=x", "wait=26", "wait=-1"} {
		var p api.Problem
		assert.Equal(t, http.StatusBadRequest, huong.call(http.MethodGet, api.PathFeed+"?"+query, nil, &p), query)
		assert.Equal(t, api.ErrRequest, p.Code)
	}
}

// TestSnapshotAtOneMark: pages hold to the mark while records change; the feed
// from the snapshot's cursor brings what was missed.
func TestSnapshotAtOneMark(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	var docs []office.Document
	for range 6 {
		docs = append(docs, huong.saveMany(100)...)
	}
	var first, second api.Snapshot
	require.Equal(t, http.StatusOK, huong.call(http.MethodGet, api.PathSnapshot, nil, &first))
	require.Len(t, first.Changes, api.MaxFeedLimit)
	require.Empty(t, first.Cursor)
	docs[550].Info.Subject = "Đổi giữa chừng"
	huong.doWell(api.SaveDocument, string(docs[550].ID), 0, docs[550])
	huong.saveMany(1)
	require.Equal(t, http.StatusOK, huong.call(http.MethodGet, api.PathSnapshot+"?page="+first.Page, nil, &second))
	assert.Len(t, second.Changes, 99, "the changed one comes with the feed")
	require.NotEmpty(t, second.Cursor)
	held := map[string]int64{}
	later, _ := huong.feed(second.Cursor)
	assert.Len(t, later, 2)
	var sum api.Summer
	for _, page := range [][]api.Change{first.Changes, second.Changes, later} {
		for _, c := range page {
			held[c.ID] = c.Version
		}
	}
	for id, version := range held {
		sum.Add(id, version)
	}
	var server api.Checksum
	require.Equal(t, http.StatusOK, huong.call(http.MethodGet, api.PathChecksum, nil, &server))
	assert.Equal(t, sum.Total(), server.Types[api.DocumentRecord])
	assert.EqualValues(t, 601, server.Types[api.DocumentRecord].Count)
	assert.Zero(t, server.Types[api.ArrivalRecord].Count)
}

package central_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central"
	"github.com/vanthu/vanthu/sync/api"
)

var tus = http.Header{"Tus-Resumable": {"1.0.0"}}

func TestUploadInPieces(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	content := strings.Repeat("0123456789", 1000)
	_, location := huong.begin(hashOf(content), len(content))
	answer, _ := huong.chunk(location, 0, content[:4000])
	assert.Equal(t, "4000", answer.Header.Get("Upload-Offset"))
	answer, raw := huong.chunk(location, 3000, content[3000:])
	assert.Equal(t, http.StatusConflict, answer.StatusCode, "%s", raw)
	answer, _ = huong.raw(http.MethodHead, location, nil, tus)
	assert.Equal(t, "4000", answer.Header.Get("Upload-Offset"))
	answer, _ = huong.chunk(location, 4000, content[4000:])
	assert.Equal(t, http.StatusNoContent, answer.StatusCode)

	// A client that lost the last answer learns that all is there.
	answer, _ = huong.raw(http.MethodHead, location, nil, tus)
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, "10000", answer.Header.Get("Upload-Offset"))
	left, err := os.ReadDir(filepath.Join(w.Home.Dir(), "uploads"))
	require.NoError(t, err)
	require.Len(t, left, 1, "only the mark that it was done")
	assert.True(t, strings.HasSuffix(left[0].Name(), ".done"))
}

func TestUploadsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	const content = "%PDF-1.7"
	answer, _ := huong.begin("khong phai ma bam", len(content))
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode)
	answer, _ = huong.begin(hashOf(content), 600<<20)
	assert.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
	answer, _ = w.signIn("quantri").begin(hashOf(content), len(content))
	assert.Equal(t, http.StatusForbidden, answer.StatusCode)

	_, location := huong.begin(hashOf(content), len(content))
	answer, _ = nghia.raw(http.MethodHead, location, nil, tus)
	assert.Equal(t, http.StatusNotFound, answer.StatusCode, "another agency's upload")
	answer, _ = nghia.chunk(location, 0, content)
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)
	for _, method := range []string{http.MethodDelete, http.MethodGet} {
		answer, _ = huong.raw(method, location, nil, tus)
		assert.Equal(t, http.StatusNotFound, answer.StatusCode, method)
	}
	answer, _ = nghia.raw(http.MethodPost, location, nil, http.Header{"Tus-Resumable": {"1.0.0"}, "X-Http-Method-Override": {"DELETE"}})
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)

	answer, raw := huong.chunk(location, 0, "%PDF-2.0")
	assert.Equal(t, http.StatusUnprocessableEntity, answer.StatusCode)
	assert.Equal(t, api.ErrBlobMismatch, body[api.Problem](t, raw).Code)
	answer, _ = huong.raw(http.MethodHead, location, nil, tus)
	assert.Equal(t, http.StatusNotFound, answer.StatusCode, "wrong bytes are dropped")
	var missing api.BlobsMissing
	huong.call(http.MethodPost, api.PathBlobsCheck, api.BlobsCheck{SHA256: []string{hashOf(content)}}, &missing)
	assert.Len(t, missing.Missing, 1)
}

// TestAnUploadThatWasCompleteWhenTheServerDied is taken in at the next start.
func TestAnUploadThatWasCompleteWhenTheServerDied(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	whole, half := "%PDF-1.7 trọn vẹn", "%PDF-1.7 dở dang"
	_, one := huong.begin(hashOf(whole), len(whole))
	_, two := huong.begin(hashOf(half), len(half))
	require.NoError(t, w.Close())
	folder := filepath.Join(w.Home.Dir(), "uploads")
	require.NoError(t, os.WriteFile(filepath.Join(folder, one[strings.LastIndex(one, "/")+1:]), []byte(whole), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, two[strings.LastIndex(two, "/")+1:]), []byte(half[:5]), 0o600))

	again, err := central.Start(t.Context(), central.Config{Dir: w.Home.Dir(), Listen: "127.0.0.1:0", Cost: cheap})
	require.NoError(t, err)
	defer again.Close()
	w.Server = again
	var missing api.BlobsMissing
	huong.call(http.MethodPost, api.PathBlobsCheck, api.BlobsCheck{SHA256: []string{hashOf(whole), hashOf(half)}}, &missing)
	assert.Equal(t, []string{hashOf(half)}, missing.Missing)
	answer, _ := huong.raw(http.MethodHead, api.PathUploads+two[strings.LastIndex(two, "/")+1:], nil, tus)
	assert.Equal(t, "5", answer.Header.Get("Upload-Offset"))
}

func TestRangesOfAFile(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	const content = "0123456789"
	doc := huong.document("", huong.upload(content))
	huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	path := api.PathBlobs + hashOf(content)
	tag := `"` + hashOf(content) + `"`
	for _, row := range []struct {
		header http.Header
		status int
		want   string
	}{
		{nil, http.StatusOK, content},
		{http.Header{"Range": {"bytes=4-"}}, http.StatusPartialContent, "456789"},
		{http.Header{"Range": {"bytes=4-"}, "If-Range": {tag}}, http.StatusPartialContent, "456789"},
		{http.Header{"Range": {"bytes=4-"}, "If-Range": {`"other"`}}, http.StatusOK, content},
		{http.Header{"Range": {"bytes=20-"}}, http.StatusRequestedRangeNotSatisfiable, ""},
		{http.Header{"If-None-Match": {tag}}, http.StatusNotModified, ""},
	} {
		answer, raw := huong.raw(http.MethodGet, path, nil, row.header)
		assert.Equal(t, row.status, answer.StatusCode, row.header)
		if row.want != "" {
			assert.Equal(t, row.want, string(raw), row.header)
			assert.Equal(t, tag, answer.Header.Get("ETag"))
		}
	}
}

func TestHostileRequests(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	for name, row := range map[string]struct {
		path, kind, body string
		status           int
	}{
		"not JSON":            {api.PathOps, "application/json", "{", 400},
		"two values":          {api.PathOps, "application/json", `{"ops":[]} {}`, 400},
		"no operations":       {api.PathOps, "application/json", `{"ops":[]}`, 400},
		"too many":            {api.PathOps, "application/json", `{"ops":[` + strings.Repeat(`{"id":"x"},`, 100) + `{}]}`, 400},
		"an id that is none":  {api.PathOps, "application/json", `{"ops":[{"id":"../x","seq":1,"payload":{}}]}`, 400},
		"another type":        {api.PathOps, "text/plain", `{"ops":[]}`, 400},
		"huge":                {api.PathDevices, "application/json", `{"username":"` + strings.Repeat("x", 100<<10) + `"}`, 400},
		"deep":                {api.PathOps, "application/json", strings.Repeat("[", 100_000), 400},
		"no device name":      {api.PathDevices, "application/json", `{"username":"huong","password":"x"}`, 400},
		"wrong password":      {api.PathDevices, "application/json", `{"username":"huong","password":"x","device":"y"}`, 401},
		"a hash that is none": {api.PathBlobsCheck, "application/json", `{"sha256":["x"]}`, 400},
	} {
		answer, raw := huong.raw(http.MethodPost, row.path, []byte(row.body), http.Header{"Content-Type": {row.kind}})
		assert.Equal(t, row.status, answer.StatusCode, "%s: %s", name, raw)
		assert.Equal(t, "application/problem+json", answer.Header.Get("Content-Type"), name)
		assert.NotEmpty(t, answer.Header.Get("X-Request-Id"))
	}
	began := time.Now()
	answer, raw := huong.raw(http.MethodGet, api.PathMe, nil, http.Header{"Accept-Language": {"en"}, "Authorization": {"Bearer x"}})
	assert.Equal(t, http.StatusUnauthorized, answer.StatusCode)
	assert.Contains(t, string(raw), "session is no longer valid")
	assert.Less(t, time.Since(began), time.Second)
}

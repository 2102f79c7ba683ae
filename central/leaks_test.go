package central_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// TestNothingLeaksBetweenAgencies: rows of who asks for what, the status, what
// the answer must contain and what it must not.
func TestNothingLeaksBetweenAgencies(t *testing.T) {
	w := newWorld(t)
	huong, nghia, lan := w.signIn("huong"), w.signIn("nghia"), w.signIn("lan")
	nobody := &device{w: w, http: w.httpClient()}
	admin := w.signIn("quantri")

	sent := huong.document("153/KH-UBND", huong.upload("%PDF đã gửi"))
	dispatch := huong.send(sent, "H37.02")
	draft := huong.document("", huong.upload("%PDF dự thảo"))
	draft.Info.Subject, draft.Stage = "Dự thảo chưa gửi", office.Draft
	huong.doWell(api.SaveDocument, string(draft.ID), 0, draft)
	huong.upload("%PDF mồ côi")
	huong.send(huong.document("154/KH-UBND", huong.upload("%PDF nơi khác")), "H37.03")
	delivery := string(office.DeliveryOf(dispatch, "H37.02"))
	_, huongsCursor := huong.feed("")
	_, nghiasCursor := nghia.feed("")

	blob := func(content string) string { return api.PathBlobs + hashOf(content) }
	const subject, draftSubject = "Ứng dụng công nghệ thông tin năm 2019", "Dự thảo chưa gửi"
	for _, row := range []struct {
		who          *device
		method, path string
		body         string
		status       int
		must, not    string
	}{
		{nobody, "GET", api.PathFeed, "", 401, "api.token", subject},
		{nobody, "GET", api.PathMe, "", 401, "api.token", "Hường"},
		{nobody, "GET", api.PathAgencies, "", 401, "api.token", "Sở"},
		{nobody, "GET", api.PathSnapshot, "", 401, "api.token", subject},
		{nobody, "GET", api.PathChecksum, "", 401, "api.token", "count"},
		{nobody, "GET", blob("%PDF đã gửi"), "", 401, "api.token", "%PDF"},
		{nobody, "POST", api.PathOps, `{"ops":[]}`, 401, "api.token", "results"},
		{nobody, "POST", api.PathBlobsCheck, `{"sha256":[]}`, 401, "api.token", "missing"},
		{nobody, "POST", api.PathUploads, "", 401, "api.token", "uploads"},
		{nobody, "GET", "/v1/other", "", 404, "api.not_found", ""},

		{huong, "GET", api.PathFeed, "", 200, draftSubject, "Sở Tài chính xyz"},
		{nghia, "GET", api.PathFeed, "", 200, subject, draftSubject},
		{nghia, "GET", api.PathSnapshot, "", 200, subject, draftSubject},
		{nghia, "GET", api.PathSnapshot, "", 200, "153/KH-UBND", "154/KH-UBND"},
		{lan, "GET", api.PathFeed, "", 200, "154/KH-UBND", "153/KH-UBND"},
		{lan, "GET", api.PathChecksum, "", 200, `"arrival":{"count":1`, `"document":{"count":1`},
		{nghia, "GET", api.PathFeed + "?since=" + huongsCursor, "", 410, "api.resync", subject},
		{huong, "GET", api.PathFeed + "?since=" + nghiasCursor, "", 410, "api.resync", subject},
		{admin, "GET", api.PathFeed, "", 403, "api.forbidden", subject},
		{admin, "GET", api.PathSnapshot, "", 403, "api.forbidden", subject},
		{admin, "GET", blob("%PDF đã gửi"), "", 403, "api.forbidden", "%PDF"},
		{admin, "GET", api.PathMe, "", 200, "administrator", ""},

		{huong, "GET", blob("%PDF đã gửi"), "", 200, "%PDF đã gửi", ""},
		{nghia, "GET", blob("%PDF đã gửi"), "", 200, "%PDF đã gửi", ""},
		{nghia, "GET", blob("%PDF dự thảo"), "", 404, "api.not_found", "%PDF"},
		{lan, "GET", blob("%PDF đã gửi"), "", 404, "api.not_found", "%PDF"},
		{lan, "GET", blob("%PDF không có ở đâu"), "", 404, "api.not_found", "%PDF"},
		{huong, "GET", blob("%PDF mồ côi"), "", 404, "api.not_found", "%PDF"},
		{lan, "GET", api.PathBlobs + "..%2f..%2fcentral.db", "", 404, "api.not_found", "SQLite"},
		{lan, "POST", api.PathBlobsCheck, `{"sha256":["` + hashOf("%PDF đã gửi") + `"]}`, 200, hashOf("%PDF đã gửi"), ""},
		{huong, "POST", api.PathBlobsCheck, `{"sha256":["` + hashOf("%PDF đã gửi") + `"]}`, 200, `"missing":[]`, hashOf("%PDF đã gửi")},
	} {
		answer, raw := row.who.raw(row.method, row.path, []byte(row.body), http.Header{"Content-Type": {"application/json"}})
		name := row.who.grant.User + " " + row.method + " " + row.path
		assert.Equal(t, row.status, answer.StatusCode, "%s: %s", name, raw)
		assert.Contains(t, string(raw), row.must, name)
		if row.not != "" {
			assert.NotContains(t, string(raw), row.not, name)
		}
	}

	// Operations on what belongs to others answer like what does not exist.
	for name, result := range map[string]api.OpResult{
		"accept another's arrival": lan.do(api.AcceptArrival, delivery, 0, api.AcceptPayload{}),
		"refuse another's arrival": lan.do(api.RefuseArrival, delivery, 0, api.RefusePayload{Reason: "Không phải của chúng tôi"}),
		"accept as the sender":     huong.do(api.AcceptArrival, delivery, 0, api.AcceptPayload{}),
		"number another's":         lan.do(api.NumberDocument, string(draft.ID), 0, api.NumberPayload{Date: office.Date{Year: 2026, Month: 1, Day: 1}, Notation: "QĐ"}),
		"send another's":           lan.do(api.SendDispatch, string(sent.ID), 0, dispatchOf(office.DispatchID(ids.New()), sent, "H37.03")),
	} {
		assert.Equal(t, api.Rejected, result.Outcome, name)
		assert.Equal(t, api.ErrNotFound, result.Code, name)
		assert.Empty(t, result.Current, name)
	}

	// Naming a file in a record of one's own does not open another's.
	thief := lan.document("1/KH-STC", fileOf("%PDF dự thảo"))
	assert.Equal(t, api.WaitingBlobs, lan.ops(lan.op(api.SaveDocument, string(thief.ID), 0, thief))[0].Outcome)
	lan.seq--
	earlier := lan.document("2/KH-STC", lan.upload("%PDF của mình"))
	earlier.Earlier = []office.File{fileOf("%PDF dự thảo")}
	lan.doWell(api.SaveDocument, string(earlier.ID), 0, earlier)
	answer, _ := lan.raw("GET", blob("%PDF dự thảo"), nil, nil)
	assert.Equal(t, http.StatusNotFound, answer.StatusCode)

	// A paper arrival under the id of another agency's delivery shares nothing.
	paper := office.Arrival{ID: office.ArrivalID(delivery), Agency: "H37.03", Info: office.Info{Subject: "Giả", IssuerName: "Sở Y tế", Date: office.Date{Year: 2026, Month: 11, Day: 20}}, ReceivedAt: w.now()}
	lan.doWell(api.RegisterArrival, delivery, 0, paper)
	arrivals, _ := nghia.feed("")
	require.Len(t, arrivals, 1)
	assert.Equal(t, office.StatusArrived, func() office.Status { a := body[office.Arrival](t, arrivals[0].Body); return a.Status() }())
}

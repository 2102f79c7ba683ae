package central_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/ops"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// TestFromOneAgencyToAnother is the main job: sent, arrived at once, accepted with
// a number, seen by the sender; and refused by another recipient.
func TestFromOneAgencyToAnother(t *testing.T) {
	w := newWorld(t)
	huong, nghia, lan := w.signIn("huong"), w.signIn("nghia"), w.signIn("lan")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7 kế hoạch"))
	dispatch := huong.send(doc, "H37.02", "H37.03")

	arrivals, _ := nghia.feed("")
	require.Len(t, arrivals, 1)
	assert.Equal(t, api.ArrivalRecord, arrivals[0].Type)
	arrival := body[office.Arrival](t, arrivals[0].Body)
	assert.Equal(t, office.ArrivalOf(office.DeliveryOf(dispatch, "H37.02")), arrival.ID)
	assert.Equal(t, doc.Info, arrival.Info)
	assert.Equal(t, doc.Files, arrival.Files)
	assert.Equal(t, "Ủy ban nhân dân tỉnh Mẫu", arrival.SenderName)
	require.Len(t, arrival.Events, 1)
	assert.Equal(t, office.StatusArrived, arrival.Events[0].Status)
	assert.Equal(t, ops.System, arrival.Events[0].By)

	answer, raw := nghia.raw(http.MethodGet, api.PathBlobs+doc.Files[0].SHA256, nil, nil)
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, "%PDF-1.7 kế hoạch", string(raw))

	_, before := huong.feed("")
	accepted := nghia.doWell(api.AcceptArrival, string(arrival.ID), arrivals[0].Version, api.AcceptPayload{AssignedTo: "Phòng Văn thư"})
	got := body[office.Arrival](t, accepted.Current)
	assert.Equal(t, 1, got.Number)
	assert.Equal(t, time.Now().In(office.Vietnam).Year(), got.Year)
	assert.Equal(t, "Phòng Văn thư", got.AssignedTo)
	lan.doWell(api.RefuseArrival, string(office.DeliveryOf(dispatch, "H37.03")), 0, api.RefusePayload{Reason: "Gửi nhầm cơ quan nhận"})

	changes, _ := huong.feed(before)
	require.Len(t, changes, 2)
	for _, c := range changes {
		require.Equal(t, api.DeliveryRecord, c.Type)
		d := body[office.Delivery](t, c.Body)
		last := d.Events[len(d.Events)-1]
		assert.Equal(t, office.Delivered, d.Transport)
		switch d.Recipient {
		case "H37.02":
			assert.Equal(t, office.StatusAccepted, d.Status())
			assert.Equal(t, 1, last.ArrivalNumber)
			assert.Equal(t, "Trần Văn Nghĩa", last.By)
		case "H37.03":
			assert.Equal(t, office.StatusRefused, d.Status())
			assert.Equal(t, "Gửi nhầm cơ quan nhận", last.Text)
		}
	}
	all, _ := huong.feed("")
	i := slices.IndexFunc(all, func(c api.Change) bool { return c.Type == api.DocumentRecord })
	issued := body[office.Document](t, all[i].Body)
	assert.Equal(t, office.Issued, issued.Stage)
	assert.NotNil(t, issued.IssuedAt)

	again := nghia.do(api.RefuseArrival, string(arrival.ID), 99, api.RefusePayload{Reason: "Đổi ý, không nhận nữa"})
	assert.Equal(t, api.Rejected, again.Outcome)
	assert.Equal(t, office.ErrTransition, again.Code)
	assert.NotEmpty(t, again.TextVI)
	assert.Equal(t, 1, body[office.Arrival](t, again.Current).Number, "the loser sees the state")
}

func TestSecretsAreRefusedWithTheClientsCheckBypassed(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	secret, plain := "%PDF-1.7 tài liệu mật", "%PDF-1.7 thường"
	for mark := office.Secret; mark <= office.Supreme; mark++ {
		doc := huong.document("07/KH-UBND", huong.upload(secret))
		doc.Info.Secrecy = mark
		for kind, payload := range map[api.OpKind]any{
			api.SaveDocument:    doc,
			api.SendDispatch:    dispatchOf(office.DispatchID(ids.New()), doc, "H37.02"),
			api.RegisterArrival: office.Arrival{ID: office.ArrivalID(doc.ID), Agency: "H37.01", Info: doc.Info, ReceivedAt: time.Now(), Files: doc.Files},
		} {
			result := huong.do(kind, string(doc.ID), 0, payload)
			assert.Equal(t, api.Rejected, result.Outcome, kind)
			assert.Equal(t, office.ErrSecret, result.Code, kind)
		}
	}
	// The mark is read before anything else: who may not send hears of it all the same.
	officer := w.signIn("chuyenvien")
	hidden := officer.document("07/KH-UBND", fileOf("%PDF chưa tải lên"))
	hidden.Info.Secrecy = office.TopSecret
	first := officer.do(api.SendDispatch, string(hidden.ID), 0, dispatchOf(office.DispatchID(ids.New()), hidden, "H37.02"))
	assert.Equal(t, office.ErrSecret, first.Code)

	// A document that was ordinary when saved cannot become secret when sent.
	doc := huong.document("08/KH-UBND", huong.upload(plain))
	huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	doc.Info.Secrecy = office.Secret
	result := huong.do(api.SendDispatch, string(doc.ID), 0, dispatchOf(office.DispatchID(ids.New()), doc, "H37.02"))
	assert.Equal(t, office.ErrSecret, result.Code)

	got, _ := nghia.feed("")
	assert.Empty(t, got, "nothing arrived")
	var missing api.BlobsMissing
	huong.call(http.MethodPost, api.PathBlobsCheck, api.BlobsCheck{SHA256: []string{hashOf(secret), hashOf(plain)}}, &missing)
	assert.Equal(t, []string{hashOf(secret)}, missing.Missing, "the bytes of the secret document were dropped")
}

func TestDispatchIsRefused(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	file := huong.upload("%PDF-1.7")
	doc := huong.document("153/KH-UBND", file)
	huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	draft := huong.document("", file)
	draft.Stage = office.Draft
	huong.doWell(api.SaveDocument, string(draft.ID), 0, draft)
	good := func() api.DispatchPayload { return dispatchOf(office.DispatchID(ids.New()), doc, "H37.02") }
	for name, row := range map[string]struct {
		change  func(*api.DispatchPayload)
		outcome api.Outcome
		code    string
	}{
		"unknown agency":      {func(p *api.DispatchPayload) { p.Recipients = []office.AgencyCode{"H37.02", "H99"} }, api.Rejected, "office.agency_unknown"},
		"no recipient":        {func(p *api.DispatchPayload) { p.Recipients = []office.AgencyCode{} }, api.Rejected, "office.recipients"},
		"one twice":           {func(p *api.DispatchPayload) { p.Recipients = []office.AgencyCode{"H37.02", "H37.02"} }, api.Rejected, "office.recipients"},
		"no file":             {func(p *api.DispatchPayload) { p.Files = []office.File{} }, api.Rejected, "office.file"},
		"another file":        {func(p *api.DispatchPayload) { p.Files = []office.File{fileOf("khác")} }, api.Conflict, ""},
		"another subject":     {func(p *api.DispatchPayload) { p.Info.Subject = "Khác" }, api.Conflict, ""},
		"a path as file name": {func(p *api.DispatchPayload) { p.Files = []office.File{file}; p.Files[0].Name = "../x.pdf" }, api.Rejected, "api.request"},
		"not sealed":          {func(p *api.DispatchPayload) { p.Document, p.Info = draft.ID, draft.Info }, api.Rejected, "office.not_sealed"},
		"not its document":    {func(p *api.DispatchPayload) { p.Document = office.DocumentID(ids.New()) }, api.Rejected, "api.not_found"},
		"an id that is none":  {func(p *api.DispatchPayload) { p.Dispatch = office.DispatchID(doc.ID) + "x" }, api.Rejected, "api.request"},
	} {
		p := good()
		row.change(&p)
		raw := huong.op(api.SendDispatch, string(p.Document), 0, p)
		answer, text := huong.raw(http.MethodPost, api.PathOps, marshal(t, api.OpsRequest{Ops: []api.Op{raw}}), http.Header{"Content-Type": {"application/json"}})
		require.Equal(t, http.StatusOK, answer.StatusCode, "%s: %s", name, text)
		result := body[api.OpsResponse](t, text).Results[0]
		assert.Equal(t, row.outcome, result.Outcome, name)
		assert.Equal(t, row.code, string(result.Code), name)
	}
	got, _ := nghia.feed("")
	assert.Empty(t, got)
}

func TestADispatchUnderAnotherOperationIsNotSentTwice(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7"))
	dispatch := huong.send(doc, "H37.02")
	huong.doWell(api.SendDispatch, string(doc.ID), 0, dispatchOf(dispatch, doc, "H37.02"))
	got, _ := nghia.feed("")
	assert.Len(t, got, 1)
	result := huong.do(api.SendDispatch, string(doc.ID), 0, dispatchOf(dispatch, doc, "H37.02", "H37.03"))
	assert.Equal(t, api.ErrOpReused, result.Code)
	// Further recipients take a dispatch of their own.
	huong.doWell(api.SendDispatch, string(doc.ID), 0, dispatchOf(office.DispatchID(ids.New()), doc, "H37.03"))
	stolen := nghia.document("153/KH-UBND", nghia.upload("%PDF-1.7"))
	nghia.doWell(api.SaveDocument, string(stolen.ID), 0, stolen)
	result = nghia.do(api.SendDispatch, string(stolen.ID), 0, dispatchOf(dispatch, stolen, "H37.03"))
	assert.Equal(t, api.ErrOpReused, result.Code, "another agency's dispatch")
}

// TestManyClerksAtOneRegister: consecutive numbers whoever comes first.
func TestManyClerksAtOneRegister(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7"))
	huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	const clerks, each = 4, 5
	var waiting [clerks][]string
	for c := range clerks {
		for range each {
			dispatch := office.DispatchID(ids.New())
			huong.doWell(api.SendDispatch, string(doc.ID), 0, dispatchOf(dispatch, doc, "H37.02"))
			waiting[c] = append(waiting[c], string(office.DeliveryOf(dispatch, "H37.02")))
		}
	}
	var mu sync.Mutex
	var numbers []int
	var all sync.WaitGroup
	for c := range clerks {
		clerk := w.signIn("nghia")
		all.Go(func() {
			for _, id := range waiting[c] {
				arrival := body[office.Arrival](t, clerk.doWell(api.AcceptArrival, id, 0, api.AcceptPayload{}).Current)
				mu.Lock()
				numbers = append(numbers, arrival.Number)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	slices.Sort(numbers)
	for i, n := range numbers {
		require.Equal(t, i+1, n, "%v", numbers)
	}
	assert.Len(t, numbers, clerks*each)
}

// TestTwoClerksAtOneArrival: one wins, the other is told.
func TestTwoClerksAtOneArrival(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	dispatch := huong.send(huong.document("153/KH-UBND", huong.upload("%PDF-1.7")), "H37.02")
	id := string(office.DeliveryOf(dispatch, "H37.02"))
	outcomes := make(chan api.OpResult, 2)
	for range 2 {
		clerk := w.signIn("nghia")
		go func() { outcomes <- clerk.do(api.AcceptArrival, id, 0, api.AcceptPayload{}) }()
	}
	first, second := <-outcomes, <-outcomes
	assert.ElementsMatch(t, []api.Outcome{api.Applied, api.Rejected}, []api.Outcome{first.Outcome, second.Outcome})
	for _, r := range []api.OpResult{first, second} {
		assert.Equal(t, 1, body[office.Arrival](t, r.Current).Number)
	}
}

// TestTheRegisterTurnsAtMidnightInVietnam, not in London.
func TestTheRegisterTurnsAtMidnightInVietnam(t *testing.T) {
	now := time.Date(2026, 12, 31, 16, 59, 0, 0, time.UTC) // 23:59 in Vietnam
	var mu sync.Mutex
	w := newWorldAt(t, func() time.Time { mu.Lock(); defer mu.Unlock(); return now })
	nghia := w.signIn("nghia")
	register := func() office.Arrival {
		a := office.Arrival{ID: office.ArrivalID(ids.New()), Agency: "H37.02", Info: office.Info{Subject: "Công văn giấy", IssuerName: "Sở Y tế", Date: office.Date{Year: 2026, Month: 12, Day: 30}}, ReceivedAt: w.now()}
		return body[office.Arrival](t, nghia.doWell(api.RegisterArrival, string(a.ID), 0, a).Current)
	}
	for want := 1; want <= 2; want++ {
		a := register()
		assert.Equal(t, []int{want, 2026}, []int{a.Number, a.Year})
	}
	mu.Lock()
	now = now.Add(2 * time.Minute)
	mu.Unlock()
	a := register()
	assert.Equal(t, []int{1, 2027}, []int{a.Number, a.Year})
	assert.Equal(t, office.StatusAccepted, a.Status())
}

// TestAClockThatGoesBack: steps keep their order, for status is read in it.
func TestAClockThatGoesBack(t *testing.T) {
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	w := newWorldAt(t, func() time.Time { mu.Lock(); defer mu.Unlock(); return now })
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	dispatch := huong.send(huong.document("153/KH-UBND", huong.upload("%PDF-1.7")), "H37.02")
	mu.Lock()
	now = now.Add(-time.Minute)
	mu.Unlock()
	nghia.doWell(api.AcceptArrival, string(office.DeliveryOf(dispatch, "H37.02")), 0, api.AcceptPayload{})
	arrivals, _ := nghia.feed("")
	a := body[office.Arrival](t, arrivals[0].Body)
	assert.Equal(t, office.StatusAccepted, a.Status())
}

func TestPaperArrivals(t *testing.T) {
	w := newWorld(t)
	nghia := w.signIn("nghia")
	paper := office.Arrival{
		ID: office.ArrivalID(ids.New()), Agency: "H37.02", ReceivedAt: time.Now().Add(48 * time.Hour),
		Info: office.Info{Subject: "Giấy mời họp", IssuerName: "Sở Nội vụ", Date: office.Date{Year: 2026, Month: 11, Day: 20}}, Number: 77, Year: 1999,
		Events: []office.StatusEvent{{ID: "x", Status: office.StatusDone, At: time.Now(), By: "kẻ giả"}},
	}
	op := nghia.op(api.RegisterArrival, string(paper.ID), 0, paper)
	_, raw := nghia.raw(http.MethodPost, api.PathOps, marshal(t, api.OpsRequest{Ops: []api.Op{op}}), http.Header{"Content-Type": {"application/json"}})
	result := body[api.OpsResponse](t, raw).Results[0]
	require.Equal(t, api.Applied, result.Outcome, "%s", raw)
	got := body[office.Arrival](t, result.Current)
	assert.Equal(t, 1, got.Number, "the server's number, not the client's")
	assert.Equal(t, time.Now().In(office.Vietnam).Year(), got.Year)
	assert.Equal(t, office.StatusAccepted, got.Status(), "not the client's events")
	assert.False(t, got.ReceivedAt.After(time.Now()), "not from the future")
	assert.Equal(t, api.ErrOpReused, nghia.do(api.RegisterArrival, string(paper.ID), 0, office.Arrival{ID: paper.ID, Agency: "H37.02", Info: paper.Info, ReceivedAt: time.Now()}).Code)
	assert.Equal(t, office.ErrTransition, nghia.do(api.AcceptArrival, string(paper.ID), 0, api.AcceptPayload{}).Code)
	bare := office.Arrival{ID: office.ArrivalID(ids.New()), Agency: "H37.02", Info: office.Info{Subject: "Không rõ của ai", Date: paper.Info.Date}}
	assert.Equal(t, office.ErrIssuer, nghia.do(api.RegisterArrival, string(bare.ID), 0, bare).Code)
	bare.Info.IssuerName, bare.Info.Date = "Sở Nội vụ", office.Date{}
	assert.Equal(t, office.ErrDateMissing, nghia.do(api.RegisterArrival, string(bare.ID), 0, bare).Code)
}

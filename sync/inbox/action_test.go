package inbox

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

var ctx = context.Background()

func TestAcceptOfflineShowsAProvisionalMarkUntilTheFeedTells(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 5, a)))
	require.Len(t, arrivals(t, s, office.ArrivalFilter{Waiting: true}), 1)

	require.NoError(t, s.Accept(ctx, a.ID, "Phòng Kế hoạch"))
	got, err := s.Arrival(ctx, a.ID)
	require.NoError(t, err)
	assert.Equal(t, "T-a1b2-1", got.Provisional)
	assert.Zero(t, got.Number)
	assert.Equal(t, office.StatusAccepted, got.Status())
	assert.Equal(t, "Phòng Kế hoạch", got.AssignedTo)
	assert.Empty(t, arrivals(t, s, office.ArrivalFilter{Waiting: true}))
	assert.ErrorIs(t, s.Accept(ctx, a.ID, ""), office.ErrTransition, "accepted twice")

	ops, err := s.Queue(ctx, 100)
	require.NoError(t, err)
	require.Len(t, ops, 1)
	assert.Equal(t, int64(5), ops[0].BaseVersion)
	require.NoError(t, s.MarkSent(ctx, ops))
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: ops[0].ID, Done: true}}))
	got, _ = s.Arrival(ctx, a.ID)
	assert.Equal(t, "T-a1b2-1", got.Provisional, "the server has it, but the feed has not told: it must not fall back")

	a = arrivalNo(1, office.StatusAccepted)
	a.Number, a.Year = 37, 2026
	pull(t, s, feedOf("c2", false, changeOf(t, api.ArrivalRecord, string(a.ID), 9, a)))
	got, _ = s.Arrival(ctx, a.ID)
	assert.Equal(t, 37, got.Number)
	assert.Empty(t, got.Provisional)
	assert.Len(t, got.Events, 2)
	waiting, err := s.Waiting(ctx)
	require.NoError(t, err)
	assert.Empty(t, waiting)
}

func TestAPageAskedForBeforeTheAnswerDoesNotEndTheOverlay(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 5, a)))
	require.NoError(t, s.Accept(ctx, a.ID, ""))
	before, err := s.Position(ctx) // a long poll starts here
	require.NoError(t, err)
	ops, _ := s.Queue(ctx, 1)
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: ops[0].ID, Done: true}}))
	_, err = s.ApplyFeed(ctx, before, feedOf("c2", false))
	require.NoError(t, err)
	got, _ := s.Arrival(ctx, a.ID)
	assert.Equal(t, office.StatusAccepted, got.Status())
}

func TestARefusedOperationLiesInTheTrayWithItsReason(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 5, a)))
	assert.ErrorIs(t, s.Refuse(ctx, a.ID, "sai"), office.ErrReason)
	require.NoError(t, s.Refuse(ctx, a.ID, "Văn bản gửi nhầm cơ quan"))
	ops, _ := s.Queue(ctx, 1)
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: ops[0].ID, Code: office.ErrTransition, Args: fault.Args{"from": "03", "to": "02"}}}))

	got, _ := s.Arrival(ctx, a.ID)
	assert.Equal(t, office.StatusArrived, got.Status(), "the view shows the server's state again")
	waiting, err := s.Waiting(ctx)
	require.NoError(t, err)
	require.Len(t, waiting, 1)
	assert.Equal(t, Rejected, waiting[0].State)
	assert.Equal(t, office.ErrTransition, waiting[0].Code)
	assert.Equal(t, "03", waiting[0].Args["from"])
	assert.Contains(t, waiting[0].Title, "153/KH-UBND")
	assert.Contains(t, string(waiting[0].Op.Payload), "gửi nhầm")

	require.NoError(t, s.Dismiss(ctx, waiting[0].Op.ID))
	assert.ErrorIs(t, s.Dismiss(ctx, waiting[0].Op.ID), ErrNotFound)
	waiting, _ = s.Waiting(ctx)
	assert.Empty(t, waiting)
}

func TestDispatchIsOneOperationAndShowsQueuedDeliveries(t *testing.T) {
	s := newHome(t)
	id := sealed(t, s, "Kế hoạch chuyển đổi số")
	dispatch, err := s.Dispatch(ctx, id, []office.AgencyCode{"H37.02", "H37.03"})
	require.NoError(t, err)
	deliveries, err := s.Deliveries(ctx, id)
	require.NoError(t, err)
	require.Len(t, deliveries, 2)
	assert.Equal(t, office.Queued, deliveries[0].Transport)
	assert.Equal(t, "Sở Thông tin và Truyền thông tỉnh Mẫu", deliveries[0].RecipientName)
	assert.Equal(t, office.DeliveryOf(dispatch, "H37.02"), deliveries[0].ID)
	d, _ := s.Document(ctx, id)
	assert.Equal(t, office.Issued, d.Stage)
	ops, _ := s.Queue(ctx, 100)
	require.Len(t, ops, 2)
	assert.Equal(t, []int64{1, 2}, []int64{ops[0].Seq, ops[1].Seq})

	_, err = s.SaveDocument(ctx, d)
	assert.ErrorIs(t, err, api.ErrStage, "issued")
	_, err = s.Dispatch(ctx, id, []office.AgencyCode{"H99"})
	assert.ErrorIs(t, err, office.ErrAgencyUnknown)
	_, err = s.Dispatch(ctx, id, nil)
	assert.ErrorIs(t, err, office.ErrRecipients)
	_, err = s.Dispatch(ctx, "no such", []office.AgencyCode{"H37.02"})
	assert.ErrorIs(t, err, ErrNotFound)
}

func TestADraftIsNotDispatched(t *testing.T) {
	s := newHome(t)
	f, err := s.AddFile(ctx, writeFile(t, "a.pdf", "%PDF-1.7"), office.MainFile)
	require.NoError(t, err)
	id, err := s.SaveDocument(ctx, office.Document{Info: info("x"), Files: []office.File{f}})
	require.NoError(t, err)
	_, err = s.Dispatch(ctx, id, []office.AgencyCode{"H37.02"})
	assert.ErrorIs(t, err, office.ErrNotSealed)
	ops, _ := s.Queue(ctx, 100)
	assert.Len(t, ops, 1, "nothing half-done")
}

func TestSecretDocumentsLeaveNoByte(t *testing.T) {
	s := newHome(t)
	f, err := s.AddFile(ctx, writeFile(t, "mat.pdf", "%PDF-1.7 secret"), office.MainFile)
	require.NoError(t, err)
	secret := info("Báo cáo")
	secret.Secrecy = office.Secret
	_, err = s.SaveDocument(ctx, office.Document{Info: secret, Files: []office.File{f}})
	require.ErrorIs(t, err, office.ErrSecret)
	_, err = s.FilePath(ctx, f.SHA256)
	assert.ErrorIs(t, err, ErrFileAbsent, "the copy went with the refusal")
	_, err = s.RegisterPaper(ctx, office.Arrival{Info: secret})
	require.ErrorIs(t, err, office.ErrSecret)
	ops, _ := s.Queue(ctx, 100)
	assert.Empty(t, ops)
	raw, err := os.ReadFile(s.Dir() + "/" + databaseName + "-wal")
	if err == nil {
		assert.NotContains(t, string(raw), "Báo cáo")
	}
}

func TestASecretRecordFromTheServerIsNotKept(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	a.Info.Secrecy = office.TopSecret
	done := pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 5, a)))
	assert.Equal(t, 1, done.Unread)
	assert.Empty(t, arrivals(t, s, office.ArrivalFilter{}))
	noted, err := s.Diagnostics(ctx)
	require.NoError(t, err)
	require.Len(t, noted, 1)
	assert.Equal(t, ErrRecord, noted[0].Code)
	assert.NotContains(t, noted[0].Detail, "Điều hành")
}

func TestPaperIsRegisteredOffline(t *testing.T) {
	s := newHome(t)
	id, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn thư"), Number: 99, SenderName: "Ông A"})
	require.NoError(t, err)
	a, err := s.Arrival(ctx, id)
	require.NoError(t, err)
	assert.Equal(t, "T-a1b2-1", a.Provisional)
	assert.Zero(t, a.Number, "only the server gives numbers")
	assert.Equal(t, office.StatusAccepted, a.Status())
	ops, _ := s.Queue(ctx, 1)
	assert.NotContains(t, string(ops[0].Payload), "events")
	assert.NotContains(t, string(ops[0].Payload), "T-a1b2")
}

func TestANumberIsAskedForOnce(t *testing.T) {
	s := newHome(t)
	f, _ := s.AddFile(ctx, writeFile(t, "a.pdf", "%PDF-1.7"), office.MainFile)
	plain := info("Kế hoạch")
	plain.Code, plain.Date = office.DocumentCode{}, office.Date{}
	id, err := s.SaveDocument(ctx, office.Document{Info: plain, Stage: office.Signed, Files: []office.File{f}})
	require.NoError(t, err)
	day := office.Date{Year: 2026, Month: 11, Day: 24}
	assert.ErrorIs(t, s.NumberDocument(ctx, id, office.Date{}, "KH-UBND"), office.ErrDate)
	assert.ErrorIs(t, s.NumberDocument(ctx, id, day, "KH UBND"), office.ErrDocumentCode)
	require.NoError(t, s.NumberDocument(ctx, id, day, "KH-UBND"))
	assert.ErrorIs(t, s.NumberDocument(ctx, id, day, "KH-UBND"), api.ErrStage)
}

func TestNothingIsDoneBeforeLogin(t *testing.T) {
	s := openHome(t, t.TempDir())
	_, err := s.Session(ctx)
	assert.ErrorIs(t, err, ErrNoSession)
	_, err = s.RegisterPaper(ctx, office.Arrival{Info: info("x")})
	assert.True(t, errors.Is(err, ErrNoSession))
}

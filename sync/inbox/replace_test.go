package inbox

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// replaced puts a later form in place of a document's only file.
func replaced(t *testing.T, s *Store, id office.DocumentID) (after office.File, done bool) {
	t.Helper()
	d, err := s.Document(ctx, id)
	require.NoError(t, err)
	after, err = s.AddFile(ctx, writeFile(t, "later.pdf", "%PDF-1.7 stamped "+string(id)), office.MainFile)
	require.NoError(t, err)
	done, err = s.ReplaceFile(ctx, id, d.Files[0].SHA256, after)
	require.NoError(t, err)
	return after, done
}

func queue(t *testing.T, s *Store) []api.Op {
	t.Helper()
	ops, err := s.Queue(ctx, 100)
	require.NoError(t, err)
	for i, op := range ops {
		require.Equal(t, ops[0].Seq+int64(i), op.Seq, "no gap")
	}
	return ops
}

func filesSent(t *testing.T, op api.Op) []office.File {
	t.Helper()
	var named struct {
		Files []office.File `json:"files"`
	}
	require.NoError(t, json.Unmarshal(op.Payload, &named))
	return named.Files
}

// What waits is sent with the later form, under the ids it had.
func TestAFileIsReplacedInTheOutbox(t *testing.T) {
	s := newHome(t)
	id := sealed(t, s, "Kế hoạch")
	_, err := s.Dispatch(ctx, id, []office.AgencyCode{"H37.02"})
	require.NoError(t, err)
	stale := queue(t, s)
	after, done := replaced(t, s, id)
	require.True(t, done)
	ops := queue(t, s)
	require.Len(t, ops, 2)
	for i, op := range ops {
		assert.Equal(t, stale[i].ID, op.ID)
		assert.Equal(t, after.SHA256, filesSent(t, op)[0].SHA256)
		assert.Equal(t, after.Size, filesSent(t, op)[0].Size)
		assert.NotEqual(t, "later.pdf", filesSent(t, op)[0].Name, "the document's name for it stays")
	}
	d, err := s.Document(ctx, id)
	require.NoError(t, err)
	assert.Equal(t, office.Issued, d.Stage)
	assert.Equal(t, after.SHA256, d.Files[0].SHA256)
	assert.ErrorIs(t, s.MarkSent(ctx, stale), ErrMoved, "another process must not send what it read before")
	assert.NoError(t, s.MarkSent(ctx, ops))
	_, done = replaced(t, s, id)
	assert.False(t, done, "it may have left")
}

// settleAll lets the server take all that waits, and tell of the document.
func settleAll(t *testing.T, s *Store, id office.DocumentID) {
	t.Helper()
	d, err := s.Document(ctx, id)
	require.NoError(t, err)
	var verdicts []Verdict
	for _, op := range queue(t, s) {
		verdicts = append(verdicts, Verdict{ID: op.ID, Done: true})
	}
	require.NoError(t, s.Conclude(ctx, verdicts))
	pull(t, s, feedOf("c1", false, changeOf(t, api.DocumentRecord, string(id), 5, d)))
}

// Where the server has the document with the file before, a save goes first: it
// refuses to send what is not the document.
func TestASaveGoesBeforeTheDispatch(t *testing.T) {
	s := newHome(t)
	id := sealed(t, s, "Kế hoạch")
	settleAll(t, s, id)
	_, err := s.Dispatch(ctx, id, []office.AgencyCode{"H37.02", "H37.03"})
	require.NoError(t, err)
	_, err = s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn thư")})
	require.NoError(t, err)
	before := queue(t, s)
	after, done := replaced(t, s, id)
	require.True(t, done)
	ops := queue(t, s)
	require.Len(t, ops, 3)
	assert.Equal(t, []api.OpKind{api.SaveDocument, api.RegisterArrival, api.SendDispatch}, []api.OpKind{ops[0].Kind, ops[1].Kind, ops[2].Kind})
	assert.Equal(t, before[0].Seq, ops[0].Seq)
	assert.Equal(t, int64(5), ops[0].BaseVersion)
	assert.NotEqual(t, before[0].ID, ops[0].ID)
	assert.Equal(t, before[0].ID, ops[2].ID)
	assert.Equal(t, after.SHA256, filesSent(t, ops[0])[0].SHA256)
	assert.Equal(t, filesSent(t, ops[0]), filesSent(t, ops[2]))
	var saved office.Document
	require.NoError(t, json.Unmarshal(ops[0].Payload, &saved))
	assert.Equal(t, office.Sealed, saved.Stage)
	d, err := s.Document(ctx, id)
	require.NoError(t, err)
	assert.Equal(t, office.Issued, d.Stage)
	assert.Equal(t, after.SHA256, d.Files[0].SHA256)
	deliveries, err := s.Deliveries(ctx, id)
	require.NoError(t, err)
	assert.Len(t, deliveries, 2)
}

func TestASavedDocumentIsSavedAgain(t *testing.T) {
	s := newHome(t)
	id := sealed(t, s, "Kế hoạch")
	settleAll(t, s, id)
	unsent, err := s.Unsent(ctx, true)
	require.NoError(t, err)
	assert.Empty(t, unsent, "nothing of it waits")
	unsent, err = s.Unsent(ctx, false)
	require.NoError(t, err)
	require.Len(t, unsent, 1)
	after, done := replaced(t, s, id)
	require.True(t, done)
	ops := queue(t, s)
	require.Len(t, ops, 1)
	assert.Equal(t, after.SHA256, filesSent(t, ops[0])[0].SHA256)
}

// While a number is on its way the server's document is not the one seen here.
func TestNothingIsReplacedWhileANumberIsOnItsWay(t *testing.T) {
	s := newHome(t)
	f, err := s.AddFile(ctx, writeFile(t, "a.pdf", "%PDF-1.7"), office.MainFile)
	require.NoError(t, err)
	plain := info("Kế hoạch")
	plain.Code, plain.Date = office.DocumentCode{}, office.Date{}
	id, err := s.SaveDocument(ctx, office.Document{Info: plain, Stage: office.Signed, Files: []office.File{f}})
	require.NoError(t, err)
	require.NoError(t, s.NumberDocument(ctx, id, office.Date{Year: 2026, Month: 11, Day: 24}, "KH-UBND"))
	_, done := replaced(t, s, id)
	assert.False(t, done)
}

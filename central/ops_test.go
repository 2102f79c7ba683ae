package central_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// TestAnAnswerIsGivenAgain: a lost answer may be asked for any number of times.
func TestAnAnswerIsGivenAgain(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7"))
	save := huong.op(api.SaveDocument, string(doc.ID), 0, doc)
	send := huong.op(api.SendDispatch, string(doc.ID), 0, dispatchOf(office.DispatchID(ids.New()), doc, "H37.02"))
	refusedOp := huong.op(api.SendDispatch, string(doc.ID), 0, dispatchOf(office.DispatchID(ids.New()), doc, "H99"))
	first := huong.ops(save, send, refusedOp)
	require.Len(t, first, 3)
	for range 3 {
		again := huong.ops(save, send, refusedOp)
		require.Len(t, again, 3)
		for i := range again {
			assert.True(t, again[i].Replayed)
			again[i].Replayed = false
			assert.JSONEq(t, string(marshal(t, first[i])), string(marshal(t, again[i])))
		}
	}
	got, _ := nghia.feed("")
	assert.Len(t, got, 1, "sent once")
	assert.Equal(t, api.Rejected, first[2].Outcome)
}

// problem sends a batch that is not taken at all.
func (d *device) problem(batch ...api.Op) api.Problem {
	d.w.t.Helper()
	var p api.Problem
	status := d.call(http.MethodPost, api.PathOps, api.OpsRequest{Ops: batch}, &p)
	require.Equal(d.w.t, status, p.Status)
	return p
}

func TestTheSequenceHasNoGap(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	file := huong.upload("%PDF-1.7")
	var batch []api.Op
	for range 4 {
		doc := huong.document("", file)
		batch = append(batch, huong.op(api.SaveDocument, string(doc.ID), 0, doc))
	}
	p := huong.problem(batch[1])
	assert.Equal(t, http.StatusConflict, p.Status)
	assert.Equal(t, api.ErrSequence, p.Code)
	assert.EqualValues(t, 1, p.Args["want"])

	results := huong.ops(batch[0], batch[2])
	assert.Len(t, results, 1, "the answer ends before the gap")
	assert.Len(t, huong.ops(batch[0], batch[1], batch[2], batch[3]), 4)
	late := huong.document("", file)
	reused := huong.op(api.SaveDocument, string(late.ID), 0, late)
	reused.Seq = 2
	assert.Equal(t, api.ErrSequence, huong.problem(reused).Code, "a number that was used")
}

func TestAnIDIsForOneOperation(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	doc := huong.document("", huong.upload("%PDF-1.7"))
	op := huong.op(api.SaveDocument, string(doc.ID), 0, doc)
	huong.ops(op)
	other := op
	other.BaseVersion = 1
	p := huong.problem(other)
	assert.Equal(t, http.StatusUnprocessableEntity, p.Status)
	assert.Equal(t, api.ErrOpReused, p.Code)
	spaced := op
	spaced.Payload = []byte(strings.Replace(string(op.Payload), ":", " : ", 3))
	assert.True(t, huong.ops(spaced)[0].Replayed, "space in the JSON is no difference")
	assert.Equal(t, api.ErrOpReused, nghia.problem(op).Code, "another device's operation tells nothing")
}

func TestWaitingForFiles(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	const content = "%PDF-1.7 chưa tải lên"
	doc := huong.document("153/KH-UBND", fileOf(content))
	save := huong.op(api.SaveDocument, string(doc.ID), 0, doc)
	send := huong.op(api.SendDispatch, string(doc.ID), 0, dispatchOf(office.DispatchID(ids.New()), doc, "H37.02"))
	results := huong.ops(save, send)
	require.Len(t, results, 1, "what follows was not looked at")
	assert.Equal(t, api.WaitingBlobs, results[0].Outcome)
	assert.Equal(t, []string{hashOf(content)}, results[0].Missing)

	nghia.upload(content)
	assert.Equal(t, api.WaitingBlobs, huong.ops(save)[0].Outcome, "that another agency has the bytes proves nothing")
	huong.upload(content)
	for _, r := range huong.ops(save, send) {
		assert.Equal(t, api.Applied, r.Outcome)
		assert.False(t, r.Replayed)
	}
	got, _ := nghia.feed("")
	assert.Len(t, got, 1)
}

func TestRolesInOneAgency(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	file := huong.upload("%PDF-1.7")
	doc := huong.document("153/KH-UBND", file)
	huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	for user, may := range map[string]api.Outcome{"chutich": api.Applied, "chuyenvien": api.Applied, "quantri": api.Rejected} {
		d := w.signIn(user)
		own := d.document("", file)
		own.Stage = office.Draft
		assert.Equal(t, may, d.do(api.SaveDocument, string(own.ID), 0, own).Outcome, user)
		result := d.do(api.SendDispatch, string(doc.ID), 99, dispatchOf(office.DispatchID(ids.New()), doc, "H37.02"))
		assert.Equal(t, api.Rejected, result.Outcome, user)
		assert.Equal(t, api.ErrForbidden, result.Code, user)
	}
}

func TestARevokedDeviceIsOut(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	require.NoError(t, w.Home.Accounts.Revoke(t.Context(), huong.grant.Device))
	var p api.Problem
	assert.Equal(t, http.StatusUnauthorized, huong.call(http.MethodGet, api.PathMe, nil, &p))
	assert.Equal(t, api.ErrToken, p.Code)
}

// TestAnAnswerIsGivenAgainAfterANewLogin: the machine numbers anew, the ids stay.
func TestAnAnswerIsGivenAgainAfterANewLogin(t *testing.T) {
	w := newWorld(t)
	before := w.signIn("huong")
	file := before.upload("%PDF-1.7")
	first, second := before.document("1/TB-UBND", file), before.document("2/TB-UBND", file)
	lost := before.op(api.SaveDocument, string(first.ID), 0, first)
	require.Equal(t, api.Applied, before.ops(lost)[0].Outcome)

	after := w.signIn("huong")
	lost.Seq = 1
	next := after.op(api.SaveDocument, string(second.ID), 0, second)
	next.Seq = 2
	results := after.ops(lost, next)
	require.Len(t, results, 2)
	assert.True(t, results[0].Replayed)
	assert.Equal(t, api.Applied, results[1].Outcome)
	assert.False(t, results[1].Replayed)

	stranger := w.signIn("nghia")
	assert.Equal(t, api.ErrOpReused, stranger.problem(lost).Code)
}

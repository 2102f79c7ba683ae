package engine

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

func queue(seqs ...int64) []api.Op {
	var ops []api.Op
	for _, seq := range seqs {
		ops = append(ops, api.Op{ID: office.OpID(fmt.Sprint(seq)), Seq: seq, Payload: json.RawMessage(`{}`)})
	}
	return ops
}

func TestABatchIsInSequenceAndBounded(t *testing.T) {
	assert.Len(t, planBatch(queue(1, 2, 3, 5, 6), 100), 3, "not over a gap")
	assert.Len(t, planBatch(queue(1, 2, 3, 4), 2), 2)
	assert.Empty(t, planBatch(nil, 100))
	large := queue(1, 2, 3)
	large[0].Payload = make([]byte, maxBatchBytes+1)
	assert.Len(t, planBatch(large, 100), 1, "one alone may be larger")
	large[0], large[1] = large[1], large[0]
	large[0].Seq, large[1].Seq = 1, 2
	assert.Len(t, planBatch(large, 100), 1)
}

func TestUploadsAreNamedOnceInOrder(t *testing.T) {
	payload := func(v any) json.RawMessage {
		raw, err := json.Marshal(v)
		require.NoError(t, err)
		return raw
	}
	file := func(name string) office.File { return office.File{SHA256: name} }
	ops := []api.Op{
		{Kind: api.SaveDocument, Payload: payload(office.Document{Files: []office.File{file("b"), file("a")}, Earlier: []office.File{file("old")}})},
		{Kind: api.SendDispatch, Payload: payload(api.DispatchPayload{Files: []office.File{file("a"), file("c")}})},
		{Kind: api.AcceptArrival, Payload: json.RawMessage(`{"files":[{"sha256":"x"}]}`)},
		{Kind: api.RegisterArrival, Payload: json.RawMessage(`not JSON`)},
		{Kind: api.RegisterArrival, Payload: payload(office.Arrival{Files: []office.File{file("d")}})},
	}
	assert.Equal(t, []string{"b", "a", "c", "d"}, planUploads(ops))
}

func TestAnAnswerIsReadWithMistrust(t *testing.T) {
	batch := queue(1, 2, 3)
	ok := func(id string) api.OpResult { return api.OpResult{ID: office.OpID(id), Outcome: api.Applied} }
	a, err := planAnswer(batch, []api.OpResult{ok("1"), {ID: "2", Outcome: api.WaitingBlobs, Missing: []string{"x"}}, ok("3")})
	require.NoError(t, err)
	assert.Equal(t, answer{verdicts: []inbox.Verdict{{ID: "1", Done: true}}, missing: []string{"x"}}, a)

	a, err = planAnswer(batch, []api.OpResult{
		{ID: "1", Outcome: api.Rejected, Code: office.ErrReason, Args: fault.Args{"n": 1}},
		{ID: "2", Outcome: api.Rejected, Code: "from.the.future", TextVI: "Hết giờ"},
		{ID: "3", Outcome: api.Conflict},
	})
	require.NoError(t, err)
	assert.Equal(t, []inbox.Verdict{
		{ID: "1", Code: office.ErrReason, Args: fault.Args{"n": 1}},
		{ID: "2", Code: ErrRefused, Args: fault.Args{"text": "Hết giờ", "code": "from.the.future"}},
		{ID: "3", Code: inbox.ErrConflict},
	}, a.verdicts)

	for name, results := range map[string][]api.OpResult{
		"none":             nil,
		"another's":        {ok("2")},
		"too many":         {ok("1"), ok("2"), ok("3"), ok("4")},
		"unknown outcome":  {{ID: "1", Outcome: "maybe"}},
		"waits for naught": {{ID: "1", Outcome: api.WaitingBlobs}},
	} {
		_, err := planAnswer(batch, results)
		assert.ErrorIs(t, err, ErrProtocol, name)
	}
}

func TestAGapIsTheOneSidesOrTheOthers(t *testing.T) {
	assert.Equal(t, sendOld, planGap(5, 3))
	assert.Equal(t, askLogin, planGap(5, 9))
	assert.Equal(t, askLogin, planGap(5, 0), "a server that does not say")
	assert.Equal(t, int64(7), wanted(fault.New(api.ErrSequence, fault.Args{"want": float64(7)}, nil)))
	assert.Zero(t, wanted(fault.New(api.ErrSequence, fault.Args{"want": "7"}, nil)))
	assert.Zero(t, wanted(api.ErrSequence))
}

func TestSmallFilesFirst(t *testing.T) {
	now := time.Unix(1000, 0)
	wanted := []inbox.WantedFile{{SHA256: "big", Size: 900}, {SHA256: "a", Size: 5}, {SHA256: "b", Size: 5}, {SHA256: "later", Size: 1}, {SHA256: "due", Size: 2}}
	later := map[string]time.Time{"later": now.Add(time.Second), "due": now}
	var names []string
	for _, f := range planFiles(wanted, nil, later, now) {
		names = append(names, f.SHA256)
	}
	assert.Equal(t, []string{"due", "a", "b", "big"}, names)
	assert.Empty(t, planFiles(wanted, func(inbox.WantedFile) bool { return false }, nil, now))
}

func TestSumsAreComparedAtOnePlaceOnly(t *testing.T) {
	sum := func(n int64) api.TypeSum { return api.TypeSum{Count: n, Sum: fmt.Sprintf("%016x", n)} }
	none := (&api.Summer{}).Total()
	theirs := api.Checksum{Cursor: "c", Types: map[api.RecordType]api.TypeSum{"document": sum(2), "arrival": sum(1), "delivery": none}}
	mine := map[api.RecordType]api.TypeSum{"document": sum(2), "arrival": sum(1)}
	found, _ := planCheck(mine, "c", theirs)
	assert.Equal(t, plain, found)
	found, _ = planCheck(mine, "d", theirs)
	assert.Equal(t, moved, found)
	mine["arrival"], mine["unknown"] = sum(3), sum(4)
	found, wrong := planCheck(mine, "c", theirs)
	assert.Equal(t, differs, found)
	assert.Equal(t, []api.RecordType{"arrival", "unknown"}, wrong)
}

func TestWaitsGrowAndSpread(t *testing.T) {
	assert.Equal(t, time.Second, planRetry(1, 0, 0))
	assert.Equal(t, 2*time.Second, planRetry(2, 0, 0))
	assert.Equal(t, maxWait/2, planRetry(1000, 0, 0))
	assert.Equal(t, time.Minute, planRetry(1, 0, time.Minute), "the server's wish counts")
	rapid.Check(t, func(t *rapid.T) {
		n, chance := rapid.IntRange(-3, 1<<30).Draw(t, "n"), rapid.Float64Range(0, 0.999).Draw(t, "chance")
		wait := planRetry(n, chance, 0)
		if wait < firstWait/2 || wait > maxWait {
			t.Fatal(wait)
		}
		if poll := planPoll(chance); poll < 48*time.Second || poll > 72*time.Second {
			t.Fatal(poll)
		}
	})
}

// TestEveryWayThroughTheStagesEnds: whatever the stages find, but for people who
// never stop, a sync ends; and it ends only after a check.
func TestEveryWayThroughTheStagesEnds(t *testing.T) {
	possible := map[Stage][]outcome{Push: {plain}, Pull: {plain, resynced}, Files: {plain}, Check: {plain, moved, differs}}
	rapid.Check(t, func(t *rapid.T) {
		renewals := 0
		for r, steps := (round{stage: Push}), 0; ; steps++ {
			if steps > 60 {
				t.Fatal("no end")
			}
			if r.stage == Pull && r.renew {
				renewals++
			}
			found := rapid.SampledFrom(possible[r.stage]).Draw(t, string(r.stage))
			next := planNext(r, found)
			if next.stage == Done {
				if r.stage != Check || renewals > 1 {
					t.Fatalf("ended after %s with %d renewals", r.stage, renewals)
				}
				return
			}
			r = next
		}
	})
	assert.Equal(t, Push, planNext(round{stage: Files}, interrupted).stage)
	assert.Equal(t, round{stage: Pull, renew: true}, planNext(round{stage: Push, renew: true}, plain))
}

func TestPaceFollowsTheLine(t *testing.T) {
	p := pace{now: 100, most: 100}
	for range 10 {
		p.after(remote.ErrOffline)
	}
	assert.Equal(t, 1, p.now)
	p.after(api.ErrResync)
	assert.Equal(t, 1, p.now, "not the line's fault")
	for range 10 {
		p.after(nil)
	}
	assert.Equal(t, 100, p.now)
}

func TestWhoCanHelp(t *testing.T) {
	assert.True(t, NeedsPerson(fault.New(ErrNewLogin, nil, api.ErrSequence)))
	assert.True(t, NeedsPerson(api.ErrToken))
	assert.False(t, NeedsPerson(remote.ErrOffline))
	assert.True(t, Offline(fault.New(remote.ErrOffline, nil, nil)))
}

package engine

import (
	"encoding/json"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
)

// maxBatchBytes bounds a batch's payloads; an operation alone may be larger.
const maxBatchBytes = 4 << 20

// planBatch takes the first operations that go together in one request: in
// sequence, not too many (most), not too large.
func planBatch(queue []api.Op, most int) []api.Op {
	size := 0
	for i, op := range queue {
		size += len(op.Payload)
		gap := i > 0 && op.Seq != queue[i-1].Seq+1
		if i == most || gap || i > 0 && size > maxBatchBytes {
			return queue[:i]
		}
	}
	return queue
}

// planUploads names the files that operations need, each once, in order.
func planUploads(batch []api.Op) []string {
	var names []string
	for _, op := range batch {
		for _, f := range filesOf(op) {
			if !slices.Contains(names, f.SHA256) {
				names = append(names, f.SHA256)
			}
		}
	}
	return names
}

func filesOf(op api.Op) []office.File {
	switch op.Kind {
	case api.SaveDocument, api.SendDispatch, api.RegisterArrival:
		var named struct {
			Files []office.File `json:"files"`
		}
		if json.Unmarshal(op.Payload, &named) == nil {
			return named.Files
		}
	}
	return nil
}

// answer is what a batch's results mean.
type answer struct {
	verdicts []inbox.Verdict
	missing  []string // files to upload before the batch goes on
}

// planAnswer reads the results of a batch, which may be fewer than it: the rest
// was not looked at and is sent again.
func planAnswer(batch []api.Op, results []api.OpResult) (answer, error) {
	var a answer
	if len(results) > len(batch) {
		return a, protocol("more results than operations")
	}
	for i, r := range results {
		if r.ID != batch[i].ID {
			return a, protocol("result of another operation")
		}
		switch r.Outcome {
		case api.WaitingBlobs:
			if len(r.Missing) == 0 {
				return a, protocol("waiting for no file")
			}
			a.missing = r.Missing
			return a, nil
		case api.Applied:
			a.verdicts = append(a.verdicts, inbox.Verdict{ID: r.ID, Done: true})
		case api.Conflict:
			a.verdicts = append(a.verdicts, inbox.Verdict{ID: r.ID, Code: inbox.ErrConflict})
		case api.Rejected:
			a.verdicts = append(a.verdicts, refusal(r))
		default:
			return a, protocol("outcome " + string(r.Outcome))
		}
	}
	if len(a.verdicts) == 0 {
		return a, protocol("no result")
	}
	return a, nil
}

// refusal keeps the server's own words for a code that has no text here.
func refusal(r api.OpResult) inbox.Verdict {
	if slices.Contains(fault.All(), r.Code) {
		return inbox.Verdict{ID: r.ID, Code: r.Code, Args: r.Args}
	}
	return inbox.Verdict{ID: r.ID, Code: ErrRefused, Args: fault.Args{"text": r.TextVI, "code": string(r.Code)}}
}

// gap is what to do about a server that counts this device otherwise.
type gap int

const (
	askLogin gap = iota // the home has lost operations, or is a restored copy
	sendOld             // the server has lost operations: those from want on go again
)

// planGap compares the number the server wants with the first one sent.
func planGap(first, want int64) gap {
	if want > 0 && want < first {
		return sendOld
	}
	return askLogin
}

// wanted reads the number that api.ErrSequence carries; 0 when it has none.
func wanted(err error) int64 {
	_, args, _ := fault.Of(err)
	switch n := args["want"].(type) {
	case float64: // as JSON gives it
		return int64(n)
	case int64:
		return n
	case int:
		return int64(n)
	}
	return 0
}

package batch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/batch"
)

var (
	errPulled = errors.New("pulled")
	errBad    = errors.New("bad document")
)

// office is a folder of documents and a token that signs by appending a word.
type office struct {
	t         *testing.T
	documents []batch.Document
	refuse    func(index, signed int) error // what the token says before it signs

	mu        sync.Mutex
	order     []int // in which the token was asked, successes only
	atToken   atomic.Int32
	most      int // tasks that the token was asked for at once
	discarded atomic.Int32
	begun     atomic.Int32
}

func newOffice(t *testing.T, count int) *office {
	o := &office{t: t}
	dir := t.TempDir()
	for i := range count {
		in := filepath.Join(dir, fmt.Sprintf("%03d.pdf", i))
		require.NoError(t, os.WriteFile(in, fmt.Appendf(nil, "document %d", i), 0o600))
		d, err := batch.Look(in, in+".signed")
		require.NoError(t, err)
		o.documents = append(o.documents, d)
	}
	return o
}

func (o *office) begin(_ context.Context, d batch.Document) (batch.Task, error) {
	o.begun.Add(1)
	now, err := batch.Look(d.In, d.Out)
	if err != nil {
		return nil, err
	}
	if now.Digest != d.Digest {
		return nil, fault.New(batch.ErrChanged, fault.Args{"file": d.In}, nil)
	}
	index := -1
	for i := range o.documents {
		if o.documents[i].In == d.In {
			index = i
		}
	}
	return &task{o, d, index}, nil
}

type task struct {
	o     *office
	d     batch.Document
	index int
}

func (k *task) Sign(context.Context) error {
	require.Equal(k.o.t, int32(1), k.o.atToken.Add(1), "two documents at the token")
	defer k.o.atToken.Add(-1)
	k.o.mu.Lock()
	defer k.o.mu.Unlock()
	if k.o.refuse != nil {
		if err := k.o.refuse(k.index, len(k.o.order)); err != nil {
			return err
		}
	}
	k.o.order = append(k.o.order, k.index)
	return nil
}

// sign asks the token for one after the other.
func (o *office) sign(ctx context.Context, tasks []batch.Task) (int, error) {
	o.most = max(o.most, len(tasks))
	if len(tasks) > 1 {
		time.Sleep(time.Millisecond) // others get ready
	}
	for i, one := range tasks {
		if err := one.(*task).Sign(ctx); err != nil {
			return i, err
		}
	}
	return len(tasks), nil
}

func (k *task) Finish() error {
	text, err := os.ReadFile(k.d.In)
	if err != nil {
		return err
	}
	return os.WriteFile(k.d.Out, append(text, " signed"...), 0o600)
}

func (k *task) Discard() { k.o.discarded.Add(1) }

func states(outcomes []batch.Outcome) map[batch.State]int {
	count := map[batch.State]int{}
	for _, o := range outcomes {
		count[o.State]++
	}
	return count
}

func TestDocumentsAreSignedOnceInTheirOrder(t *testing.T) {
	o := newOffice(t, 100)
	done := 0
	outcomes, err := batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{Done: func(int, batch.Outcome, batch.Task) { done++ }})
	require.NoError(t, err)
	require.Equal(t, map[batch.State]int{batch.Signed: 100}, states(outcomes))
	require.Equal(t, 100, done)
	for i, at := range o.order {
		require.Equal(t, i, at)
	}
}

func TestFailedDocumentStopsOnlyItself(t *testing.T) {
	o := newOffice(t, 20)
	require.NoError(t, os.WriteFile(o.documents[3].In, []byte("changed since the review"), 0o600))
	require.NoError(t, os.Remove(o.documents[5].In))
	o.refuse = func(index, _ int) error {
		if index == 7 {
			return errBad
		}
		return nil
	}
	outcomes, err := batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{})
	require.NoError(t, err)
	require.Equal(t, map[batch.State]int{batch.Signed: 17, batch.Failed: 3}, states(outcomes))
	require.ErrorIs(t, outcomes[3].Err, batch.ErrChanged)
	require.ErrorIs(t, outcomes[5].Err, os.ErrNotExist)
	require.ErrorIs(t, outcomes[7].Err, errBad)
	require.Equal(t, int32(1), o.discarded.Load())
}

func TestPulledTokenGoesOnWithTheSameDocument(t *testing.T) {
	o := newOffice(t, 30)
	pulled := false
	o.refuse = func(index, signed int) error {
		if index == 12 && !pulled {
			pulled = true
			return errPulled
		}
		return nil
	}
	asked := 0
	outcomes, err := batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{
		Refused: func(_ context.Context, d batch.Document, err error) batch.Decision {
			asked++
			require.ErrorIs(t, err, errPulled)
			require.Equal(t, o.documents[12], d)
			return batch.Again
		},
	})
	require.NoError(t, err)
	require.Equal(t, 1, asked)
	require.Equal(t, map[batch.State]int{batch.Signed: 30}, states(outcomes))
	require.Len(t, o.order, 30)
	require.Equal(t, 12, o.order[12])
}

func TestStoppedBatchGoesOnFromItsJournal(t *testing.T) {
	o := newOffice(t, 30)
	path := filepath.Join(t.TempDir(), "journal")
	type about struct{ Role string }
	j, err := batch.NewJournal(path, about{"agency"}, o.documents)
	require.NoError(t, err)
	o.refuse = func(index, _ int) error {
		if index == 12 {
			return errPulled
		}
		return nil
	}
	_, err = batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{
		Refused: func(context.Context, batch.Document, error) batch.Decision { return batch.Stop },
		Done: func(index int, _ batch.Outcome, _ batch.Task) {
			if index%2 == 0 { // the others' lines were lost in the crash
				require.NoError(t, j.Signed(index))
			}
		},
	})
	require.ErrorIs(t, err, errPulled)
	require.NoError(t, j.Close())
	require.NoError(t, os.Remove(o.documents[4].Out)) // sent and tidied away since
	torn, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = torn.WriteString(`{"signed":2`)
	require.NoError(t, errors.Join(err, torn.Close()))

	var order about
	j, outcomes, err := batch.ReadJournal(path, &order)
	require.NoError(t, err)
	require.Equal(t, about{"agency"}, order)
	require.Equal(t, map[batch.State]int{batch.Already: 12, batch.Waiting: 18}, states(outcomes))
	o.refuse = nil
	outcomes, err = batch.Run(t.Context(), outcomes, o.begin, o.sign, batch.Options{Done: func(index int, _ batch.Outcome, _ batch.Task) { require.NoError(t, j.Signed(index)) }})
	require.NoError(t, err)
	require.Equal(t, map[batch.State]int{batch.Already: 12, batch.Signed: 18}, states(outcomes))
	require.Len(t, o.order, 30)
	_, outcomes, err = batch.ReadJournal(path, &order) // the line after the torn one counts
	require.NoError(t, err)
	require.Equal(t, map[batch.State]int{batch.Already: 30}, states(outcomes))
	require.NoError(t, j.End())
	require.NoFileExists(t, path)
}

func TestFileThatStoodThereIsNotTakenForSigned(t *testing.T) {
	o := newOffice(t, 1)
	require.NoError(t, os.WriteFile(o.documents[0].Out, []byte("document 0 signed by somebody else"), 0o600))
	d, err := batch.Look(o.documents[0].In, o.documents[0].Out)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "journal")
	j, err := batch.NewJournal(path, nil, []batch.Document{d})
	require.NoError(t, err)
	require.NoError(t, j.Close())
	var none any
	j, outcomes, err := batch.ReadJournal(path, &none)
	require.NoError(t, err)
	require.NoError(t, j.Close())
	require.Equal(t, batch.Waiting, outcomes[0].State)
}

func TestCancelledBatchDiscardsWhatIsPrepared(t *testing.T) {
	o := newOffice(t, 50)
	ctx, cancel := context.WithCancel(t.Context())
	o.refuse = func(_, signed int) error {
		if signed == 10 {
			cancel()
			return ctx.Err()
		}
		return nil
	}
	outcomes, err := batch.Run(ctx, batch.New(o.documents), o.begin, o.sign, batch.Options{Ahead: 4})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, map[batch.State]int{batch.Signed: 10, batch.Waiting: 40}, states(outcomes))
	require.Equal(t, o.begun.Load()-10, o.discarded.Load())
	require.LessOrEqual(t, o.begun.Load(), int32(10+4))
}

// TestPausedBatchSignsNothing: Pause is back when the signature under way is made.
func TestPausedBatchSignsNothing(t *testing.T) {
	o := newOffice(t, 10)
	gate := batch.NewGate()
	begun := make(chan struct{})
	o.refuse = func(index, _ int) error {
		if index == 3 {
			close(begun)
			time.Sleep(20 * time.Millisecond)
		}
		return nil
	}
	go func() {
		<-begun
		assert.NoError(t, gate.Pause(t.Context()))
		o.mu.Lock()
		assert.Len(t, o.order, 4)
		o.mu.Unlock()
		time.Sleep(50 * time.Millisecond)
		o.mu.Lock()
		assert.Len(t, o.order, 4)
		o.mu.Unlock()
		gate.Resume()
	}()
	outcomes, err := batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{Gate: gate})
	require.NoError(t, err)
	require.Equal(t, map[batch.State]int{batch.Signed: 10}, states(outcomes))
}

func TestPausedBatchCanBeCancelled(t *testing.T) {
	o := newOffice(t, 4)
	gate := batch.NewGate()
	require.NoError(t, gate.Pause(t.Context()))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	outcomes, err := batch.Run(ctx, batch.New(o.documents), o.begin, o.sign, batch.Options{Gate: gate})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Equal(t, map[batch.State]int{batch.Waiting: 4}, states(outcomes))
}

func TestProgressTellsRateAndTimeLeft(t *testing.T) {
	start := time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)
	outcomes := batch.New(make([]batch.Document, 10))
	outcomes[0].State = batch.Already
	p := batch.NewProgress(outcomes, start)
	_, ok := p.Remaining(start)
	require.False(t, ok)
	p.Ended(batch.Outcome{State: batch.Signed})
	p.Ended(batch.Outcome{State: batch.Failed})
	now := start.Add(4 * time.Second)
	require.Equal(t, 2, p.Signed)
	require.Equal(t, 1, p.Failed)
	require.Equal(t, 7, p.Left())
	require.InDelta(t, 0.5, p.Rate(now), 1e-9)
	p.Held(2 * time.Second)
	now = now.Add(2 * time.Second)
	left, ok := p.Remaining(now)
	require.True(t, ok)
	require.Equal(t, 14*time.Second, left)
}

// TestSeveralAtOnce: a key that is asked for several tells of those that it signed
// before it failed; what is decided about the next one goes for that alone.
func TestSeveralAtOnce(t *testing.T) {
	for _, decision := range []batch.Decision{batch.Again, batch.Fail, batch.Stop} {
		o := newOffice(t, 40)
		failed := false
		o.refuse = func(index, _ int) error {
			if index == 13 && !failed {
				failed = true
				return errPulled
			}
			return nil
		}
		outcomes, err := batch.Run(t.Context(), batch.New(o.documents), o.begin, o.sign, batch.Options{
			Together: 4,
			Refused: func(_ context.Context, d batch.Document, err error) batch.Decision {
				require.ErrorIs(t, err, errPulled)
				require.Equal(t, o.documents[13], d)
				return decision
			},
		})
		require.Equal(t, 4, o.most)
		require.Equal(t, int(o.begun.Load()), len(o.order)+int(o.discarded.Load()))
		for i, at := range o.order[:13] {
			require.Equal(t, i, at)
		}
		switch decision {
		case batch.Again:
			require.NoError(t, err)
			require.Equal(t, map[batch.State]int{batch.Signed: 40}, states(outcomes))
		case batch.Fail:
			require.NoError(t, err)
			require.Equal(t, map[batch.State]int{batch.Signed: 39, batch.Failed: 1}, states(outcomes))
			require.Equal(t, batch.Failed, outcomes[13].State)
		case batch.Stop:
			require.ErrorIs(t, err, errPulled)
			require.Equal(t, map[batch.State]int{batch.Signed: 13, batch.Waiting: 27}, states(outcomes))
		}
	}
}

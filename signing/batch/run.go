package batch

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
)

// Decision is what to do about a key that did not sign.
type Decision int

// The decisions.
const (
	Fail  Decision = iota // this document fails, the next one is signed
	Again                 // the same document is tried again, the token is back
	Stop                  // the batch stops; what waits can be signed later
)

// Options of a run.
type Options struct {
	// Refused decides about an error of Sign; nil decides Fail. It may wait, for a
	// token to be put back or for a person.
	Refused func(ctx context.Context, d Document, err error) Decision
	// Done is told each document's outcome as soon as it is final, in the order
	// in which they end, with its task where it was prepared.
	Done func(index int, o Outcome, task Task)
	// Gate can hold the batch between two signatures; may be nil.
	Gate *Gate
	// Ahead is how many documents may be prepared before their turn; where zero
	// twice the number of processors, and at least twice Together.
	Ahead int
	// Together is how many tasks at most Sign is asked for at once, of those that
	// are prepared when the key is free; where zero, one.
	Together int
}

// Run signs the documents whose outcome is not yet final, those of Waiting, and
// gives all outcomes. It ends early when ctx does or at Stop: what has its
// signature is finished, what was only prepared is discarded and stays Waiting.
// The error is that of ctx or the one that Stop was decided for.
func Run(ctx context.Context, outcomes []Outcome, begin Begin, sign Sign, o Options) ([]Outcome, error) {
	o.Together = max(1, o.Together)
	if o.Ahead == 0 {
		o.Ahead = 2 * max(runtime.GOMAXPROCS(0), o.Together)
	}
	preparing, stop := context.WithCancel(ctx)
	defer stop()
	r := &run{
		Options: o, begin: begin, sign: sign, stop: stop, outcomes: slices.Clone(outcomes),
		slots: make(chan struct{}, o.Ahead), ending: make(chan struct{}, finishing),
	}
	err := r.signAll(ctx, r.prepare(preparing))
	r.working.Wait()
	return r.outcomes, err
}

// finishing bounds how many documents are finished at once. Finishing waits for
// the disk, which takes many syncs in about the time of one.
const finishing = 64

type run struct {
	Options
	begin    Begin
	sign     Sign
	stop     func()        // preparing
	over     bool          // nothing is signed any more; of the goroutine that signs
	slots    chan struct{} // one for each document that is prepared or at the token
	ending   chan struct{} // one for each that has its signature and is being finished
	working  sync.WaitGroup
	mu       sync.Mutex // guards outcomes, and Done
	outcomes []Outcome
}

// prepared is a document that is ready for the token, or could not be made so.
type prepared struct {
	index int
	task  Task
	err   error
}

// prepare begins the documents in order, several at once, and hands them on in
// order. The channel ends when all are begun or ctx does.
func (r *run) prepare(ctx context.Context) <-chan prepared {
	queue, inOrder := make(chan chan prepared, cap(r.slots)), make(chan prepared, cap(r.slots))
	r.working.Go(func() {
		defer close(inOrder)
		for one := range queue {
			inOrder <- <-one
		}
	})
	r.working.Go(func() {
		defer close(queue)
		for i := range r.outcomes {
			if r.outcomes[i].State != Waiting {
				continue
			}
			select {
			case r.slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			one := make(chan prepared, 1)
			queue <- one // has room for as many as there are slots
			document := r.outcomes[i].Document
			r.working.Go(func() {
				task, err := r.begin(ctx, document)
				one <- prepared{i, task, err}
			})
		}
	})
	return inOrder
}

// signAll takes the documents to the token, in order. When the batch must end it
// discards what is still prepared.
func (r *run) signAll(ctx context.Context, queue <-chan prepared) (end error) {
	for first := range queue {
		group := r.group(ctx, first, queue)
		if end == nil {
			end = ctx.Err()
		}
		for end == nil && len(group) > 0 {
			group, end = r.some(ctx, group)
		}
		for _, p := range group {
			p.task.Discard()
		}
		if end != nil {
			r.over = true
			r.stop()
		}
	}
	return cmp.Or(end, ctx.Err())
}

// group gives a document and those that are ready beside it, at most Together. What
// could not be prepared fails, unless the end of the batch kept it from that.
func (r *run) group(ctx context.Context, p prepared, queue <-chan prepared) (group []prepared) {
	for ok := true; ok; p, ok = ready(queue) {
		switch {
		case p.err == nil:
			group = append(group, p)
		case !r.over && ctx.Err() == nil:
			r.fail(p, p.err)
		}
		if len(group) == r.Together {
			break
		}
	}
	return group
}

// ready takes what is there, without waiting.
func ready(queue <-chan prepared) (p prepared, ok bool) {
	select {
	case p, ok = <-queue:
	default:
	}
	return p, ok
}

// some has the first of a group signed, as often as is decided, and gives those
// that are left. An error ends the batch.
func (r *run) some(ctx context.Context, group []prepared) (left []prepared, err error) {
	tasks := make([]Task, len(group))
	for i, p := range group {
		tasks[i] = p.task
	}
	signed := 0
	err = r.Gate.pass(ctx, func(ctx context.Context) (err error) {
		signed, err = r.sign(ctx, tasks)
		return err
	})
	for _, p := range group[:signed] {
		r.ending <- struct{}{}
		<-r.slots
		r.working.Go(func() { r.finish(p) })
	}
	left = group[signed:]
	if err == nil {
		return left, nil
	}
	switch p := left[0]; r.decide(ctx, p.index, err) {
	case Again:
		return left, nil
	case Stop:
		return left, err
	default:
		p.task.Discard()
		r.fail(p, err)
		return left[1:], nil
	}
}

// decide asks the caller, unless the batch is ending anyway.
func (r *run) decide(ctx context.Context, index int, err error) Decision {
	switch {
	case ctx.Err() != nil:
		return Stop
	case r.Refused == nil:
		return Fail
	}
	return r.Refused(ctx, r.outcomes[index].Document, err)
}

func (r *run) finish(p prepared) {
	defer func() { <-r.ending }()
	if err := p.task.Finish(); err != nil {
		r.final(p, Failed, err)
		return
	}
	r.final(p, Signed, nil)
}

func (r *run) final(p prepared, state State, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.outcomes[p.index].State, r.outcomes[p.index].Err = state, err
	if r.Done != nil {
		r.Done(p.index, r.outcomes[p.index], p.task)
	}
}

// fail ends a document that has no signature.
func (r *run) fail(p prepared, err error) {
	r.final(p, Failed, err)
	<-r.slots
}

package desk

import "context"

// Threads are the two places where work runs. UI runs a function on the UI
// thread, soon and in order; Work runs one in the background.
type Threads struct {
	UI   func(func())
	Work func(func())
}

// Question is a place for one question at a time: the screen's list, the chosen
// document. Asking again ends the question before, whose answer is dropped. The
// zero value is ready; it belongs to the UI thread.
type Question struct {
	asked int
	end   context.CancelFunc
}

// Drop ends the present question; its answer will not be heard.
func (q *Question) Drop() {
	q.asked++
	if q.end != nil {
		q.end()
		q.end = nil
	}
}

// Open tells whether an answer is awaited.
func (q *Question) Open() bool { return q.end != nil }

// Ask runs work in the background and hears its answer on the UI thread, unless
// the question has been asked again or dropped meanwhile.
func Ask[T any](threads Threads, q *Question, work func(context.Context) (T, error), answer func(T, error)) {
	q.Drop()
	ctx, end := context.WithCancel(context.Background())
	q.end = end
	mine := q.asked
	threads.Work(func() {
		value, err := work(ctx)
		threads.UI(func() {
			if q.asked != mine {
				return
			}
			q.Drop()
			answer(value, err)
		})
	})
}

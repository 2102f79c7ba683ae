package canned

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/i18n"
)

// AtOnce runs all work where it is asked for.
func AtOnce() desk.Threads {
	return desk.Threads{UI: func(do func()) { do() }, Work: func(do func()) { do() }}
}

// Later holds background work back until it is told to run, so that a test can
// choose in what order answers come.
type Later struct{ waiting []func() }

// Threads are those of the Later.
func (l *Later) Threads() desk.Threads {
	return desk.Threads{UI: func(do func()) { do() }, Work: func(do func()) { l.waiting = append(l.waiting, do) }}
}

// Run runs what waits, and what comes up meanwhile.
func (l *Later) Run() {
	for len(l.waiting) > 0 {
		do := l.waiting[0]
		l.waiting = l.waiting[1:]
		do()
	}
}

// Backwards runs what waits now, the last one first.
func (l *Later) Backwards() {
	waiting := l.waiting
	l.waiting = nil
	for i := len(waiting) - 1; i >= 0; i-- {
		waiting[i]()
	}
}

// Env is the environment of presenters in the world, in Vietnamese.
func (w *World) Env(threads desk.Threads) desk.Env {
	return desk.Env{
		Ports: w.Ports(), Threads: threads, Clock: clock.At(Now), Lang: i18n.Vietnamese, Did: func() { w.Did++ },
	}
}

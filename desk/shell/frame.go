package shell

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// Frame is the presenter.
type Frame struct {
	env   desk.Env
	view  func(State)
	hooks Hooks

	screen   string
	account  *desk.Account
	fault    error
	counts   counts
	tokens   []desk.Token
	tokenErr error
	looked   bool
	event    desk.SyncEvent
	pending  []desk.Pending
	detail   string
	again    bool // something was done while an exchange ran: exchange once more

	who, count, token, sync desk.Question
	stops                   []func()
}

// Hooks are what the frame sets off elsewhere.
type Hooks struct {
	Show    func(screen string) // bring a screen up and up to date
	Changed func()              // something is new in the store
	Tokens  func()              // a token came or went
	Connect func()              // open the dialog that connects the machine
	Levels  func()              // open the dialog of signature levels
	Speak   func(i18n.Language)
}

// counts are the numbers in the navigation.
type counts struct {
	waiting, open int
	read          bool
}

// most is how many are counted; what is above is shown as "999+".
const most = 999

// New makes the frame; Start brings it to life.
func New(env desk.Env, hooks Hooks, view func(State)) *Frame {
	return &Frame{env: env, hooks: hooks, view: view, screen: Incoming}
}

// Start reads the account and listens to tokens and exchange until Stop.
func (f *Frame) Start() {
	f.stops = append(f.stops,
		f.env.Tokens.Watch(func() { f.env.UI(f.tokensChanged) }),
		f.env.Syncer.Events(func(e desk.SyncEvent) { f.env.UI(func() { f.synced(e) }) }),
	)
	f.Connected()
	f.lookForTokens()
	f.hooks.Show(f.screen)
}

// Stop ends the listening.
func (f *Frame) Stop() {
	for _, stop := range f.stops {
		stop()
	}
	f.stops = nil
}

// Connected is told when the machine was connected; it reads the account again.
func (f *Frame) Connected() {
	desk.Ask(f.env.Threads, &f.who, f.env.Account.Account, func(a desk.Account, err error) {
		f.account, f.fault = nil, nil
		if err == nil {
			f.account = &a
		} else {
			f.fault = err
		}
		f.refresh()
	})
	f.Count()
}

// Count renews the numbers in the navigation and what waits in the outbox.
func (f *Frame) Count() {
	type counted struct {
		counts
		pending []desk.Pending
	}
	desk.Ask(f.env.Threads, &f.count, func(ctx context.Context) (counted, error) {
		arrivals, err1 := f.env.Arrivals.Arrivals(ctx, office.ArrivalFilter{Waiting: true, Limit: most + 1})
		documents, err2 := f.env.Documents.Documents(ctx, office.DocumentFilter{
			Stages: []office.Stage{office.Draft, office.Signed, office.Numbered, office.Sealed}, Limit: most + 1,
		})
		pending, err3 := f.env.Outbox.Waiting(ctx)
		return counted{counts{len(arrivals), len(documents), true}, pending}, errors.Join(err1, err2, err3)
	}, func(c counted, err error) {
		if err == nil {
			f.counts, f.pending = c.counts, c.pending
		}
		f.refresh()
	})
}

// Show brings a screen up.
func (f *Frame) Show(screen string) {
	if screen != Incoming && screen != Outgoing {
		return
	}
	f.screen = screen
	f.refresh()
	f.hooks.Show(screen)
}

// Speak switches the language, at once and everywhere.
func (f *Frame) Speak(lang i18n.Language) {
	f.env.Lang = lang
	f.hooks.Speak(lang)
	f.refresh()
}

// SyncNow asks for an exchange; what comes of it is told by events.
func (f *Frame) SyncNow() {
	if f.sync.Open() {
		f.again = true
		return
	}
	f.again = false
	desk.Ask(f.env.Threads, &f.sync, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.env.Syncer.Sync(ctx)
	}, func(struct{}, error) {
		f.Count()
		if f.again {
			f.SyncNow()
		}
	})
	f.refresh()
}

// Did is told when a person has done something: it counts and pushes.
func (f *Frame) Did() {
	f.Count()
	f.SyncNow()
}

func (f *Frame) synced(e desk.SyncEvent) {
	f.event = e
	if e.Changed {
		f.hooks.Changed()
	}
	if e.Phase != desk.SyncRunning {
		f.Count()
	}
	f.refresh()
}

func (f *Frame) tokensChanged() {
	f.lookForTokens()
	f.hooks.Tokens()
}

func (f *Frame) lookForTokens() {
	desk.Ask(f.env.Threads, &f.token, f.env.Tokens.Tokens, func(tokens []desk.Token, err error) {
		f.tokens, f.tokenErr, f.looked = tokens, err, true
		f.refresh()
	})
}

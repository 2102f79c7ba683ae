package token

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Change is what Watch saw: the tokens that are there now, and which of them
// came and went since the change before.
type Change struct {
	Tokens    []Token
	Plugged   []Token
	Unplugged []Token
	Err       error // a driver that failed; Tokens are then what the others have
}

// Watch asks for the tokens at once and at every tick, every one or two seconds
// in practice, and reports the first state and each one that differs from the
// one before: a token plugged or pulled, its tries, another error. It asks
// rather than waits (C_WaitForSlotEvent), which drivers do not keep to. It runs
// until the context ends or ticks is closed; report is called on the same
// goroutine, so a slow report delays the next look.
func Watch(ctx context.Context, list func(context.Context) ([]Token, error), ticks <-chan time.Time, report func(Change)) {
	var last *Change
	for {
		tokens, err := list(ctx)
		if ctx.Err() != nil {
			return
		}
		if now := compare(last, tokens, err); now != nil {
			report(*now)
			last = now
		}
		select {
		case <-ctx.Done():
			return
		case _, open := <-ticks:
			if !open {
				return
			}
		}
	}
}

// compare gives the change, nil when there is none.
func compare(last *Change, tokens []Token, err error) *Change {
	now := &Change{Tokens: tokens, Err: err}
	if last == nil {
		now.Plugged = tokens
		return now
	}
	now.Plugged = missing(tokens, last.Tokens)
	now.Unplugged = missing(last.Tokens, tokens)
	if len(now.Plugged)+len(now.Unplugged) == 0 && sameTries(tokens, last.Tokens) && sameError(err, last.Err) {
		return nil
	}
	return now
}

// missing gives those of some that others lack.
func missing(some, others []Token) []Token {
	ids := map[ID]bool{}
	for _, t := range others {
		ids[t.ID] = true
	}
	var lack []Token
	for _, t := range some {
		if !ids[t.ID] {
			lack = append(lack, t)
		}
	}
	return lack
}

func sameTries(some, others []Token) bool {
	tries := map[ID]Tries{}
	for _, t := range others {
		tries[t.ID] = t.Tries
	}
	for _, t := range some {
		if tries[t.ID] != t.Tries {
			return false
		}
	}
	return true
}

// sameError compares what a person is told, not the text.
func sameError(a, b error) bool {
	codeA, _, _ := fault.Of(a)
	codeB, _, _ := fault.Of(b)
	return (a == nil) == (b == nil) && codeA == codeB
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
	"github.com/vanthu/vanthu/signing/token"
)

// returns is how often a token may leave or forget its login over one document:
// one that does so each time is not put right by waiting.
const returns = 3

// refused decides about an error of the key. What the token says concerns all
// files that wait: they wait for a token that is gone to come back.
func (j *signJob) refused(ctx context.Context, d batch.Document, err error) batch.Decision {
	if code, _, ok := fault.Of(err); !ok || !strings.HasPrefix(string(code), "token.") {
		return batch.Fail
	}
	if j.journal == nil || !j.key.Gone(err) || !j.mayReturn(d) {
		return batch.Stop
	}
	if j.stopped = j.awaitToken(ctx); j.stopped != nil {
		return batch.Stop
	}
	return batch.Again
}

// mayReturn counts the returns over one document.
func (j *signJob) mayReturn(d batch.Document) bool {
	if j.gone.In != d.In {
		j.gone, j.returned = d, 0
	}
	j.returned++
	return j.returned <= returns
}

// awaitToken says what is amiss and what to do, and is back when the token is.
func (j *signJob) awaitToken(ctx context.Context) error {
	defer j.hold()()
	name := i18n.Args{"token": j.key.Token().Name()}
	fmt.Fprintln(j.p.stderr, j.p.text("ctl.token.gone", name))
	if j.patience > 0 {
		limited, end := context.WithTimeoutCause(ctx, j.patience, fault.New(token.ErrRemoved, fault.Args{"label": j.key.Token().Name()}, nil))
		defer end()
		ctx = limited
	}
	err := j.key.Renew(ctx, j.p.clock, j.key.again)
	for j.key.kept == nil && mayTypeAgain(err) {
		j.p.explain("", err)
		err = j.key.Renew(ctx, j.p.clock, j.key.again)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.Cause(ctx)
	}
	if err == nil {
		fmt.Fprintln(j.p.stderr, j.p.text("ctl.token.back", name))
	}
	return err
}

// mayTypeAgain tells whether a person may try another PIN: never at the last try.
func mayTypeAgain(err error) bool {
	return errors.Is(err, token.ErrPINIncorrect) && !errors.Is(err, token.ErrPINIncorrectFinal) ||
		errors.Is(err, token.ErrPINLength)
}

// patienceOf is how long a token that was pulled is waited for; 0 is for ever, for
// a person at a terminal.
func patienceOf(seconds int, atTerminal bool) time.Duration {
	switch {
	case seconds >= 0:
		return max(time.Duration(seconds)*time.Second, time.Millisecond)
	case atTerminal:
		return 0
	}
	return 5 * time.Minute
}

package token

import (
	"context"
	"errors"
	"slices"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
)

// Modules are the drivers that a program works with, the preferred one first.
type Modules []*Module

// Tokens lists the tokens of all drivers, asked side by side: a slow one keeps
// none of the others waiting. A driver that fails does not hide the
// others: what they have is returned together with its error. A token that two
// drivers see is listed twice, once for each.
func (ms Modules) Tokens(ctx context.Context) ([]Token, error) {
	lists, failed := make([][]Token, len(ms)), make([]error, len(ms))
	var wait sync.WaitGroup
	for i, m := range ms {
		wait.Go(func() { lists[i], failed[i] = m.Tokens(ctx) })
	}
	wait.Wait()
	return slices.Concat(lists...), errors.Join(failed...)
}

// Find gives the token with a label or serial number; an empty one means the
// only token there is. Errors: ErrNone when no
// token is there at all, ErrNotFound, and ErrAmbiguous when several have the
// label; a driver's own error only when no token was found.
func (ms Modules) Find(ctx context.Context, labelOrSerial string) (Token, error) {
	tokens, err := ms.Tokens(ctx)
	if len(tokens) == 0 {
		if err != nil {
			return Token{}, err
		}
		return Token{}, fault.New(ErrNone, nil, nil)
	}
	labelOrSerial = norm.NFC.String(labelOrSerial)
	var found []Token
	for _, t := range tokens {
		if labelOrSerial == "" || t.Serial == labelOrSerial || t.Label == labelOrSerial {
			found = append(found, t)
		}
	}
	switch {
	case len(found) == 0 && err != nil:
		return Token{}, err
	case len(found) == 0:
		return Token{}, fault.New(ErrNotFound, fault.Args{"label": labelOrSerial}, nil)
	case !oneDevice(found):
		return Token{}, fault.New(ErrAmbiguous, fault.Args{"label": labelOrSerial}, nil)
	}
	return found[0], nil // the preferred driver's view of it
}

// oneDevice tells whether the tokens are one device seen through several
// drivers.
func oneDevice(tokens []Token) bool {
	first := tokens[0]
	for _, t := range tokens[1:] {
		if t.module.resolved == first.module.resolved || t.Serial != first.Serial || t.Label != first.Label {
			return false
		}
	}
	return true
}

package token

import (
	"context"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
)

// Again gives the token as it is plugged in now, in whichever slot of its driver.
// Errors: ErrRemoved while it is not there, and those of Module.Tokens.
func (t Token) Again(ctx context.Context) (Token, error) {
	if t.module == nil {
		return Token{}, fault.New(ErrNotFound, fault.Args{"label": t.Name()}, nil)
	}
	now, err := t.module.Tokens(ctx)
	if err != nil {
		return Token{}, err
	}
	i := slices.IndexFunc(now, func(one Token) bool { return one.ID == t.ID })
	if i < 0 {
		return Token{}, fault.New(ErrRemoved, fault.Args{"label": t.Name()}, nil)
	}
	return now[i], nil
}

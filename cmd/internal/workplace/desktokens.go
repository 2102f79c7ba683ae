package workplace

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/signing/token"
)

// deskTokens is desk.Tokens over this machine's drivers.
type deskTokens struct{ w *Workplace }

// lookEvery is how often the drivers are asked for what is plugged in: with what
// the system takes to notice a token that is within two seconds.
const lookEvery = time.Second

func (d deskTokens) Tokens(ctx context.Context) ([]desk.Token, error) {
	modules, problems := Drivers()
	views, failed := Tokens(ctx, modules, d.w.Clock.Now())
	tokens := make([]desk.Token, 0, len(views))
	for _, v := range views {
		tokens = append(tokens, deskToken(v))
	}
	switch { // one driver's failure does not hide what another has
	case len(tokens) > 0:
		return tokens, nil
	case len(failed) > 0:
		return nil, failed[0]
	}
	return nil, noDriver(modules, problems)
}

func (d deskTokens) Watch(changed func()) (stop func()) {
	ctx, stop := context.WithCancel(context.Background())
	ticker := time.NewTicker(lookEvery)
	go func() {
		defer ticker.Stop()
		token.Watch(ctx, listAll, ticker.C, func(token.Change) { changed() })
	}()
	return stop
}

func listAll(ctx context.Context) ([]token.Token, error) {
	modules, problems := Drivers()
	if err := noDriver(modules, problems); err != nil {
		return nil, err
	}
	return modules.Tokens(ctx)
}

// noDriver is the reason why there is no driver at all, where one was found.
func noDriver(modules token.Modules, problems []token.Candidate) error {
	if len(modules) == 0 && len(problems) > 0 {
		return problems[0].Problem
	}
	return nil
}

var triesOf = map[token.Tries]desk.Tries{
	token.TriesOK: desk.TriesFull, token.TriesCountLow: desk.TriesFew,
	token.TriesFinal: desk.TriesLast, token.TriesLocked: desk.TriesLocked,
}

func deskToken(v TokenView) desk.Token {
	t := desk.Token{ID: string(v.ID), Label: v.Name(), Serial: v.Serial, Tries: triesOf[v.Tries]}
	for _, c := range v.Certificates {
		if c.Fitness == token.ForIssuing {
			continue // an authority's, kept on the token for the chain
		}
		t.Certificates = append(t.Certificates, desk.Certificate{
			ID: c.Thumbprint, Name: c.Subject, Issuer: c.Issuer, NotBefore: c.NotBefore, NotAfter: c.NotAfter,
			Agency: c.Holder == token.HolderAgency, Unfit: c.Unfit(),
		})
	}
	return t
}

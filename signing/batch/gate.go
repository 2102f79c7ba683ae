package batch

import "context"

// Gate holds a batch between two signatures. A nil Gate is always open. Its
// methods may be called from any goroutine.
type Gate struct{ turn chan struct{} } // holds one value: whoever has it signs, or keeps others from it

// NewGate makes an open gate.
func NewGate() *Gate {
	g := &Gate{make(chan struct{}, 1)}
	g.turn <- struct{}{}
	return g
}

// Pause closes the gate and is back when the signature under way is made; none
// is begun before Resume. With an error of ctx the gate stays open.
func (g *Gate) Pause(ctx context.Context) error { return g.take(ctx) }

// Resume opens the gate that Pause closed.
func (g *Gate) Resume() { g.turn <- struct{}{} }

// pass lets through what is signed at once.
func (g *Gate) pass(ctx context.Context, sign func(context.Context) error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case g == nil:
		return sign(ctx)
	}
	if err := g.take(ctx); err != nil {
		return err
	}
	defer g.Resume()
	return sign(ctx)
}

func (g *Gate) take(ctx context.Context) error {
	select {
	case <-g.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

package desk

import (
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/i18n"
)

// Env is what every presenter is given.
type Env struct {
	Ports
	Threads
	Clock clock.Clock
	Lang  i18n.Language

	// Did is told on the UI thread when a person has done something here that
	// others should hear of: counts are renewed and the outbox is pushed.
	Did func()
}

// Words speaks the environment's language.
func (e Env) Words() Words { return Words{Lang: e.Lang} }

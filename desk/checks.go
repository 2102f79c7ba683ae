package desk

import (
	"context"
	"sync"
)

// Checks remembers what the verifier said of each file, by its SHA-256, so that
// a list and the document beside it ask once. Safe for many goroutines.
type Checks struct {
	files    Files
	verifier Verifier

	mu    sync.Mutex
	known map[string]Report
}

// NewChecks makes an empty memory over the ports.
func NewChecks(ports Ports) *Checks {
	return &Checks{files: ports.Files, verifier: ports.Verifier, known: map[string]Report{}}
}

// Known is what has been said of a file already.
func (c *Checks) Known(sha256 string) (Report, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.known[sha256]
	return r, ok
}

// Check verifies a file, or gives what is known. A verdict that could not be
// reached is not remembered: the next look may succeed.
func (c *Checks) Check(ctx context.Context, sha256 string) (Report, error) {
	if r, ok := c.Known(sha256); ok {
		return r, nil
	}
	path, err := c.files.FilePath(ctx, sha256)
	if err != nil {
		return Report{}, err
	}
	r, err := c.verifier.Verify(ctx, path)
	if err != nil {
		return Report{}, err
	}
	if r.Overall != CouldNotCheck {
		c.mu.Lock()
		c.known[sha256] = r
		c.mu.Unlock()
	}
	return r, nil
}

package desk

import (
	"context"
	"sync"

	"github.com/vanthu/vanthu/office/reading"
)

// Checks remembers what the verifier said of each file, by its SHA-256, and
// whether its pages bear a mark of secrecy, so that a list and the document
// beside it ask once. Safe for many goroutines.
type Checks struct {
	files    Files
	verifier Verifier
	reader   Reader

	mu     sync.Mutex
	known  map[string]Report
	marked map[string]marking
}

// marking is what the pages of a file said.
type marking struct {
	read bool
	err  error
}

// NewChecks makes an empty memory over the ports.
func NewChecks(ports Ports) *Checks {
	return &Checks{
		files: ports.Files, verifier: ports.Verifier, reader: ports.Reader,
		known: map[string]Report{}, marked: map[string]marking{},
	}
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

// Note takes what was seen of a file before it was kept, so that it is not looked
// at again: its signatures, and whether its pages, which bear no mark of secrecy,
// could be read.
func (c *Checks) Note(sha256 string, r Report, read bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[sha256], c.marked[sha256] = r, marking{read: read}
}

// Secrecy refuses a kept file whose pages bear a mark of secrecy, as
// reading.CheckSecrecy does. What cannot be read is not refused: read is false.
func (c *Checks) Secrecy(ctx context.Context, sha256 string) (read bool, err error) {
	c.mu.Lock()
	m, known := c.marked[sha256]
	c.mu.Unlock()
	if known {
		return m.read, m.err
	}
	path, err := c.files.FilePath(ctx, sha256)
	if err != nil {
		return false, nil
	}
	text, err := c.reader.Text(ctx, path)
	if err != nil {
		return false, ctx.Err()
	}
	m.read, m.err = reading.CheckSecrecy(text)
	c.mu.Lock()
	c.marked[sha256] = m
	c.mu.Unlock()
	return m.read, m.err
}

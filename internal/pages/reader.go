package pages

import (
	"context"
	"image"
	"runtime/debug"
	"time"

	"github.com/vanthu/vanthu/office/reading"
)

// Config bounds what a Reader may use. Zero values mean the figures given.
type Config struct {
	// CacheDir keeps the compiled engine (about 21 MB), so that the next start
	// takes a fraction of a second instead of some seconds. A folder that cannot
	// be written to only costs that time. Empty: in memory only.
	CacheDir string

	ImageBytes int64         // drawn pages kept for the next look: 64 MB
	PageTime   time.Duration // for one page, then it is given up: 20 s
	Idle       time.Duration // without questions, then the engine's memory is released: 1 min
}

// Reader answers questions about PDF files. It may be used from any goroutine.
// Every method stops early with the context's error when that ends; others are
// this package's.
type Reader struct {
	config Config
	turn   chan struct{} // held by whoever uses what is below
	engine engine
	open   shelf
	images images // has its own lock
	idle   *time.Timer
	closed bool
}

// New makes a Reader. The engine starts with the first question.
func New(config Config) *Reader {
	if config.ImageBytes == 0 {
		config.ImageBytes = 64 << 20
	}
	if config.PageTime == 0 {
		config.PageTime = 20 * time.Second
	}
	if config.Idle == 0 {
		config.Idle = time.Minute
	}
	r := &Reader{config: config, turn: make(chan struct{}, 1)}
	r.engine.cacheDir = config.CacheDir
	r.images.bound = config.ImageBytes
	r.idle = time.AfterFunc(config.Idle, r.rest)
	return r
}

// Close releases the engine; whoever asks later gets ErrEngine.
func (r *Reader) Close() error {
	r.turn <- struct{}{}
	defer func() { <-r.turn }()
	r.idle.Stop()
	r.closed = true
	r.open.clear()
	r.images.clear()
	return r.engine.close()
}

// rest releases the engine's memory when nobody asked for a while, a hundred
// megabytes and more, and gives it back to the system. The compiled code stays,
// so that the next question waits for milliseconds only.
func (r *Reader) rest() {
	r.turn <- struct{}{}
	defer func() { <-r.turn }()
	if r.engine.instance == nil {
		return
	}
	r.restart()
	r.images.clear()
	debug.FreeOSMemory()
}

// Size is a page's size as seen, in millimetres.
type Size struct{ Width, Height float64 }

// Sizes gives the sizes of all pages in order.
func (r *Reader) Sizes(ctx context.Context, path string) ([]Size, error) {
	return ask(ctx, r, path, func(_ context.Context, d *document) ([]Size, error) { return d.sizes() })
}

// Draw gives page (from 1) as an image of that width in pixels, on white. It is
// narrower only where a page so long would take more than 128 MB. The image is
// shared: nobody may change it.
func (r *Reader) Draw(ctx context.Context, path string, page, width int) (image.Image, error) {
	if id, err := identify(path); err == nil {
		if img, ok := r.images.get(imageKey{id, page, width}); ok {
			return img, nil
		}
	}
	return ask(ctx, r, path, func(_ context.Context, d *document) (image.Image, error) {
		img, err := d.draw(page, width)
		if err == nil {
			r.images.put(imageKey{d.id, page, width}, img)
		}
		return img, err
	})
}

// Text gives what stands upright on the pages of these numbers (from 1), or on
// every page where none is given, line by line. Pages that were not asked for or
// come after the first 300, those for which more than 32 MB of the file would
// have to be read, and those whose text cannot be read are Unread: they have a
// size and no lines.
func (r *Reader) Text(ctx context.Context, path string, numbers ...int) ([]reading.Page, error) {
	return ask(ctx, r, path, func(ctx context.Context, d *document) ([]reading.Page, error) { return d.text(ctx, numbers) })
}

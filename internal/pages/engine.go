package pages

import (
	"context"
	"io"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/vanthu/vanthu/internal/fault"
)

// memoryPages bounds the engine's memory to 512 MB, in units of 64 kB.
const memoryPages = 512 << 20 / (64 << 10)

// grace is how long a page may go on that nobody waits for any more.
const grace = 500 * time.Millisecond

// engine is PDFium: compiled code, kept until the end, and one instance of it
// with memory of its own, which is thrown away when in doubt.
type engine struct {
	cacheDir string
	cache    wazero.CompilationCache
	pool     pdfium.Pool
	instance pdfium.Pdfium
}

// start makes sure that there is an instance.
func (e *engine) start() error {
	if e.instance != nil {
		return nil
	}
	if e.pool == nil {
		if err := e.compile(); err != nil {
			return fault.New(ErrEngine, nil, err)
		}
		debug.FreeOSMemory() // compiling leaves some 200 MB behind
	}
	instance, err := e.pool.GetInstance(time.Minute)
	if err != nil {
		return fault.New(ErrEngine, nil, err)
	}
	e.instance = instance
	return nil
}

// compile makes the engine's code, or takes it from the cache. A cache that
// cannot be used, or whose content is spoilt, is done without.
func (e *engine) compile() (err error) {
	if e.cacheDir != "" {
		if e.cache, err = wazero.NewCompilationCacheWithDir(e.cacheDir); err == nil {
			if e.pool, err = pool(runtime().WithCompilationCache(e.cache)); err == nil {
				return nil
			}
			_ = e.cache.Close(context.Background())
		}
		e.cache = nil
	}
	e.pool, err = pool(runtime())
	return err
}

// runtime bounds what the engine may do. PDFium's setjmp needs exception
// handling; CloseOnContextDone lets a page be given up.
func runtime() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
}

func pool(config wazero.RuntimeConfig) (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{
		MaxTotal: 1, MaxIdle: 1,
		FSConfig:      wazero.NewFSConfig(), // not the disk, which is the default
		RuntimeConfig: config,
		Stdout:        io.Discard, Stderr: io.Discard,
	})
}

// bounded runs do, and kills the instance under it when it takes longer than the
// limit, or than a short grace once the context has ended.
func (e *engine) bounded(ctx context.Context, limit time.Duration, do func() error) error {
	late := time.NewTimer(limit)
	defer late.Stop()
	var killed atomic.Pointer[error]
	kill := func(reason error) {
		killed.Store(&reason)
		_ = e.instance.Kill()
	}
	finished, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-finished:
		case <-late.C:
			kill(ErrTooSlow)
		case <-ctx.Done():
			select {
			case <-finished:
			case <-time.After(grace):
				kill(ctx.Err())
			}
		}
	}()
	err := do()
	close(finished)
	<-watched
	if reason := killed.Load(); reason != nil {
		return *reason
	}
	return err
}

// drop throws the instance away with all that is open in it.
func (e *engine) drop() {
	if e.instance != nil {
		_ = e.instance.Kill() // an error says that it is dead already
		e.instance = nil
	}
}

func (e *engine) close() error {
	e.drop()
	if e.pool == nil {
		return nil
	}
	err := e.pool.Close()
	e.pool = nil
	if e.cache != nil {
		if cacheErr := e.cache.Close(context.Background()); err == nil {
			err = cacheErr
		}
	}
	return err
}

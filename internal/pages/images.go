package pages

import (
	"container/list"
	"image"
	"sync"
)

type imageKey struct {
	file  identity
	page  int
	width int
}

// images keeps the pages drawn last, up to a number of bytes. Any goroutine may
// use it.
type images struct {
	bound int64

	mu    sync.Mutex
	bytes int64
	order list.List // of keptImage, the last used in front
	byKey map[imageKey]*list.Element
}

type keptImage struct {
	key   imageKey
	image image.Image
	bytes int64
}

func (c *images) get(key imageKey) (image.Image, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(keptImage).image, true
}

func (c *images) put(key imageKey, img image.Image) {
	c.mu.Lock()
	defer c.mu.Unlock()
	bounds := img.Bounds()
	kept := keptImage{key, img, int64(bounds.Dx()) * int64(bounds.Dy()) * 4}
	if kept.bytes > c.bound || c.byKey[key] != nil {
		return
	}
	if c.byKey == nil {
		c.byKey = map[imageKey]*list.Element{}
	}
	c.byKey[key] = c.order.PushFront(kept)
	c.bytes += kept.bytes
	for c.bytes > c.bound {
		oldest := c.order.Remove(c.order.Back()).(keptImage)
		delete(c.byKey, oldest.key)
		c.bytes -= oldest.bytes
	}
}

func (c *images) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	c.byKey, c.bytes = nil, 0
}

package pdf

// cachedBytes bounds what a document keeps of the objects that it was asked for,
// as they lie in memory; one larger object is kept all the same.
const cachedBytes = 1 << 20

// cache keeps objects by their numbers: those that were used of late, and those
// that were used before them and have not been forgotten yet.
type cache struct {
	recent, older map[int]cached
	cost          int64 // of recent
}

type cached struct {
	object Object
	cost   int64
}

func (c *cache) get(number int) (Object, bool) {
	if held, ok := c.recent[number]; ok {
		return held.object, true
	}
	held, ok := c.older[number]
	if ok {
		c.keep(number, held)
	}
	return held.object, ok
}

func (c *cache) put(number int, o Object) { c.keep(number, cached{o, footprint(o)}) }

func (c *cache) keep(number int, held cached) {
	if c.recent == nil || c.cost > cachedBytes/2 {
		c.older, c.recent, c.cost = c.recent, map[int]cached{}, 0
	}
	c.recent[number] = held
	c.cost += held.cost + cachedEntry
}

// What things take in memory, in bytes, about.
const (
	cachedEntry = 64
	valueBytes  = 32  // in an array, with what it points to
	dictBytes   = 320 // for eight keys
	keyBytes    = 64
)

// footprint is about how much memory an object takes, in bytes. The bytes of a
// stream stay in the file.
func footprint(o Object) int64 {
	switch v := o.(type) {
	case Name:
		return valueBytes + int64(len(v))
	case String:
		return valueBytes + int64(len(v))
	case Array:
		size := int64(valueBytes)
		for _, item := range v {
			size += footprint(item)
		}
		return size
	case Dict:
		size := int64(dictBytes + max(0, len(v)-8)*keyBytes)
		for _, value := range v {
			size += footprint(value)
		}
		return size
	case *Stream:
		return valueBytes + footprint(v.Dict)
	}
	return valueBytes
}

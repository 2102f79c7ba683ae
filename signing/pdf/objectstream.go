package pdf

const (
	keptContainers = 8
	keptBytes      = 1 << 20
)

// objectStream is a decoded object stream (ISO 32000-2 §7.5.7): its objects'
// numbers and where each stands in data.
type objectStream struct {
	data    []byte
	numbers []int
	offsets []int64
}

func (c *objectStream) cost() int { return len(c.data) + 16*len(c.numbers) }

// fetchCompressed reads an object from its object stream; the index is a hint.
func (d *Document) fetchCompressed(number int, en entry) (Object, error) {
	c, err := d.container(en.place)
	if err != nil {
		return nil, err
	}
	at := int(en.index)
	if at >= len(c.numbers) || c.numbers[at] != number {
		if at = lastIndex(c.numbers, number); at < 0 {
			return nil, errSyntax
		}
	}
	p := newParser(memory(c.data, d.src.work), c.offsets[at], d.limits)
	defer p.release()
	return p.object()
}

func lastIndex(numbers []int, number int) int {
	for i := len(numbers) - 1; i >= 0; i-- {
		if numbers[i] == number {
			return i
		}
	}
	return -1
}

// container gives a decoded object stream, keeping a few of them.
func (d *Document) container(number int64) (*objectStream, error) {
	if number < 0 || number > maxNumber || d.loading[int(number)] {
		return nil, errSyntax
	}
	if c := d.containers[int(number)]; c != nil {
		return c, nil
	}
	// A stream cannot stand in an object stream, so this cannot recur.
	if d.x.entries.get(int(number)).kind != entryPlain {
		return nil, errSyntax
	}
	o, err := d.load(int(number))
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok {
		return nil, errSyntax
	}
	data, err := d.StreamData(s)
	if err != nil {
		return nil, err
	}
	c, err := d.openContainer(s, data)
	if err == nil {
		d.keepContainer(int(number), c)
	}
	return c, err
}

func (d *Document) openContainer(s *Stream, data []byte) (*objectStream, error) {
	count, _ := d.value(s.Dict["N"]).(Integer)
	first, _ := d.value(s.Dict["First"]).(Integer)
	if first < 0 || int64(first) > int64(len(data)) || count < 0 {
		return nil, errSyntax
	}
	c := &objectStream{data: data}
	p := newParser(memory(data[:first], d.src.work), 0, d.limits)
	for i := Integer(0); i < count; i++ {
		number, offset := p.take(), p.take()
		if number.kind != tokenInteger || offset.kind != tokenInteger {
			break
		}
		at := int64(first) + offset.integer
		if number.integer < 0 || number.integer > maxNumber || at < int64(first) || at > int64(len(data)) {
			continue
		}
		c.numbers, c.offsets = append(c.numbers, int(number.integer)), append(c.offsets, at)
	}
	return c, nil
}

func (d *Document) keepContainer(number int, c *objectStream) {
	total := c.cost()
	for _, other := range d.containers {
		total += other.cost()
	}
	if len(d.containers) >= keptContainers || total > keptBytes {
		d.containers = map[int]*objectStream{}
	}
	d.containers[number] = c
}

package engine

// pace is how much goes into one request. On a line that breaks, a request
// carries half as much each time until it gets through, and twice as much after.
type pace struct{ now, most int }

func (p *pace) worse() { p.now = max(p.now/2, 1) }

func (p *pace) better() { p.now = min(p.now*2, p.most) }

// after takes a request's end into account; only the network counts.
func (p *pace) after(err error) {
	switch {
	case err == nil:
		p.better()
	case Offline(err):
		p.worse()
	}
}

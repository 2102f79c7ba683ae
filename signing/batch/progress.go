package batch

import "time"

// Progress counts what became of a batch and guesses how long the rest takes.
// It serves one goroutine at a time.
type Progress struct {
	Total, Signed, Failed int // Signed counts Already as well

	began  time.Time
	counts int // of documents that ended in this run
}

// NewProgress begins to count at a time.
func NewProgress(outcomes []Outcome, now time.Time) *Progress {
	p := &Progress{Total: len(outcomes), began: now}
	for _, o := range outcomes {
		p.add(o)
	}
	return p
}

// Ended counts a document that ended in this run.
func (p *Progress) Ended(o Outcome) {
	p.counts++
	p.add(o)
}

func (p *Progress) add(o Outcome) {
	switch o.State {
	case Signed, Already:
		p.Signed++
	case Failed:
		p.Failed++
	}
}

// Held tells that the batch stood still for a while, which says nothing about how
// long the rest takes.
func (p *Progress) Held(d time.Duration) { p.began = p.began.Add(d) }

// Left is how many documents wait.
func (p *Progress) Left() int { return p.Total - p.Signed - p.Failed }

// Rate is how many documents a second this run ended on average; 0 while nobody
// can tell.
func (p *Progress) Rate(now time.Time) float64 {
	if took := now.Sub(p.began).Seconds(); took > 0 {
		return float64(p.counts) / took
	}
	return 0
}

// Remaining is how long the rest takes at that rate; ok is false while nobody
// can tell.
func (p *Progress) Remaining(now time.Time) (left time.Duration, ok bool) {
	rate := p.Rate(now)
	if rate == 0 {
		return 0, false
	}
	return time.Duration(float64(p.Left()) / rate * float64(time.Second)), true
}

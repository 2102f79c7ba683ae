package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
)

// reviewing shows how many files were looked at; it is called for each.
func (p *program) reviewing(total int) (one func()) {
	var mu sync.Mutex
	count := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		count++
		p.line.show(p.text("ctl.progress.review", i18n.Args{"count": count, "total": total}))
	}
}

// progress is how far a batch is. Files are finished also while it stands still.
type progress struct {
	mu     sync.Mutex
	counts *batch.Progress
	held   bool // nothing is shown: a person is asked, or the shell has the terminal
}

// hold tells that the batch stands still until it goes on.
func (j *signJob) hold() (goOn func()) {
	s := &j.progress
	s.mu.Lock()
	defer s.mu.Unlock()
	began := j.p.clock.Now()
	s.held = true
	j.p.line.hide()
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.held = false
		s.counts.Held(j.p.clock.Now().Sub(began))
	}
}

// ended shows how far the batch is.
func (j *signJob) ended(o batch.Outcome) {
	s := &j.progress
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.Ended(o)
	if j.journal != nil && !s.held {
		j.p.line.show(j.howFar(s.counts))
	}
}

func (j *signJob) howFar(c *batch.Progress) string {
	now, left := j.p.clock.Now(), "…"
	if d, ok := c.Remaining(now); ok {
		left = clockText(d)
	}
	text := j.p.text("ctl.progress.sign", i18n.Args{
		"count": c.Signed + c.Failed, "total": c.Total, "rate": j.p.decimal(c.Rate(now)), "left": left,
	})
	if c.Failed > 0 {
		text += j.p.text("ctl.progress.failed", i18n.Args{"count": c.Failed})
	}
	return text
}

// decimal writes a number with one digit behind the point.
func (p *program) decimal(x float64) string {
	text := fmt.Sprintf("%.1f", x)
	if p.lang == i18n.Vietnamese {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// clockText is a duration as minutes and seconds.
func clockText(d time.Duration) string {
	seconds := int(d.Round(time.Second).Seconds())
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

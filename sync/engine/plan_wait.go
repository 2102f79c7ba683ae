package engine

import "time"

const (
	firstWait = 2 * time.Second
	maxWait   = 5 * time.Minute
	pollEvery = time.Minute // where the server does not hold a poll
)

// planRetry is how long to wait after the n-th failure in a row (from 1): twice
// as long each time, somewhere in the upper half by chance in [0,1), so that the
// machines of a province do not all come back in the same second; and not
// before the server asked for.
func planRetry(n int, chance float64, asked time.Duration) time.Duration {
	wait := maxWait
	if shift := max(n, 1) - 1; shift < 8 {
		wait = min(firstWait<<shift, maxWait)
	}
	wait = wait/2 + time.Duration(chance*float64(wait/2))
	return max(wait, asked)
}

// planPoll is the time to the next poll: a minute, give or take a fifth.
func planPoll(chance float64) time.Duration {
	return pollEvery + time.Duration((chance-0.5)*0.4*float64(pollEvery))
}

package engine

import (
	"cmp"
	"slices"
	"time"

	"github.com/vanthu/vanthu/sync/inbox"
)

// Policy tells whether a file is fetched now. Nil fetches all.
type Policy func(inbox.WantedFile) bool

// planFiles chooses what to fetch and in which order: small ones first, so that
// a scan of 200 MB keeps no letter waiting. Files in later wait for their time.
func planFiles(wanted []inbox.WantedFile, policy Policy, later map[string]time.Time, now time.Time) []inbox.WantedFile {
	var chosen []inbox.WantedFile
	for _, f := range wanted {
		if policy != nil && !policy(f) || later[f.SHA256].After(now) {
			continue
		}
		chosen = append(chosen, f)
	}
	slices.SortStableFunc(chosen, func(a, b inbox.WantedFile) int { return cmp.Compare(a.Size, b.Size) })
	return chosen
}

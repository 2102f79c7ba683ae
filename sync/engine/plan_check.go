package engine

import (
	"slices"

	"github.com/vanthu/vanthu/sync/api"
)

// planCheck compares both sides' sums. Sums at different places of the feed say
// nothing. A type that only one side names has no records on the other.
func planCheck(mine map[api.RecordType]api.TypeSum, cursor string, theirs api.Checksum) (outcome, []api.RecordType) {
	if cursor != theirs.Cursor {
		return moved, nil
	}
	var wrong []api.RecordType
	for t := range union(mine, theirs.Types) {
		if orNone(mine, t) != orNone(theirs.Types, t) {
			wrong = append(wrong, t)
		}
	}
	if len(wrong) == 0 {
		return plain, nil
	}
	slices.Sort(wrong)
	return differs, wrong
}

func union(a, b map[api.RecordType]api.TypeSum) map[api.RecordType]bool {
	all := map[api.RecordType]bool{}
	for t := range a {
		all[t] = true
	}
	for t := range b {
		all[t] = true
	}
	return all
}

func orNone(sums map[api.RecordType]api.TypeSum, t api.RecordType) api.TypeSum {
	if s, ok := sums[t]; ok {
		return s
	}
	return (&api.Summer{}).Total()
}

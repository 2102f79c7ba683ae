package pdf

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// anyEntry is one of any kind, with likely and extreme places.
func anyEntry(random *rand.Rand) entry {
	places := []int64{0, 1, 15, 4 << 30, math.MaxInt64, math.MinInt64, random.Int64N(1 << 33), int64(random.Uint64())}
	place := places[random.IntN(len(places))]
	switch entryKind(random.IntN(4)) {
	case entryFree:
		return entry{kind: entryFree}
	case entryPlain:
		return entry{kind: entryPlain, place: place, gen: uint16(random.IntN(3) * random.IntN(1<<15))}
	case entryCompressed:
		return entry{kind: entryCompressed, place: place, index: random.Uint32() >> random.IntN(32)}
	}
	return entry{}
}

// TestEntriesKeepWhatWasSet sets more pages than are open at once, in any order,
// and asks for all of it.
func TestEntriesKeepWhatWasSet(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	e, want := newEntries(&budget{math.MaxInt64}), map[int]entry{}
	for range 30_000 {
		number := random.IntN(100 * pageSize)
		if random.IntN(100) == 0 {
			number = random.IntN(maxNumber)
		}
		to := anyEntry(random)
		e.set(number, to)
		want[number] = to
		other := random.IntN(100 * pageSize)
		require.Equal(t, want[other], e.get(other), "%d", other)
	}
	last := -1
	e.each(func(number int, en entry) {
		require.Greater(t, number, last)
		require.Equal(t, want[number], en)
		delete(want, number)
		last = number
	})
	for number, en := range want {
		require.Equal(t, entryNone, en.kind, "%d was not visited", number)
	}
	require.Equal(t, entry{}, e.get(-1))
}

// TestPackedPagesAreSmall: two bytes for an object of less than 8 KB, one for a
// compressed one.
func TestPackedPagesAreSmall(t *testing.T) {
	var plain, compressed entryPage
	for i := range plain {
		plain[i] = entry{kind: entryPlain, place: 5_000_000_000 + int64(i)*8000}
		compressed[i] = entry{kind: entryCompressed, place: int64(9 + i/100), index: uint32(i % 100)}
	}
	require.Less(t, len(plain.pack(nil)), 600)
	require.Less(t, len(compressed.pack(nil)), 340)
}

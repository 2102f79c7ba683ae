package storetest

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

func testRegisters(t *testing.T, s store.Store) {
	cast(t, s)
	key := office.RegisterKey{Agency: sender, Kind: office.IncomingRegister, Year: 2026}
	others := []office.RegisterKey{
		{Agency: recipient, Kind: office.IncomingRegister, Year: 2026},
		{Agency: sender, Kind: office.OutgoingRegister, Year: 2026},
		{Agency: sender, Kind: office.IncomingRegister, Year: 2027},
	}
	write(t, s, func(tx store.Tx) {
		head, err := tx.RegisterHead(key)
		require.NoError(t, err)
		assert.Zero(t, head)
		for want := 1; want <= 3; want++ {
			n, err := tx.NextNumber(key)
			require.NoError(t, err)
			assert.Equal(t, want, n)
		}
		for _, other := range others {
			n, err := tx.NextNumber(other)
			require.NoError(t, err)
			assert.Equal(t, 1, n, other)
		}
	})
	read(t, s, func(v store.View) {
		head, err := v.RegisterHead(key)
		require.NoError(t, err)
		assert.Equal(t, 3, head)
	})
}

// testConcurrentNumbers has many clerks at one register; some give up.
func testConcurrentNumbers(t *testing.T, s store.Store) {
	cast(t, s)
	key := office.RegisterKey{Agency: sender, Kind: office.IncomingRegister, Year: 2026}
	var mu sync.Mutex
	var given []int
	var clerks sync.WaitGroup
	for clerk := range 8 {
		clerks.Go(func() {
			for turn := range 10 {
				number := 0
				err := s.Write(t.Context(), func(tx store.Tx) (err error) {
					if number, err = tx.NextNumber(key); err == nil && (clerk+turn)%4 == 0 {
						return assert.AnError
					}
					return err
				})
				if err == nil {
					mu.Lock()
					given = append(given, number)
					mu.Unlock()
				} else {
					assert.ErrorIs(t, err, assert.AnError)
				}
			}
		})
	}
	clerks.Wait()
	slices.Sort(given)
	for i, n := range given {
		require.Equal(t, i+1, n, "no gap, no number twice")
	}
	assert.Len(t, given, 60)
}

// Package storetest is the suite that every implementation of central/store
// passes. It is used by tests only.
package storetest

import (
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Run runs the suite; open gives an empty store, closed by the suite.
func Run(t *testing.T, open func(*testing.T) store.Store) {
	for name, test := range map[string]func(*testing.T, store.Store){
		"identity":     testIdentity,
		"transactions": testTransactions,
		"savepoints":   testSavepoints,
		"directory":    testDirectory,
		"people":       testPeople,
		"devices":      testDevices,
		"web sessions": testWebSessions,
		"operations":   testOps,
		"registers":    testRegisters,
		"many clerks":  testConcurrentNumbers,
		"documents":    testDocuments,
		"codes":        testCodes,
		"searching":    testSearch,
		"dispatches":   testDispatches,
		"arrivals":     testArrivals,
		"feed":         testFeed,
		"stamps":       testStamps,
		"files":        testBlobs,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() { assert.NoError(t, s.Close()) })
			test(t, s)
		})
	}
}

// The cast: a sender, a recipient, a clerk of each with a device.
const (
	sender    office.AgencyCode = "H37.01"
	recipient office.AgencyCode = "H37.02"
	laptop    office.DeviceID   = "0192f000-0000-7000-8000-00000000000a"
	desktop   office.DeviceID   = "0192f000-0000-7000-8000-00000000000b"
)

var noon = time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC)

func write(t *testing.T, s store.Store, work func(store.Tx)) {
	t.Helper()
	require.NoError(t, s.Write(t.Context(), func(tx store.Tx) error {
		work(tx)
		return nil
	}))
}

func read(t *testing.T, s store.Store, work func(store.View)) {
	t.Helper()
	require.NoError(t, s.Read(t.Context(), func(v store.View) error {
		work(v)
		return nil
	}))
}

// cast adds agencies, users and devices.
func cast(t *testing.T, s store.Store) {
	t.Helper()
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddAgency(office.Agency{Code: "H37", Name: "Tỉnh Mẫu"}))
		require.NoError(t, tx.AddAgency(office.Agency{Code: sender, Name: "Ủy ban nhân dân tỉnh Mẫu", Parent: "H37"}))
		require.NoError(t, tx.AddAgency(office.Agency{Code: recipient, Name: "Sở Nội vụ tỉnh Mẫu", Parent: "H37"}))
		for user, agency := range map[string]office.AgencyCode{"huong": sender, "nghia": recipient} {
			require.NoError(t, tx.AddUser(store.User{Name: user, Agency: agency, Role: office.Clerk, Password: "x", CreatedAt: noon}))
		}
		require.NoError(t, tx.AddDevice(store.Device{ID: laptop, User: "huong", Token: sha256.Sum256([]byte("a")), CreatedAt: noon}))
		require.NoError(t, tx.AddDevice(store.Device{ID: desktop, User: "nghia", Token: sha256.Sum256([]byte("b")), CreatedAt: noon}))
		require.NoError(t, tx.LockFeeds(recipient, sender))
	})
}

func testIdentity(t *testing.T, s store.Store) {
	var first store.Identity
	read(t, s, func(v store.View) {
		id, err := v.Identity()
		require.NoError(t, err)
		first = id
	})
	assert.NotZero(t, first.Epoch)
	assert.NotZero(t, first.Key)
	read(t, s, func(v store.View) {
		again, err := v.Identity()
		require.NoError(t, err)
		assert.Equal(t, first, again)
	})
}

func testTransactions(t *testing.T, s store.Store) {
	stop := errors.New("stop")
	err := s.Write(t.Context(), func(tx store.Tx) error {
		require.NoError(t, tx.AddAgency(office.Agency{Code: "H1", Name: "Một"}))
		return stop
	})
	assert.ErrorIs(t, err, stop)
	read(t, s, func(v store.View) {
		_, err := v.Agency("H1")
		assert.ErrorIs(t, err, store.ErrAbsent, "a failed transaction leaves nothing")
		write(t, s, func(tx store.Tx) { require.NoError(t, tx.AddAgency(office.Agency{Code: "H2", Name: "Hai"})) })
		_, err = v.Agency("H2")
		assert.ErrorIs(t, err, store.ErrAbsent, "a view stays at its state")
	})
	read(t, s, func(v store.View) {
		_, err := v.Agency("H2")
		assert.NoError(t, err)
	})
}

func testSavepoints(t *testing.T, s store.Store) {
	cast(t, s)
	stop := errors.New("stop")
	key := office.RegisterKey{Agency: sender, Kind: office.IncomingRegister, Year: 2026}
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddAgency(office.Agency{Code: "H5", Name: "Trước"}))
		err := tx.Savepoint(func() error {
			_, err := tx.NextNumber(key)
			require.NoError(t, err)
			require.NoError(t, tx.AddAgency(office.Agency{Code: "H6", Name: "Trong"}))
			return stop
		})
		assert.ErrorIs(t, err, stop)
		require.NoError(t, tx.Savepoint(func() error { return tx.AddAgency(office.Agency{Code: "H7", Name: "Sau"}) }))
		n, err := tx.NextNumber(key)
		require.NoError(t, err)
		assert.Equal(t, 1, n, "the number went back with the savepoint")
	})
	read(t, s, func(v store.View) {
		for code, there := range map[office.AgencyCode]bool{"H5": true, "H6": false, "H7": true} {
			_, err := v.Agency(code)
			assert.Equal(t, there, err == nil, code)
		}
	})
}

func testOps(t *testing.T, s store.Store) {
	cast(t, s)
	op := store.Op{
		ID: "0192f000-0000-7000-8000-0000000000f1", Device: laptop, Seq: 1, Kind: api.SaveDocument, Body: sha256.Sum256([]byte("x")),
		Result: api.OpResult{ID: "0192f000-0000-7000-8000-0000000000f1", Outcome: api.Rejected, Code: "office.secret", Args: map[string]any{"secrecy": float64(1)}},
		DoneAt: noon,
	}
	read(t, s, func(v store.View) {
		_, err := v.Op(op.ID)
		assert.ErrorIs(t, err, store.ErrAbsent)
	})
	write(t, s, func(tx store.Tx) { require.NoError(t, tx.AddOp(op)) })
	read(t, s, func(v store.View) {
		got, err := v.Op(op.ID)
		require.NoError(t, err)
		assert.Equal(t, op, got)
		d, err := v.Device(laptop)
		require.NoError(t, err)
		assert.EqualValues(t, 1, d.LastSeq)
	})
	again := op
	again.ID = "0192f000-0000-7000-8000-0000000000f2"
	err := s.Write(t.Context(), func(tx store.Tx) error { return tx.AddOp(again) })
	assert.ErrorIs(t, err, store.ErrTaken, "a device's sequence number is used once")
}

func testBlobs(t *testing.T, s store.Store) {
	cast(t, s)
	const one, two = "aa", "bb"
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddBlob(sender, one, 10))
		require.NoError(t, tx.AddBlob(sender, one, 10), "twice is no error")
	})
	read(t, s, func(v store.View) {
		for agency, missing := range map[office.AgencyCode][]string{sender: {two}, recipient: {one, two}} {
			got, err := v.Missing(agency, []string{one, two})
			require.NoError(t, err)
			assert.Equal(t, missing, got, agency)
		}
		may, err := v.MayRead(sender, one)
		require.NoError(t, err)
		assert.False(t, may, "uploaded, but no record names it")
	})
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddBlob(sender, two, 10))
		require.NoError(t, tx.ForgetBlobs(recipient, []string{two}), "not its own: nothing happens")
		held, err := tx.Held(two)
		require.NoError(t, err)
		assert.True(t, held)
		require.NoError(t, tx.ForgetBlobs(sender, []string{two}))
		held, err = tx.Held(two)
		require.NoError(t, err)
		assert.False(t, held)
	})
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.NameBlobs(sender, []office.File{{SHA256: one, Size: 10}}))
		require.NoError(t, tx.NameBlobs(recipient, []office.File{{SHA256: one, Size: 10}}))
		require.NoError(t, tx.AddBlob(recipient, one, 10))
	})
	read(t, s, func(v store.View) {
		for _, agency := range []office.AgencyCode{sender, recipient} {
			may, err := v.MayRead(agency, one)
			require.NoError(t, err)
			assert.True(t, may, agency)
			may, err = v.MayRead(agency, two)
			require.NoError(t, err)
			assert.False(t, may, agency)
		}
	})
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.ForgetBlobs(sender, []string{one}))
		may, err := tx.MayRead(sender, one)
		require.NoError(t, err)
		assert.True(t, may, "a file that a record names stays")
	})
}

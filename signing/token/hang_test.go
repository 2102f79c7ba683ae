//go:build cgo

package token_test

import (
	"crypto"
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/token/apart"
)

// places are those of the calls in CK_FUNCTION_LIST that errand makes.
var places = map[string]int{
	"C_GetFunctionList": 99, "C_Initialize": 0, "C_GetSlotList": 4, "C_GetTokenInfo": 6, "C_GetMechanismList": 7,
	"C_OpenSession": 12, "C_CloseSession": 13, "C_Login": 18, "C_Logout": 19, "C_GetAttributeValue": 24,
	"C_FindObjectsInit": 26, "C_FindObjects": 27, "C_FindObjectsFinal": 28, "C_SignInit": 42, "C_Sign": 43,
}

// errand does everything once that a driver is asked for: find, log in, sign.
func errand(t *testing.T, m *token.Module) (err error) {
	found, err := token.Modules{m}.Find(t.Context(), agencyLabel)
	if err != nil {
		return err
	}
	s, err := token.OpenSession(t.Context(), found)
	if err != nil {
		return err
	}
	defer func() {
		if closed := s.Close(); err == nil {
			err = closed
		}
	}()
	if err := s.Login(t.Context(), token.NewPIN([]byte(rightPIN)), token.LoginOptions{}); err != nil {
		return err
	}
	list, err := s.Certificates(t.Context(), now)
	if err != nil {
		return err
	}
	key, err := s.Signer(t.Context(), list[0])
	if err != nil {
		return err
	}
	_, err = key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
	return err
}

// short limits are still long enough for a working driver on a busy machine.
var short = apart.Limits{Look: time.Second, Load: time.Second, Call: 700 * time.Millisecond, Key: 700 * time.Millisecond, Person: 700 * time.Millisecond}

// Whatever a driver does in whichever call, it costs one typed error in good
// time; other tokens work meanwhile, and the driver itself does afterwards.
func TestADriverThatHangsCrashesOrEnds(t *testing.T) {
	for word, want := range map[string]fault.Code{
		"hang": token.ErrDriverHung, "orphan": token.ErrDriverHung,
		"crash": token.ErrDriverCrashed, "exit": token.ErrDriverCrashed,
	} {
		for call, place := range places {
			if word == "orphan" && call != "C_Login" {
				continue // one is enough of what leaves processes behind
			}
			t.Run(word+" "+call, func(t *testing.T) {
				m, logins := misbehavingWithin(t, short, fmt.Sprint(word, " ", place))
				begun := time.Now()
				err := errand(t, m)
				took := time.Since(begun)
				code, args, _ := fault.Of(err)
				assert.Equal(t, want, code, "%v", err)
				assert.Equal(t, m.Driver().Path, args["path"])
				assert.NotEmpty(t, args["call"])
				assert.Less(t, took, 2*short.Load)
				assert.LessOrEqual(t, len(logins()), 1, "nothing sends the PIN again")
				assert.NoError(t, errand(t, driver(t)), "another driver")
				order(t, m)
				assert.NoError(t, errand(t, m), "a new process of the same driver")
			})
		}
	}
}

// What another token of the same driver does costs a session its login: it says
// so, and does not reach into the new process with an old handle.
func TestASessionIsLostWithItsDriver(t *testing.T) {
	m, logins := misbehavingWithin(t, short)
	s := loggedIn(t, m, agencyLabel)
	key := signer(t, s, "")
	order(t, m, "crash 4")
	_, err := m.Tokens(t.Context())
	require.ErrorIs(t, err, token.ErrDriverCrashed)
	order(t, m)
	other := session(t, m, leaderLabel)
	_, err = key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrSessionLost)
	assert.NoError(t, s.Close())
	require.NoError(t, login(t, other, rightPIN, token.LoginOptions{}))
	assert.Len(t, logins(), 2)
	require.NoError(t, login(t, session(t, m, agencyLabel), rightPIN, token.LoginOptions{}), "the lost login is forgotten")
}

// A driver that always hangs costs its time twice, then it is left alone.
func TestADriverThatFailedTwiceRests(t *testing.T) {
	m, _ := misbehavingWithin(t, apart.Limits{Look: time.Second, Load: 2 * time.Second, Call: 300 * time.Millisecond, Key: time.Second, Person: time.Second}, "hang 4")
	const rest = 1500 * time.Millisecond
	m.Rest(rest)
	for range 2 {
		_, err := m.Tokens(t.Context())
		require.ErrorIs(t, err, token.ErrDriverHung)
	}
	order(t, m)
	begun := time.Now()
	_, err := m.Tokens(t.Context())
	assert.ErrorIs(t, err, token.ErrDriverHung, "it says what it did")
	assert.Less(t, time.Since(begun), 100*time.Millisecond)
	assert.Eventually(t, func() bool {
		_, err := m.Tokens(t.Context())
		return err == nil
	}, 10*rest, rest/5)
}

// A slow driver keeps no other waiting for its turn.
func TestAHangingDriverDelaysNoOther(t *testing.T) {
	m, _ := misbehavingWithin(t, short, "hang 4")
	tokens, err := token.Modules{m, driver(t)}.Tokens(t.Context())
	assert.ErrorIs(t, err, token.ErrDriverHung)
	assert.Len(t, tokens, 3, "what the other driver has is listed")
}

// The caller's change of mind does not break off what was begun: the driver is
// waited for, and nobody's login is lost.
func TestACallOnceBegunIsNotBrokenOff(t *testing.T) {
	m, _ := misbehaving(t, "slow 300")
	s := loggedIn(t, m, agencyLabel)
	key := signer(t, s, "")
	ctx, cancel := contextFor(t, 50*time.Millisecond)
	defer cancel()
	_, err := key.SignContext(ctx, digest(crypto.SHA256, "x"), crypto.SHA256)
	require.NoError(t, err)
	_, err = key.SignContext(ctx, digest(crypto.SHA256, "x"), crypto.SHA256)
	assert.ErrorIs(t, err, token.ErrBusy, "and what was not begun is not")
	_, err = key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
	assert.NoError(t, err)
}

// One call of a driver waits for another, no longer than its context.
func TestCallsComeOneAtATime(t *testing.T) {
	m, _ := misbehaving(t, "slow 700")
	key := signer(t, loggedIn(t, m, agencyLabel), "")
	signed := make(chan error)
	begun := make(chan bool)
	go func() {
		close(begun)
		_, err := key.Sign(rand.Reader, digest(crypto.SHA256, "x"), crypto.SHA256)
		signed <- err
	}()
	<-begun
	time.Sleep(100 * time.Millisecond)
	ctx, cancel := contextFor(t, 50*time.Millisecond)
	defer cancel()
	_, err := m.Tokens(ctx)
	assert.ErrorIs(t, err, token.ErrBusy)
	assert.NoError(t, <-signed)
	_, err = m.Tokens(t.Context())
	assert.NoError(t, err)
}

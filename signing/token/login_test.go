//go:build cgo

package token_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

func login(t *testing.T, s *token.Session, pin string, options token.LoginOptions) error {
	t.Helper()
	typed := []byte(pin)
	err := s.Login(t.Context(), token.NewPIN(typed), options)
	assert.Equal(t, make([]byte, len(pin)), typed, "the PIN must be wiped")
	if err != nil && pin != "" {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), pin, "no PIN in an error")
	}
	return err
}

func TestWrongPINUsesOneTry(t *testing.T) {
	m, logins := misbehaving(t)
	s := session(t, m, agencyLabel)
	err := login(t, s, wrongPIN, token.LoginOptions{})
	assert.ErrorIs(t, err, token.ErrPINIncorrect)
	assert.ErrorIs(t, err, token.ErrPINIncorrectLow, "SoftHSM counts wrong entries and says so")
	_, args, _ := fault.Of(err)
	assert.Equal(t, "count_low", args["tries"])
	assert.Equal(t, []string{"1"}, logins())
	assert.Equal(t, token.TriesCountLow, tries(t, m, agencyLabel))

	require.NoError(t, login(t, s, rightPIN, token.LoginOptions{}))
	assert.Equal(t, []string{"1", "1"}, logins())
	assert.Equal(t, token.TriesOK, tries(t, m, agencyLabel))
}

func tries(t *testing.T, m *token.Module, label string) token.Tries {
	t.Helper()
	found, err := token.Modules{m}.Find(t.Context(), label)
	require.NoError(t, err)
	return found.Tries
}

func TestNothingIsSentThatCannotBeRight(t *testing.T) {
	const locked, final, pad = "flags 0x40000", "flags 0x20000", "flags 0x100"
	for name, c := range map[string]struct {
		order, pin string
		options    token.LoginOptions
		want       fault.Code
	}{
		"short":         {"flags 0", "123", token.LoginOptions{}, token.ErrPINLength},
		"long":          {"flags 0", strings.Repeat("1", 256), token.LoginOptions{}, token.ErrPINLength},
		"none":          {"flags 0", "", token.LoginOptions{}, token.ErrPINNeeded},
		"locked":        {locked, rightPIN, token.LoginOptions{AllowFinalTry: true}, token.ErrPINLocked},
		"final":         {final, rightPIN, token.LoginOptions{}, token.ErrFinalTry},
		"final and pad": {"flags 0x20100", "", token.LoginOptions{}, token.ErrFinalTry},
	} {
		t.Run(name, func(t *testing.T) {
			m, logins := misbehaving(t, c.order)
			err := login(t, session(t, m, agencyLabel), c.pin, c.options)
			assert.ErrorIs(t, err, c.want)
			assert.Empty(t, logins())
		})
	}
	t.Run("final with leave", func(t *testing.T) {
		m, logins := misbehaving(t, final)
		require.NoError(t, login(t, session(t, m, agencyLabel), rightPIN, token.LoginOptions{AllowFinalTry: true}))
		assert.Equal(t, []string{"1"}, logins())
	})
	t.Run("the pad takes the PIN", func(t *testing.T) {
		m, logins := misbehaving(t, pad, "login 0x50")
		err := login(t, session(t, m, agencyLabel), rightPIN, token.LoginOptions{})
		assert.ErrorIs(t, err, token.ErrUserCancelled)
		assert.Equal(t, []string{"1 pad"}, logins(), "the typed PIN must not be sent")
	})
}

// What the token says after a wrong PIN decides which error it is.
func TestWrongPINTellsWhatTheTokenSays(t *testing.T) {
	for _, c := range []struct {
		code, flags string
		want        fault.Code
	}{
		{"0xA0", "0x10000", token.ErrPINIncorrectLow},
		{"0xA0", "0x20000", token.ErrPINIncorrectFinal},
		{"0xA4", "0", token.ErrPINLocked},
		{"0xA2", "0", token.ErrPINLength},
		{"0xA3", "0", token.ErrPINExpired},
		{"0x102", "0", token.ErrPINNotSet},
		{"0x100", "0", token.ErrBusy},
		{"0x32", "0", token.ErrRemoved},
		{"0x30", "0", token.ErrGeneral},
	} {
		t.Run(c.code+" "+c.flags, func(t *testing.T) {
			m, logins := misbehaving(t, "login "+c.code, "flags "+c.flags)
			err := login(t, session(t, m, agencyLabel), rightPIN, token.LoginOptions{AllowFinalTry: true})
			code, _, _ := fault.Of(err)
			assert.Equal(t, c.want, code, "%v", err)
			assert.Len(t, logins(), 1)
		})
	}
}

func TestATokenIsLoggedInOnce(t *testing.T) {
	m, logins := misbehaving(t)
	first := loggedIn(t, m, agencyLabel)
	second := session(t, m, agencyLabel)
	assert.ErrorIs(t, login(t, second, wrongPIN, token.LoginOptions{}), token.ErrBusy)
	assert.ErrorIs(t, login(t, first, wrongPIN, token.LoginOptions{}), token.ErrBusy)
	assert.Len(t, logins(), 1)
	require.NoError(t, first.Close())
	assert.NoError(t, login(t, second, rightPIN, token.LoginOptions{}), "Close logs out")
}

func TestPINNeverPrints(t *testing.T) {
	pin := token.NewPIN([]byte(rightPIN))
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "pin", pin, "struct", struct{ P *token.PIN }{pin})
	encoded, err := json.Marshal(struct{ P *token.PIN }{pin})
	require.NoError(t, err)
	all := log.String() + string(encoded)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		all += fmt.Sprintf(verb, pin)
		all += fmt.Sprintf(verb, struct{ P *token.PIN }{pin})
	}
	for _, leak := range []string{rightPIN, "3132333435363738", "49 50 51 52"} {
		assert.NotContains(t, all, leak)
	}
	pin.Wipe()
	pin.Wipe()
	(*token.PIN)(nil).Wipe()
}

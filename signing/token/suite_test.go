//go:build cgo

package token_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

// device is a token of a kind of its own, and what it is known to hold.
type device struct {
	module     *token.Module
	label, pin string
	rsa, ecdsa string // CKA_ID of a key; empty: it has none
	alsoPSS    bool
	wrong      func() int // wrong PINs that reached it; nil: it does not tell
}

// devices are made anew for each test.
var devices = map[string]func(*testing.T) device{
	"SoftHSM": func(t *testing.T) device {
		return device{module: driver(t), label: leaderLabel, pin: rightPIN, rsa: "01", ecdsa: "02", alsoPSS: true}
	},
	"a driver that answers 0 to a question for a size": func(t *testing.T) device {
		m, _ := misbehaving(t, "zero 1", "noise 1")
		return device{module: m, label: leaderLabel, pin: rightPIN, rsa: "01", ecdsa: "02", alsoPSS: true}
	},
	"softokn":      softokn,
	"virtual card": virtualCard,
}

// TestEveryDevice holds every kind of token to the same contract.
func TestEveryDevice(t *testing.T) {
	for name, plug := range devices {
		t.Run(name, func(t *testing.T) {
			d := plug(t)
			t.Run("is listed", d.isListed)
			t.Run("takes a wrong PIN once", d.takesAWrongPINOnce)
			t.Run("signs", d.signs)
			t.Run("wants a login again", d.wantsALoginAgain)
			t.Run("changes its PIN", d.changesItsPIN)
		})
	}
}

func (d *device) isListed(t *testing.T) {
	tokens, err := d.module.Tokens(t.Context())
	require.NoError(t, err)
	for _, one := range tokens {
		if one.Label == d.label {
			assert.True(t, one.NeedsLogin)
			assert.Equal(t, token.TriesOK, one.Tries)
			return
		}
	}
	assert.Fail(t, "not listed", d.label)
}

func (d *device) takesAWrongPINOnce(t *testing.T) {
	err := login(t, session(t, d.module, d.label), "135790", token.LoginOptions{AllowFinalTry: true})
	assert.ErrorIs(t, err, token.ErrPINIncorrect)
	if d.wrong != nil {
		assert.Equal(t, 1, d.wrong())
	}
	require.NoError(t, d.login(t, d.pin).Close())
}

// login gives a session that is closed at the end, with the PIN wiped then at
// the latest: a token may have a key that wants it again.
func (d *device) login(t *testing.T, pin string) *token.Session {
	t.Helper()
	s, typed := session(t, d.module, d.label), []byte(pin)
	require.NoError(t, s.Login(t.Context(), token.NewPIN(typed), token.LoginOptions{AllowFinalTry: true}))
	t.Cleanup(func() {
		assert.NoError(t, s.Close())
		assert.Equal(t, make([]byte, len(pin)), typed)
	})
	return s
}

func (d *device) signs(t *testing.T) {
	s := d.login(t, d.pin)
	for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		sum := digest(h, "Kế hoạch")
		if d.rsa != "" {
			key := signer(t, s, d.rsa)
			signature, err := key.Sign(rand.Reader, sum, h)
			require.NoError(t, err)
			assert.NoError(t, rsa.VerifyPKCS1v15(key.Public().(*rsa.PublicKey), h, sum, signature))
			pss := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: h}
			signature, err = key.Sign(rand.Reader, sum, pss)
			if d.alsoPSS {
				require.NoError(t, err)
				assert.NoError(t, rsa.VerifyPSS(key.Public().(*rsa.PublicKey), h, sum, signature, pss))
			} else {
				assert.ErrorIs(t, err, token.ErrMechanismUnsupported)
			}
		}
		if d.ecdsa != "" {
			key := signer(t, s, d.ecdsa)
			signature, err := key.Sign(rand.Reader, sum, h)
			require.NoError(t, err)
			assert.True(t, ecdsa.VerifyASN1(key.Public().(*ecdsa.PublicKey), sum, signature))
		}
	}
}

func (d *device) wantsALoginAgain(t *testing.T) {
	require.NoError(t, d.login(t, d.pin).Close())
	s := session(t, d.module, d.label)
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	_, err = s.Signer(t.Context(), find(t, list, d.rsa))
	assert.ErrorIs(t, err, token.ErrPINNeeded)
}

func (d *device) changesItsPIN(t *testing.T) {
	found, err := token.Modules{d.module}.Find(t.Context(), d.label)
	require.NoError(t, err)
	change := func(old, next string) error {
		a, b := []byte(old), []byte(next)
		err := token.ChangePIN(t.Context(), found, token.NewPIN(a), token.NewPIN(b), token.LoginOptions{AllowFinalTry: true})
		assert.Equal(t, make([]byte, len(a)+len(b)), append(a, b...), "both PINs are wiped")
		return err
	}
	const other = "975310"
	assert.ErrorIs(t, change("135790", other), token.ErrPINIncorrect)
	require.NoError(t, change(d.pin, other))
	require.NoError(t, d.login(t, other).Close())
	require.NoError(t, change(other, d.pin))
	require.NoError(t, d.login(t, d.pin).Close())
}

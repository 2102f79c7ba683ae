//go:build cgo

package token_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

func TestCertificates(t *testing.T) {
	s := session(t, driver(t), leaderLabel)
	before, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	assert.Equal(t, map[string]token.Fitness{
		"01": token.Fit, "02": token.Fit, "03": token.Fit, "04": token.TooLate, "05": token.Fit,
		"06": token.NotForSign, "07": token.TooEarly, "08": token.ForIssuing, "09": token.Fit,
	}, fitness(before), "keys are not to be seen before login")
	for _, c := range before {
		assert.Equal(t, token.KeyUnknown, c.Key, c.KeyID)
	}

	require.NoError(t, s.Login(t.Context(), token.NewPIN([]byte(rightPIN)), token.LoginOptions{}))
	after, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	assert.Equal(t, token.KeyMissing, fitness(after)["05"])

	first := find(t, after, "01")
	assert.Equal(t, token.RSA, first.KeyType)
	assert.Equal(t, 2048, first.KeyBits)
	assert.Equal(t, token.KeyPresent, first.Key)
	assert.Equal(t, leaderLabel, first.Subject)
	assert.Equal(t, "CA gốc thử", first.Issuer)
	assert.Equal(t, token.HolderPerson, first.Holder)
	require.Len(t, first.Authorities, 1)
	assert.True(t, first.Authorities[0].Equal(world.issuer))
	assert.Equal(t, 384, find(t, after, "03").KeyBits)
}

func TestHolderOfAnAgency(t *testing.T) {
	list, err := session(t, driver(t), agencyLabel).Certificates(t.Context(), now)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, token.HolderAgency, list[0].Holder)
	assert.Empty(t, list[0].Authorities, "its issuer is not on this token")
}

func TestChoose(t *testing.T) {
	list, err := loggedIn(t, driver(t), leaderLabel).Certificates(t.Context(), now)
	require.NoError(t, err)

	byThumbprint, err := token.Choose(list, find(t, list, "02").Thumbprint[:12])
	require.NoError(t, err)
	assert.Equal(t, "02", byThumbprint.KeyID)

	for id, want := range map[string]fault.Code{
		"":         token.ErrCertificateChoice,
		"7f":       token.ErrCertificateNotFound,
		"04":       token.ErrExpired,
		"05":       token.ErrNoKey,
		"06":       token.ErrNotForSigning,
		"07":       token.ErrNotYetValid,
		"08":       token.ErrNotForSigning,
		"00000000": token.ErrCertificateNotFound,
	} {
		_, err := token.Choose(list, id)
		assert.ErrorIs(t, err, want, id)
	}
	_, err = token.Choose(nil, "")
	assert.ErrorIs(t, err, token.ErrNoCertificate)
	_, err = token.Choose([]token.Certificate{find(t, list, "04")}, "")
	assert.ErrorIs(t, err, token.ErrExpired, "the reason, where there is only one certificate")
	assert.ErrorIs(t, err, token.ErrCertificateUnfit)
	only, err := token.Choose([]token.Certificate{find(t, list, "01"), find(t, list, "04"), find(t, list, "08")}, "")
	require.NoError(t, err)
	assert.Equal(t, "01", only.KeyID)
	only, err = token.Choose([]token.Certificate{only, only}, "")
	require.NoError(t, err, "a driver that lists it twice")
	assert.Equal(t, "01", only.KeyID)
}

// A driver that answers 0 to a question for a size, or lies about lengths.
func TestCertificatesOfAMisbehavingDriver(t *testing.T) {
	m, _ := misbehaving(t, "zero 1")
	list, err := session(t, m, leaderLabel).Certificates(t.Context(), now)
	require.NoError(t, err)
	assert.Len(t, list, 9)
	assert.Equal(t, leaderLabel, find(t, list, "01").Subject)

	order(t, m, "huge 0x7fffffffffff")
	_, err = session(t, m, leaderLabel).Certificates(t.Context(), now)
	assert.ErrorIs(t, err, token.ErrGeneral)
	order(t, m, "huge -1")
	_, err = session(t, m, leaderLabel).Certificates(t.Context(), now)
	assert.ErrorIs(t, err, token.ErrGeneral)
	order(t, m, "huge 3") // a certificate cut short
	list, err = session(t, m, leaderLabel).Certificates(t.Context(), now)
	require.NoError(t, err)
	for _, c := range list {
		assert.Equal(t, token.Unreadable, c.Fitness)
		assert.ErrorIs(t, c.Unfit(), token.ErrUnreadable)
	}
}

func fitness(list []token.Certificate) map[string]token.Fitness {
	m := map[string]token.Fitness{}
	for _, c := range list {
		m[c.KeyID] = c.Fitness
	}
	return m
}

func find(t *testing.T, list []token.Certificate, id string) token.Certificate {
	t.Helper()
	for _, c := range list {
		if c.KeyID == id {
			return c
		}
	}
	require.Fail(t, "no certificate", id)
	return token.Certificate{}
}

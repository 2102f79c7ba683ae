package pades_test

import (
	"context"
	"crypto"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// counted counts what a key signs: each may cost a PIN.
type counted struct {
	crypto.Signer
	signed int
}

func (c *counted) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	c.signed++
	return c.Signer.Sign(random, digest, opts)
}

// signTo signs a small file and holds the result to what must always be: one use
// of the key, a valid signature, no other file left.
func (s *services) signTo(t *testing.T, req pades.Request, to pades.ExtendRequest) (string, pades.Reached) {
	t.Helper()
	key := &counted{Signer: req.Key}
	req.Key = key
	out := filepath.Join(t.TempDir(), "out.pdf")
	result, reached, err := pades.SignTo(t.Context(), save(t, pdftest.Build(pdftest.Options{Form: true})), out, req, to)
	require.NoError(t, err)
	info, err := os.Stat(out)
	require.NoError(t, err)
	assert.Equal(t, info.Size(), result.Size)
	assert.Equal(t, 1, key.signed)
	requireValid(t, out, pkitest.DemoLeader)
	pdftest.RequireSound(t, out)
	requireNothingIn(t, filepath.Dir(out), "out.pdf")
	return out, reached
}

func TestSignToALevel(t *testing.T) {
	s := newServices(t)
	for level, stamps := range map[pades.Level]int{pades.LevelB: 0, pades.LevelT: 0, pades.LevelLT: 0, pades.LevelLTA: 1} {
		out, reached := s.signTo(t, request(s.Leader), s.to(t, level))
		assert.Equal(t, pades.Reached{Level: level}, reached)
		if level == pades.LevelLTA {
			s.requireStamps(t, out, stamps)
		}
	}
}

// A server that fails costs the level, not the signature.
func TestSignToWithServersThatFail(t *testing.T) {
	for _, c := range []struct {
		fail    func(*services)
		level   pades.Level
		missing error
	}{
		{func(s *services) { s.Close() }, pades.LevelB, timestamp.ErrUnreachable},
		{func(s *services) { s.TSA.Order(pkitest.OtherSubject) }, pades.LevelB, timestamp.ErrOtherContent},
		{func(s *services) { s.OCSP.Order(pkitest.Slow); s.Lists.Order(pkitest.Down) }, pades.LevelT, revocation.ErrUnreachable},
		{func(s *services) { s.RootLists.Order(pkitest.Stranger) }, pades.LevelT, revocation.ErrUnknown},
	} {
		s := newServices(t)
		c.fail(s)
		_, reached := s.signTo(t, request(s.Leader), s.to(t, pades.LevelLTA))
		assert.Equal(t, c.level, reached.Level)
		assert.ErrorIs(t, reached.Missing, c.missing)
	}
}

// Where the stamped signature does not fit its place, the file gets a document
// time stamp: the key is not asked again.
func TestSignToWithLittleRoom(t *testing.T) {
	s := newServices(t)
	req := request(s.Leader)
	req.Room = 2000
	out, reached := s.signTo(t, req, s.to(t, pades.LevelT))
	assert.Equal(t, pades.Reached{Level: pades.LevelT}, reached)
	s.requireStamps(t, out, 1)
}

// A field that demands a time stamp or evidence gets it, or no signature.
func TestSignToDemandingFields(t *testing.T) {
	for seed, level := range map[string]pades.Level{"/TimeStamp <</URL (http://tsa) /Ff 1>>": pades.LevelT, "/Ff 32 /AddRevInfo true": pades.LevelLT} {
		s := newServices(t)
		in := save(t, pdftest.Build(pdftest.Options{Form: true, Field: "/SV <<" + seed + ">>"}))
		req := request(s.Leader)
		key := &counted{Signer: req.Key}
		req.Field, req.Appearance, req.Key = "Approval", box, key
		out := filepath.Join(t.TempDir(), "out.pdf")
		_, reached, err := pades.SignTo(t.Context(), in, out, req, s.to(t, level))
		require.NoError(t, err)
		assert.Equal(t, pades.Reached{Level: level}, reached)
		requireValid(t, out, pkitest.DemoLeader)

		s.Close()
		_, _, err = pades.SignTo(t.Context(), in, filepath.Join(t.TempDir(), "no.pdf"), req, s.to(t, level))
		require.Error(t, err)
		if level == pades.LevelLT {
			assert.Equal(t, 1, key.signed, "the status is asked for before the key")
		}
		_, _, err = pades.SignTo(t.Context(), in, filepath.Join(t.TempDir(), "no.pdf"), req, pades.ExtendRequest{})
		require.Error(t, err)
	}
}

// Nobody signs with a certificate that is known to be revoked.
func TestSignToRevoked(t *testing.T) {
	s := newServices(t)
	s.Register.Revoke(s.Leader.Certificate, s.Now().AddDate(0, 0, -1), 1)
	req := request(s.Leader)
	key := &counted{Signer: req.Key}
	req.Key = key
	out := filepath.Join(t.TempDir(), "out.pdf")
	_, _, err := pades.SignTo(t.Context(), save(t, pdftest.Build(pdftest.Options{})), out, req, s.to(t, pades.LevelLT))
	require.ErrorIs(t, err, revocation.ErrRevoked)
	assert.Zero(t, key.signed)
	requireNothingIn(t, filepath.Dir(out))
}

// Who stops while the server is asked gets no half a file.
func TestSignToStopped(t *testing.T) {
	s := newServices(t)
	s.TSA.Order(pkitest.Slow)
	ctx, stop := context.WithCancel(t.Context())
	out := filepath.Join(t.TempDir(), "out.pdf")
	key := &counted{Signer: s.Leader.Key}
	req := request(s.Leader)
	req.Key = stopping{key, stop}
	_, _, err := pades.SignTo(ctx, save(t, pdftest.Build(pdftest.Options{})), out, req, s.to(t, pades.LevelT))
	require.ErrorIs(t, err, context.Canceled)
	requireNothingIn(t, filepath.Dir(out))
}

// stopping ends the work as soon as the key has signed.
type stopping struct {
	crypto.Signer
	stop func()
}

func (s stopping) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	defer s.stop()
	return s.Signer.Sign(random, digest, opts)
}

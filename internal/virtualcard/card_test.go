//go:build linux

package virtualcard_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/virtualcard"
)

const pin = "246810"

func TestOpenSCSignsWithTheCard(t *testing.T) {
	w := start(t)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	card := w.card(virtualcard.Authentication, rsaKey)
	require.NoError(t, card.Load(virtualcard.KeyManagement, ecKey, certificate(t, ecKey)))
	require.NoError(t, w.reader.Insert(card))

	in, out := filepath.Join(t.TempDir(), "in"), filepath.Join(t.TempDir(), "out")
	require.NoError(t, os.WriteFile(in, []byte("Kế hoạch 153/KH-UBND"), 0o600))
	counts, began := []int{}, time.Now()
	card.OnSign(func(count int) { counts, began = append(counts, count), time.Now() })
	card.SetDelay(300 * time.Millisecond)
	w.tool("--login", "--pin", pin, "--sign", "--id", "01", "-m", "SHA256-RSA-PKCS", "-i", in, "-o", out)
	require.Equal(t, []int{1}, counts)
	require.GreaterOrEqual(t, time.Since(began), 300*time.Millisecond)
	signature, err := os.ReadFile(out)
	require.NoError(t, err)
	require.NoError(t, certificate(t, rsaKey).CheckSignature(x509.SHA256WithRSA, []byte("Kế hoạch 153/KH-UBND"), signature))
	require.Equal(t, 1, card.Signed())
}

func TestWrongPINsAreCountedUntilTheCardLocks(t *testing.T) {
	w := start(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	card := w.card(virtualcard.Authentication, key)
	require.NoError(t, w.reader.Insert(card))
	require.Contains(t, w.tool("--list-token-slots"), "login required")
	for left := virtualcard.Tries - 1; left >= 0; left-- {
		require.Error(t, w.try("--login", "--pin", "111111", "--list-objects"))
		require.Equal(t, left, card.Left())
	}
	require.Error(t, w.try("--login", "--pin", pin, "--list-objects"))
	require.Equal(t, virtualcard.Tries, card.Wrong())
	card.SetLeft(virtualcard.Tries)
	require.NoError(t, w.try("--login", "--pin", pin, "--list-objects"))
}

func TestPulledCardIsGoneAndComesBack(t *testing.T) {
	w := start(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	card := w.card(virtualcard.Authentication, key)
	require.NoError(t, w.reader.Insert(card))
	require.ErrorIs(t, w.reader.Insert(card), virtualcard.ErrFull)
	w.reader.Pull()
	require.Eventually(t, func() bool { return w.try("--list-objects") != nil }, 5*time.Second, 100*time.Millisecond)
	require.NoError(t, w.reader.Insert(card))
	require.Eventually(t, func() bool { return w.try("--list-objects") == nil }, 5*time.Second, 100*time.Millisecond)
}

type workbench struct {
	t      *testing.T
	reader *virtualcard.Reader
}

func start(t *testing.T) *workbench {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	daemon, err := virtualcard.Start(ctx, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(daemon.Close)
	w := &workbench{t, daemon.Reader(0)}
	t.Cleanup(w.reader.Pull)
	return w
}

func (w *workbench) card(at virtualcard.Slot, key virtualcard.Key) *virtualcard.Card {
	card, err := virtualcard.New(pin, 1)
	require.NoError(w.t, err)
	require.NoError(w.t, card.Load(at, key, certificate(w.t, key)))
	return card
}

func (w *workbench) command(args ...string) *exec.Cmd {
	return exec.Command("pkcs11-tool", append([]string{"--module", virtualcard.Module}, args...)...)
}

func (w *workbench) tool(args ...string) string {
	out, err := w.command(args...).CombinedOutput()
	require.NoError(w.t, err, string(out))
	return string(out)
}

func (w *workbench) try(args ...string) error { return w.command(args...).Run() }

func certificate(t *testing.T, key virtualcard.Key) *x509.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Nguyễn Thị Lan"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	c, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return c
}

package e2e

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softokn"
	"github.com/vanthu/vanthu/internal/virtualcard"
)

// listed is a line of token list --json.
type listed struct {
	Label, Serial, Module, Tries string
	Certificates                 []struct {
		ID, Subject, Key, Holder, Fitness string
		KeyType                           string `json:"key_type"`
		KeyBits                           int    `json:"key_bits"`
	}
	Error struct{ Code, What string }
}

// issue makes a person's key with its certificate.
func issue(t *testing.T, kind pkitest.KeyKind) *pkitest.Identity {
	t.Helper()
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 9))
	require.NoError(t, err)
	identity, err := root.Issue(pkitest.Leaf{CommonName: cardLabel, Kind: kind, Validity: pkitest.Around(time.Now(), 1)})
	require.NoError(t, err)
	return identity
}

// insert puts a virtual card with these keys into a reader that the whole
// machine sees.
func insert(t *testing.T, keys map[virtualcard.Slot]pkitest.KeyKind) (*virtualcard.Reader, *virtualcard.Card) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // another package may have its turn
	defer cancel()
	daemon, err := virtualcard.Start(ctx, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(daemon.Close)
	card, err := virtualcard.New(cardPIN, 1)
	require.NoError(t, err)
	for slot, kind := range keys {
		identity := issue(t, kind)
		require.NoError(t, card.Load(slot, identity.Key, identity.Certificate))
	}
	reader := daemon.Reader(0)
	require.NoError(t, reader.Insert(card))
	t.Cleanup(reader.Pull)
	return reader, card
}

// store makes a folder of keys where Mozilla's and Chrome's programs have it.
func store(t *testing.T, home string) string {
	t.Helper()
	folder := filepath.Join(home, ".pki", "nssdb")
	require.NoError(t, os.MkdirAll(folder, 0o700))
	require.NoError(t, softokn.Fill(folder, "12345678", 1, issue(t, pkitest.RSA2048)))
	return folder
}

// ctl runs vanthuctl in a home of its own.
func ctl(home string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(world.bin, "vanthuctl"), args...)
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "TMPDIR="+home)
	return cmd
}

// list gives what token list --json says, and its exit status.
func list(t *testing.T, home string, args ...string) (tokens, problems []listed, status int) {
	t.Helper()
	out, err := ctl(home, append([]string{"token", "list", "--json"}, args...)...).Output()
	for _, line := range lines(string(out)) {
		var one listed
		require.NoError(t, json.Unmarshal([]byte(line), &one), line)
		if one.Error.Code == "" {
			tokens = append(tokens, one)
		} else {
			problems = append(problems, one)
		}
	}
	if err != nil {
		status = exitStatus(err)
	}
	return tokens, problems, status
}

// TestTokensOfEveryKindAtOnce finds SoftHSM, Mozilla's softokn and a card in a
// reader without being told of any, and again by their names.
func TestTokensOfEveryKindAtOnce(t *testing.T) {
	home := t.TempDir()
	folder := store(t, home)
	_, card := insert(t, map[virtualcard.Slot]pkitest.KeyKind{virtualcard.Authentication: pkitest.RSA2048, virtualcard.Signature: pkitest.ECDSAP256})
	card.SetLeft(1)
	library, err := softokn.Library()
	require.NoError(t, err)
	for _, args := range [][]string{nil, {"--module", library + "?" + folder, "--module", virtualcard.Module, "--module", softHSM(t)}} {
		tokens, problems, status := list(t, home, args...)
		assert.Zero(t, status)
		assert.Empty(t, problems)
		byLabel := map[string]listed{}
		for _, one := range tokens {
			byLabel[one.Label] = one
		}
		require.Len(t, byLabel, 3, "%v", tokens)
		require.Len(t, tokens, 3)

		soft, nss, piv := byLabel["Demo"], byLabel["nssdb"], byLabel[cardLabel]
		assert.Equal(t, []string{"ok", "ok", "final_try"}, []string{soft.Tries, nss.Tries, piv.Tries})
		assert.Equal(t, library+"?"+folder, nss.Module)
		assert.NotEmpty(t, soft.Certificates)
		require.Len(t, nss.Certificates, 1)
		assert.Equal(t, []any{"rsa", 2048, "ok", "person"}, []any{nss.Certificates[0].KeyType, nss.Certificates[0].KeyBits, nss.Certificates[0].Fitness, nss.Certificates[0].Holder})
		require.Len(t, piv.Certificates, 2)
		kinds := map[string]string{}
		for _, c := range piv.Certificates {
			kinds[c.KeyType] = c.Fitness
		}
		assert.Equal(t, map[string]string{"rsa": "ok", "ecdsa": "ok"}, kinds)
	}
}

// softHSM is the path of SoftHSM's library.
func softHSM(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/softhsm/libsofthsm2.so")
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return found[0]
}

package softtoken

import (
	"bytes"
	"context"
	"crypto"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Token is a token to make.
type Token struct {
	Label   string // at most 32 bytes of UTF-8; names the token in its store
	PIN     string // 4 to 255 bytes
	SOPIN   string // of the security officer, 4 to 255 bytes
	Entries []Entry
}

// Entry is a certificate with its key. Either may be nil: a certificate without
// its key, a key without a certificate.
type Entry struct {
	ID          []byte // CKA_ID, the same for the key and the certificate
	Label       string
	Key         crypto.PrivateKey // RSA or ECDSA
	Certificate *x509.Certificate
	Always      bool // the key wants the PIN for each signature (CKA_ALWAYS_AUTHENTICATE)
}

// Add makes a token in the store and puts its entries on it. When it fails the
// token may be half made: remove the folder.
func (s *Store) Add(ctx context.Context, t Token) error {
	if len(t.Label) == 0 || len(t.Label) > 32 {
		return fmt.Errorf("softtoken: a label has 1 to 32 bytes, %q has %d", t.Label, len(t.Label))
	}
	slot, err := s.freeSlot(ctx)
	if err != nil {
		return err
	}
	pins := []Setting{{"VANTHU_SOFT_SO_PIN", t.SOPIN}, {"VANTHU_SOFT_PIN", t.PIN}}
	if err := s.tool(ctx, pins, "--init-token", "--slot-index", slot, "--label", t.Label, "--so-pin", "env:VANTHU_SOFT_SO_PIN"); err != nil {
		return err
	}
	if err := s.tool(ctx, pins, "--token-label", t.Label, "--login", "--login-type", "so",
		"--so-pin", "env:VANTHU_SOFT_SO_PIN", "--init-pin", "--new-pin", "env:VANTHU_SOFT_PIN"); err != nil {
		return err
	}
	for _, e := range t.Entries {
		if err := s.write(ctx, pins, t.Label, e); err != nil {
			return err
		}
	}
	return nil
}

// freeSlot is the place of the uninitialised slot that SoftHSM always offers.
func (s *Store) freeSlot(ctx context.Context) (string, error) {
	out, err := s.output(ctx, nil, "--list-token-slots")
	if err != nil {
		return "", err
	}
	slot := ""
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "Slot "); ok {
			slot, _, _ = strings.Cut(rest, " ")
		}
		if strings.Contains(line, "uninitialized") {
			return slot, nil
		}
	}
	return "", errors.New("softtoken: SoftHSM offers no slot for a new token")
}

// write puts one entry on the token. pkcs11-tool reads from files: they lie in
// the store, which is the user's own, for as long as it runs.
func (s *Store) write(ctx context.Context, pins []Setting, token string, e Entry) error {
	login := []string{"--token-label", token, "--login", "--pin", "env:VANTHU_SOFT_PIN", "--id", hex.EncodeToString(e.ID)}
	if e.Label != "" {
		login = append(login, "--label", e.Label)
	}
	if e.Key != nil {
		der, err := x509.MarshalPKCS8PrivateKey(e.Key)
		if err != nil {
			return err
		}
		usage := append(login, "--type", "privkey", "--usage-sign")
		if e.Always {
			usage = append(usage, "--always-auth")
		}
		if err := s.writeObject(ctx, pins, der, usage); err != nil {
			return err
		}
	}
	if e.Certificate != nil {
		return s.writeObject(ctx, pins, e.Certificate.Raw, append(login, "--type", "cert"))
	}
	return nil
}

func (s *Store) writeObject(ctx context.Context, pins []Setting, der []byte, args []string) (err error) {
	file := filepath.Join(s.dir, "import.der")
	if err := os.WriteFile(file, der, 0o600); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file)) }()
	return s.tool(ctx, pins, append([]string{"--write-object", file}, args...)...)
}

func (s *Store) tool(ctx context.Context, env []Setting, args ...string) error {
	_, err := s.output(ctx, env, args...)
	return err
}

// output runs pkcs11-tool on the store. PINs go through the environment of that
// one process, not through its arguments, which everybody can list.
func (s *Store) output(ctx context.Context, env []Setting, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "pkcs11-tool", append([]string{"--module", s.module}, args...)...)
	cmd.Env = append(cmd.Environ(), "LC_ALL=C.UTF-8")
	for _, e := range append(env, s.Setting()) {
		cmd.Env = append(cmd.Env, e.Name+"="+e.Value)
	}
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("pkcs11-tool %s: %w: %s", args[0], err, strings.TrimSpace(problems.String()))
	}
	return out.String(), nil
}

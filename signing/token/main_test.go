//go:build cgo

package token_test

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/token/apart"
)

// A SoftHSM store shared by the package's tests, because a library reads its
// settings once a process.
const (
	leaderLabel = "Nguyễn Thị Hường"
	agencyLabel = "UBND tỉnh Mẫu"
	eachLabel   = "Hỏi PIN mỗi lần"
	rightPIN    = "12345678"
	wrongPIN    = "99999999"
)

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

var world struct {
	library, misbehaving string // paths of the drivers
	issuer               *x509.Certificate
}

func TestMain(m *testing.M) {
	apart.Main()
	if driver := os.Getenv("TEST_LIST_FOREVER"); driver != "" {
		listForever(driver)
	}
	dir, err := os.MkdirTemp("", "vanthu-token-")
	if err == nil {
		err = makeWorld(dir)
	}
	code := 1
	if err == nil {
		code = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// listForever is a program that a test kills while its driver works.
func listForever(driver string) {
	m, err := token.Open(token.Driver{Path: driver})
	fmt.Println("open", err)
	for {
		_, _ = m.Tokens(context.Background())
	}
}

func makeWorld(dir string) error {
	store, err := softtoken.Open(filepath.Join(dir, "softhsm"))
	if err != nil {
		return err
	}
	if err := fillStore(store); err != nil {
		return err
	}
	world.library = store.Module()
	world.misbehaving = filepath.Join(dir, "misbehave.so")
	for name, value := range map[string]string{
		store.Setting().Name: store.Setting().Value, "MISBEHAVE_LIBRARY": store.Module(),
	} {
		os.Setenv(name, value)
	}
	out, err := exec.Command("gcc", "-shared", "-fPIC", "-o", world.misbehaving, "testdata/misbehave.c").CombinedOutput()
	if err != nil {
		return fmt.Errorf("gcc: %w: %s", err, out)
	}
	return nil
}

// fillStore makes three tokens; the first has a certificate of every fitness.
func fillStore(store *softtoken.Store) error {
	valid := pkitest.Around(now, 1)
	root, err := pkitest.NewRoot(rand.Reader, "CA gốc thử", pkitest.ECDSAP256, pkitest.Around(now, 9))
	if err != nil {
		return err
	}
	world.issuer = root.Certificate
	var failed error
	entry := func(id byte, leaf pkitest.Leaf) softtoken.Entry {
		identity, err := root.Issue(leaf)
		if err != nil {
			failed = err
			return softtoken.Entry{}
		}
		return softtoken.Entry{ID: []byte{id}, Label: leaf.CommonName, Key: identity.Key, Certificate: identity.Certificate}
	}
	person := func(id byte, kind pkitest.KeyKind) softtoken.Entry {
		return entry(id, pkitest.Leaf{CommonName: leaderLabel, Organisation: "UBND tỉnh Mẫu", Title: "Phó Chủ tịch", Kind: kind, Validity: valid})
	}
	p256, each := pkitest.ECDSAP256, person(1, pkitest.ECDSAP256)
	each.Always = true
	keyless := entry(5, pkitest.Leaf{CommonName: "Không khóa", Kind: p256, Validity: valid})
	keyless.Key = nil
	swapped := entry(9, pkitest.Leaf{CommonName: "Khóa lạc", Kind: p256, Validity: valid})
	swapped.Key, err = pkitest.NewKey(rand.Reader, p256)
	tokens := []softtoken.Token{
		{Label: leaderLabel, Entries: []softtoken.Entry{
			person(1, pkitest.RSA2048), person(2, p256), person(3, pkitest.ECDSAP384),
			entry(4, pkitest.Leaf{CommonName: "Hết hạn", Kind: p256, Validity: pkitest.Expired(now)}),
			keyless,
			entry(6, pkitest.Leaf{CommonName: "Mã hóa", Kind: p256, Validity: valid, KeyUsage: x509.KeyUsageKeyAgreement}),
			entry(7, pkitest.Leaf{CommonName: "Chưa tới", Kind: p256, Validity: pkitest.NotYet(now)}),
			{ID: []byte{8}, Label: "CA", Certificate: root.Certificate},
			swapped,
		}},
		{Label: agencyLabel, Entries: []softtoken.Entry{
			entry(1, pkitest.Leaf{CommonName: "Ủy ban nhân dân tỉnh Mẫu", Organisation: "Ủy ban nhân dân tỉnh Mẫu", Kind: pkitest.RSA2048, Validity: valid}),
		}},
		{Label: eachLabel, Entries: []softtoken.Entry{each}},
	}
	for _, t := range tokens {
		t.PIN, t.SOPIN = rightPIN, "87654321"
		if failed == nil && err == nil {
			err = store.Add(context.Background(), t)
		}
	}
	if err == nil {
		err = failed
	}
	return err
}

// driver opens SoftHSM itself.
func driver(t testing.TB) *token.Module {
	t.Helper()
	m, err := token.Open(token.Driver{Path: world.library})
	require.NoError(t, err)
	return m
}

// misbehaving opens a library that obeys orders, with these to begin with. The
// function gives the logins that reached it.
func misbehaving(t testing.TB, orders ...string) (*token.Module, func() []string) {
	t.Helper()
	return misbehavingWithin(t, apart.Patient, orders...)
}

func misbehavingWithin(t testing.TB, limits apart.Limits, orders ...string) (*token.Module, func() []string) {
	t.Helper()
	m := token.NewModule(copyOf(t, world.misbehaving), limits)
	t.Cleanup(m.End)
	order(t, m, orders...)
	return m, func() []string {
		raw, _ := os.ReadFile(m.Driver().Path + ".logins")
		return strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")[:strings.Count(string(raw), "\n")]
	}
}

func copyOf(t testing.TB, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), filepath.Base(file))
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	return path
}

// order replaces the orders of a misbehaving library.
func order(t testing.TB, m *token.Module, orders ...string) {
	t.Helper()
	path := m.Driver().Path + ".orders"
	require.NoError(t, os.WriteFile(path+".new", []byte(strings.Join(orders, "\n")+"\n"), 0o600))
	require.NoError(t, os.Rename(path+".new", path)) // a library may be reading it
}

func session(t testing.TB, m *token.Module, label string) *token.Session {
	t.Helper()
	found, err := token.Modules{m}.Find(t.Context(), label)
	require.NoError(t, err)
	s, err := token.OpenSession(t.Context(), found)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func loggedIn(t testing.TB, m *token.Module, label string) *token.Session {
	t.Helper()
	s := session(t, m, label)
	require.NoError(t, s.Login(t.Context(), token.NewPIN([]byte(rightPIN)), token.LoginOptions{}))
	return s
}

func signer(t testing.TB, s *token.Session, id string) *token.Key {
	t.Helper()
	list, err := s.Certificates(t.Context(), now)
	require.NoError(t, err)
	c, err := token.Choose(list, id)
	require.NoError(t, err)
	key, err := s.Signer(t.Context(), c)
	require.NoError(t, err)
	return key
}

package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
)

// world is a PKI whose services answer over HTTP, a SoftHSM token with a leader's
// and an agency's key, and a clock that tests turn. Each has a home of its own.
type world struct {
	*pkitest.World
	dir   string
	token string // its label
	trust string // folder of the root
	pin   string // file
}

// newWorld takes one of those that were made before the token library was
// loaded: it sees no token that is made later.
func newWorld(t *testing.T) *world {
	t.Helper()
	all, err := worlds()
	require.NoError(t, err)
	require.Less(t, taken, len(all), "make more of them")
	w := all[taken]
	taken++
	t.Cleanup(w.Close)
	return w
}

var taken int

const worldCount = 12

var worlds = sync.OnceValues(func() (all []*world, err error) {
	keys := [2]crypto.Signer{}
	for i := range keys { // RSA, as tokens hold; the same for all, as such keys take time
		if keys[i], err = pkitest.NewKey(rand.Reader, pkitest.RSA2048); err != nil {
			return nil, err
		}
	}
	for n := range worldCount {
		w := &world{dir: filepath.Join(scratch, fmt.Sprint(n)), token: fmt.Sprintf("Ký thử %d", n)}
		if err := w.make(keys); err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, nil
})

// make begins at the machine's present: openssl has no other clock. The leader's
// certificate ends in a month.
func (w *world) make(keys [2]crypto.Signer) (err error) {
	if w.World, err = pkitest.NewWorld(pkitest.ECDSAP256, time.Now().UTC().Truncate(time.Second)); err != nil {
		return err
	}
	if w.Leader, err = w.Issue(pkitest.Leaf{
		CommonName: pkitest.DemoLeader, Organisation: pkitest.DemoAgency, Title: pkitest.DemoTitle, Key: keys[0],
		Validity: pkitest.Validity{NotBefore: w.Now().AddDate(0, -1, 0), NotAfter: w.Now().AddDate(0, 1, 0)},
	}); err != nil {
		return err
	}
	if w.Agency, err = w.Issue(pkitest.Leaf{
		CommonName: pkitest.DemoAgency, Organisation: pkitest.DemoAgency, Key: keys[1], Validity: pkitest.Around(w.Now(), 3),
	}); err != nil {
		return err
	}
	if err := w.serve(); err != nil {
		return err
	}
	return w.keep()
}

// serve has a second time stamping authority, of another make.
func (w *world) serve() error {
	folder := filepath.Join(w.dir, "openssl")
	tsa, err := w.NewTSA("TSA openssl", pkitest.ECDSAP256, pkitest.Around(w.Now(), 5))
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err != nil {
		return err
	}
	other, err := pkitest.NewOpenSSLTSA(folder, tsa.Identity)
	if err != nil {
		return err
	}
	w.Handle("/openssl", other)
	return nil
}

// keep writes what the command line reads: trust, PIN and token.
func (w *world) keep() error {
	w.trust, w.pin = filepath.Join(w.dir, "trust"), filepath.Join(w.dir, "pin")
	if err := os.Mkdir(w.trust, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(w.trust, "root.pem"), pkitest.PEM(w.Root.Certificate), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(w.pin, []byte("12345678\n"), 0o600); err != nil {
		return err
	}
	return store.Add(context.Background(), softtoken.Token{
		Label: w.token, PIN: "12345678", SOPIN: "87654321", Entries: []softtoken.Entry{
			{ID: []byte{1}, Label: "leader", Key: w.Leader.Key, Certificate: w.Leader.Certificate},
			{ID: []byte{2}, Label: "agency", Key: w.Agency.Key, Certificate: w.Agency.Certificate},
			{ID: []byte{3}, Label: "issuer", Certificate: w.Issuer.Certificate},
		},
	})
}

// run calls the command line and gives its exit status with the first JSON
// object that it answered.
func (w *world) run(t *testing.T, args ...string) (status int, answer map[string]any) {
	t.Helper()
	var out, problems bytes.Buffer
	p := &program{
		stdin: strings.NewReader(""), stdout: &out, stderr: &problems, clock: w, random: rand.Reader, lang: i18n.English,
		getenv: func(string) string { return "en" }, configDir: func() (string, error) { return filepath.Join(w.dir, "home"), nil },
	}
	status = p.run(context.Background(), append(args, "--json"))
	if line, _, _ := strings.Cut(out.String(), "\n"); line != "" {
		require.NoError(t, json.Unmarshal([]byte(line), &answer), "%s", out.String())
	}
	t.Logf("%v: %d %s%s", args[:2], status, out.String(), problems.String())
	return status, answer
}

// sign signs through the token; more are further flags.
func (w *world) sign(t *testing.T, in string, more ...string) (out string, status int, answer map[string]any) {
	t.Helper()
	out = filepath.Join(t.TempDir(), "signed.pdf")
	status, answer = w.run(t, append([]string{
		"sign", in, "-o", out, "--token", w.token, "--module", store.Module(), "--pin-file", w.pin, "--trust", w.trust, "--invisible",
	}, more...)...)
	return out, status, answer
}

func (w *world) tsa() string { return w.Address() + "/tsa" }

func plainFile(t *testing.T, o pdftest.Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plain.pdf")
	require.NoError(t, os.WriteFile(path, pdftest.Build(o), 0o600))
	return path
}

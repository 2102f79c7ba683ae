//go:build cgo

package rate

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
	"github.com/vanthu/vanthu/signing/token"
	"github.com/vanthu/vanthu/signing/token/apart"
)

const pin = "12345678"

// world is the driver of a token that holds one RSA-2048 key, and its chain.
var world struct {
	library string
	chain   []*x509.Certificate
}

func TestMain(m *testing.M) {
	apart.Main() // this program is the child that runs the driver
	dir, err := os.MkdirTemp("", "vanthu-rate")
	if err == nil {
		err = makeToken(filepath.Join(dir, "token"))
	}
	status := 1
	if err == nil {
		status = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

func makeToken(dir string) error {
	demo, err := pkitest.NewDemo(rand.Reader, time.Now())
	if err != nil {
		return err
	}
	store, err := softtoken.Open(dir)
	if err != nil {
		return err
	}
	world.library, world.chain = store.Module(), demo.Leader.Chain
	if err := os.Setenv(store.Setting().Name, store.Setting().Value); err != nil {
		return err
	}
	return store.Add(context.Background(), softtoken.Token{
		Label: "Rate", PIN: pin, SOPIN: "87654321",
		Entries: []softtoken.Entry{{ID: []byte{1}, Label: pkitest.DemoLeader, Key: demo.Leader.Key, Certificate: demo.Leader.Certificate}},
	})
}

// signer is the key as the programs use it: through the driver's own process.
func signer(b *testing.B) *token.Key {
	b.Helper()
	ctx := b.Context()
	m, err := token.Open(token.Driver{Path: world.library})
	require.NoError(b, err)
	tokens, err := m.Tokens(ctx)
	require.NoError(b, err)
	require.Len(b, tokens, 1)
	s, err := token.OpenSession(ctx, tokens[0])
	require.NoError(b, err)
	b.Cleanup(func() { _ = s.Close() })
	require.NoError(b, s.Login(ctx, token.NewPIN([]byte(pin)), token.LoginOptions{}))
	list, err := s.Certificates(ctx, time.Now())
	require.NoError(b, err)
	c, err := token.Choose(list, "01")
	require.NoError(b, err)
	key, err := s.Signer(ctx, c)
	require.NoError(b, err)
	return key
}

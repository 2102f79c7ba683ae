package signature_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
)

// ordered is an order for a file that is made, with a new key of the holder's.
func ordered(t *testing.T, role signature.Role, holder string, file pdftest.Options) signature.Order {
	t.Helper()
	now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	root, err := pkitest.NewRoot(rand.Reader, "Root", pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	id, err := root.Issue(pkitest.Leaf{CommonName: holder, Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	dir := t.TempDir()
	order := signature.Order{
		In: filepath.Join(dir, "in.pdf"), Out: filepath.Join(dir, "out.pdf"), Role: role,
		Key: id.Key, Chain: append(id.Chain, root.Certificate), Time: now,
	}
	require.NoError(t, os.WriteFile(order.In, pdftest.Build(file), 0o600))
	return order
}

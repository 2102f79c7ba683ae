package verify_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

var now = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// shop makes one authority for all tests of the package.
var shop = sync.OnceValues(func() (*forge.Workshop, error) { return forge.New(rand.Reader, now) })

func workshop(t testing.TB) *forge.Workshop {
	t.Helper()
	w, err := shop()
	require.NoError(t, err)
	return w
}

func pki(t testing.TB) *pkitest.Served { return workshop(t).PKI }

func trust(t testing.TB) *verify.TrustStore { return workshop(t).Trust() }

// sign signs a file's bytes as a person would with the program.
func sign(t testing.TB, file []byte, id *pkitest.Identity, alter ...func(*pades.Request)) []byte {
	t.Helper()
	signed, err := workshop(t).Sign(file, id, alter...)
	require.NoError(t, err)
	return signed
}

// genuine is a document with a form that the leader signed.
func genuine(t testing.TB) []byte {
	t.Helper()
	return sign(t, pdftest.Build(pdftest.Options{Form: true, Pages: 2}), pki(t).Leader)
}

func check(t testing.TB, file []byte) *verify.Report {
	t.Helper()
	return checkWith(t, file, verify.Options{Trust: trust(t), Clock: clock.At(now)})
}

func checkWith(t testing.TB, file []byte, opts verify.Options) *verify.Report {
	t.Helper()
	report, err := verify.Verify(context.Background(), bytes.NewReader(file), int64(len(file)), opts)
	require.NoError(t, err)
	return report
}

// only gives the one signature that a report must have.
func only(t testing.TB, r *verify.Report) verify.Signature {
	t.Helper()
	require.Len(t, r.Signatures, 1)
	return r.Signatures[0]
}

func codes(findings []verify.Finding) []fault.Code {
	var out []fault.Code
	for _, f := range findings {
		out = append(out, f.Code)
	}
	return out
}

// update appends a revision as any program might.
func update(t testing.TB, file []byte, edit func(*pdf.Document, *pdf.Update)) []byte {
	t.Helper()
	doc := open(t, file)
	u := pdf.NewUpdate(doc)
	edit(doc, u)
	tail, err := u.Bytes()
	require.NoError(t, err)
	return append(bytes.Clone(file), tail...)
}

func open(t testing.TB, file []byte) *pdf.Document {
	t.Helper()
	doc, err := pdf.Open(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	return doc
}

// pdfsig says what poppler thinks of the signatures.
func pdfsig(t testing.TB, file []byte) ([]pdftest.Signature, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	return pdftest.TrySignatures(t, path)
}

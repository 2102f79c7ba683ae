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
)

var now = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// demo makes one authority for all tests of the package.
var demo = sync.OnceValues(func() (*pkitest.Demo, error) { return pkitest.NewDemo(rand.Reader, now) })

func pki(t testing.TB) *pkitest.Demo {
	t.Helper()
	d, err := demo()
	require.NoError(t, err)
	return d
}

func trust(t testing.TB) *verify.TrustStore {
	store := &verify.TrustStore{}
	store.AddRoot(pki(t).Root.Certificate)
	return store
}

// sign signs a file's bytes as a person would with the program.
func sign(t testing.TB, file []byte, id *pkitest.Identity, alter ...func(*pades.Request)) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	require.NoError(t, os.WriteFile(in, file, 0o600))
	req := pades.Request{Chain: id.Chain, Key: id.Key, Time: now.Add(-time.Hour), Reason: "Ký duyệt"}
	for _, a := range alter {
		a(&req)
	}
	_, err := pades.SignFile(context.Background(), in, out, req)
	require.NoError(t, err)
	signed, err := os.ReadFile(out)
	require.NoError(t, err)
	return signed
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

func resolve[T pdf.Object](t testing.TB, doc *pdf.Document, o pdf.Object) T {
	t.Helper()
	v, err := doc.Resolve(o)
	require.NoError(t, err)
	out, ok := v.(T)
	require.True(t, ok, "%T", v)
	return out
}

var (
	pageRef    = pdf.Ref{Number: pdftest.FirstPageNumber}
	contentRef = pdf.Ref{Number: pdftest.FirstPageNumber + 1}
	catalogRef = pdf.Ref{Number: pdftest.CatalogNumber}
)

// pdfsig says what poppler thinks of the last signature.
func pdfsig(t testing.TB, file []byte) []pdftest.Signature {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	return pdftest.Signatures(t, path)
}

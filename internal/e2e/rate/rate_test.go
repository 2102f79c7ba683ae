//go:build cgo

package rate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/miekg/pkcs11"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/batch"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// BenchmarkBatch signs documents of 100 KB, each to a file of its own that is
// synced. The metric batch/raw is its rate as a part of that of bare signatures
// by the same token, without any document or child process, half of them made
// before the batch and half after.
func BenchmarkBatch(b *testing.B) {
	for _, count := range []int{300, 1000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) { signMany(b, count) })
	}
}

func signMany(b *testing.B, count int) {
	bare, key, chain := bareSigner(b), signer(b), world.chain
	begin := func(ctx context.Context, d batch.Document) (batch.Task, error) {
		p, err := pades.PrepareTo(ctx, d.In, d.Out, pades.Request{Key: key, Chain: chain, Time: time.Now()}, pades.ExtendRequest{})
		return task{p}, err
	}
	sign := func(ctx context.Context, tasks []batch.Task) (int, error) {
		pending := make([]*pades.Pending, len(tasks))
		for i, t := range tasks {
			pending[i] = t.(task).Pending
		}
		return pades.SignAll(ctx, pending)
	}
	var raw, batched time.Duration
	for b.Loop() {
		dir, documents := manyDocuments(b, count)
		raw += timed(func() { repeat(count/2, bare) })
		batched += timed(func() {
			outcomes, err := batch.Run(b.Context(), batch.New(documents), begin, sign, batch.Options{Together: together})
			require.NoError(b, err)
			for _, o := range outcomes {
				require.Equal(b, batch.Signed, o.State, o.Err)
			}
		})
		raw += timed(func() { repeat(count-count/2, bare) })
		require.True(b, pdftest.Signatures(b, documents[count-1].Out)[0].Valid)
		require.NoError(b, os.RemoveAll(dir))
	}
	total := float64(count * b.N)
	b.ReportMetric(total/raw.Seconds(), "raw/s")
	b.ReportMetric(total/batched.Seconds(), "files/s")
	b.ReportMetric(raw.Seconds()/batched.Seconds(), "batch/raw")
}

func timed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

func repeat(times int, do func()) {
	for range times {
		do()
	}
}

func manyDocuments(b *testing.B, count int) (dir string, documents []batch.Document) {
	b.Helper()
	dir, err := os.MkdirTemp(b.TempDir(), "many")
	require.NoError(b, err)
	content := pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Padding: 100 << 10})
	for i := range count {
		in := filepath.Join(dir, fmt.Sprintf("%04d.pdf", i))
		require.NoError(b, os.WriteFile(in, content, 0o600))
		d, err := batch.Look(in, in+".signed.pdf")
		require.NoError(b, err)
		documents = append(documents, d)
	}
	return dir, documents
}

// together is as in vanthuctl.
const together = 8

type task struct{ *pades.Pending }

func (k task) Finish() error {
	_, _, err := k.Pending.Finish(context.Background())
	return err
}

// bareSigner signs in this process with the only key and nothing else.
func bareSigner(b *testing.B) func() {
	b.Helper()
	ctx := b.Context()
	l, err := cryptoki.Load(world.library, "")
	require.NoError(b, err)
	slots, err := l.Slots(ctx)
	require.NoError(b, err)
	session, err := l.Open(ctx, slots[0], false)
	require.NoError(b, err)
	b.Cleanup(func() { _ = l.Close(context.Background(), session) })
	require.NoError(b, l.Login(ctx, session, pkcs11.CKU_USER, []byte(pin)))
	keys, err := l.Find(ctx, session, []cryptoki.Attribute{{Kind: pkcs11.CKA_CLASS, Number: pkcs11.CKO_PRIVATE_KEY}}, 1)
	require.NoError(b, err)
	require.Len(b, keys, 1)
	return func() {
		_, err := l.Sign(ctx, session, cryptoki.Mechanism{Kind: pkcs11.CKM_RSA_PKCS}, keys[0], make([]byte, 51))
		require.NoError(b, err)
	}
}

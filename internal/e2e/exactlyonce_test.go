package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestServerKilledDuringASend queues fifty documents, kills the server again and
// again while they are sent, and counts what arrived.
func TestServerKilledDuringASend(t *testing.T) {
	const documents = 50
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")

	server.kill() // queued while there is no server at all
	files := smallPDFs(t, documents)
	for i, file := range files {
		sender.must("send", file, "--unsigned", "--to", "H37.02", "--code", fmt.Sprintf("%d/TB-UBND", i+1), "--date", "2026-11-23", "--subject", fmt.Sprintf("Thông báo thử số %d", i+1))
	}
	_, err := sender.run("sync")
	assert.Error(t, err, "a sync without a server cannot succeed")
	server.start()

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	kills, interrupted := 0, 0
	for range 12 {
		done := make(chan error, 1)
		go func() {
			_, err := sender.run("sync")
			done <- err
		}()
		time.Sleep(time.Duration(5+random.IntN(250)) * time.Millisecond)
		server.kill()
		kills++
		if <-done != nil {
			interrupted++
		}
		server.start()
	}
	t.Logf("%d kills, %d syncs interrupted", kills, interrupted)
	assert.Positive(t, interrupted, "no kill hit a send: the test shows nothing")

	sender.must("sync")
	recipient.must("sync")
	codes := map[string]int{}
	for _, line := range lines(recipient.must("inbox", "--limit", "1000")) {
		var a struct {
			Info   struct{ Code string }
			Status string
		}
		require.NoError(t, json.Unmarshal([]byte(line), &a), line)
		codes[a.Info.Code]++
		assert.Equal(t, "01", a.Status)
	}
	assert.Len(t, codes, documents)
	for code, times := range codes {
		assert.Equal(t, 1, times, code)
	}
	for _, line := range lines(sender.must("status", "--limit", "1000")) {
		var d struct {
			Stage      string
			Deliveries []struct{ Status string }
		}
		require.NoError(t, json.Unmarshal([]byte(line), &d), line)
		assert.Equal(t, "issued", d.Stage)
		require.Len(t, d.Deliveries, 1)
		assert.Equal(t, "01", d.Deliveries[0].Status)
	}
}

// smallPDFs makes PDFs that differ in one word, each about 200 kB so that a kill
// finds uploads on their way.
func smallPDFs(t *testing.T, n int) []string {
	t.Helper()
	base, err := os.ReadFile("../../testdata/documents/153-KH-UBND-ke-hoach-ung-dung-cntt-2019.pdf")
	require.NoError(t, err)
	dir := t.TempDir()
	files := make([]string, n)
	for i := range files {
		files[i] = filepath.Join(dir, fmt.Sprintf("%d.pdf", i))
		require.NoError(t, os.WriteFile(files[i], append(base[:len(base):len(base)], fmt.Sprintf("%% %d\n", i)...), 0o644))
	}
	return files
}

func lines(s string) []string {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

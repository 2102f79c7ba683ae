package e2e

import (
	"crypto/rand"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
)

// stamping gives a machine a time stamping server that it trusts, and level T.
func (d *desk) stamping() *pkitest.TSA {
	d.t.Helper()
	root, err := pkitest.NewRoot(rand.Reader, "CA dấu thời gian", pkitest.ECDSAP256, pkitest.Around(time.Now(), 5))
	require.NoError(d.t, err)
	tsa, err := root.NewTSA("TSA thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 2), clock.System{})
	require.NoError(d.t, err)
	server := httptest.NewServer(tsa)
	d.t.Cleanup(server.Close)
	file := filepath.Join(d.t.TempDir(), "root.pem")
	require.NoError(d.t, os.WriteFile(file, pkitest.PEM(root.Certificate), 0o600))
	d.must("trust", "add", file, filepath.Join(world.trust, "ca-demo.pem"))
	d.must("level", "set", "--level", "T", "--tsa", server.URL)
	return tsa
}

// sealedOffline signs as a person and as the agency while the time stamping
// server is down: the signatures are there, at B-B.
func (d *desk) sealedOffline(tsa *pkitest.TSA) (file string) {
	d.t.Helper()
	tsa.Order(pkitest.Down)
	file = plan
	for _, role := range []string{"person", "agency"} {
		out := filepath.Join(d.t.TempDir(), role+".pdf")
		said, err := d.run("sign", file, "-o", out, "--token", "Demo", "--pin-file", world.pin, "--as", role, "--invisible")
		require.Equal(d.t, 3, exitStatus(err), said)
		file = out
	}
	assert.Equal(d.t, []string{"B-B", "B-B"}, d.levels(file))
	return file
}

// levels are those of the persons' and agencies' signatures in a file; every
// signature is valid for verify, and for pdfsig.
func (d *desk) levels(file string) (all []string) {
	d.t.Helper()
	var report struct {
		Result     string
		Signatures []struct {
			Level string
			Stamp bool `json:"document_time_stamp"`
		}
	}
	require.NoError(d.t, json.Unmarshal([]byte(d.must("verify", file)), &report))
	for _, s := range report.Signatures {
		if !s.Stamp {
			all = append(all, s.Level)
		}
	}
	for _, s := range pdftest.Signatures(d.t, file) {
		assert.True(d.t, s.Valid || s.Type != "ETSI.CAdES.detached", "%+v", s)
	}
	return all
}

func (d *desk) about(args ...string) []string {
	return append(args, "--code", "153/KH-UBND", "--date", "2026-11-23", "--subject", "Kế hoạch ứng dụng công nghệ thông tin")
}

// received is the only document in an inbox, saved.
func (d *desk) received() (file string) {
	d.t.Helper()
	d.must("sync")
	all := lines(d.must("inbox"))
	require.Len(d.t, all, 1)
	var a struct{ ID string }
	require.NoError(d.t, json.Unmarshal([]byte(all[0]), &a))
	file = filepath.Join(d.t.TempDir(), "received.pdf")
	d.must("inbox", "save", a.ID, "-o", file)
	return file
}

// What was signed and sent with the cable out is raised before it leaves, once
// the time stamping server answers.
func TestRaisedBeforeItLeaves(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	tsa := sender.stamping()
	file := sender.sealedOffline(tsa)
	server.kill()
	sender.must(sender.about("send", file, "--to", "H37.02")...)
	_, err := sender.run("sync")
	require.Error(t, err)

	tsa.Order(pkitest.Healthy)
	server.start()
	sender.must("sync")

	got := recipient.received()
	assert.Equal(t, []string{"B-T", "B-T"}, sender.levels(got))
	before, err := os.ReadFile(file)
	require.NoError(t, err)
	after, err := os.ReadFile(got)
	require.NoError(t, err)
	assert.Equal(t, before, after[:len(before)], "what was signed keeps its bytes")
}

// A document whose time stamping server stays silent is sent as it is, and is
// never changed after it has left.
func TestNotRaisedAfterItLeft(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	tsa := sender.stamping()
	file := sender.sealedOffline(tsa)
	sender.must(sender.about("send", file, "--to", "H37.02")...)
	sender.must("sync")
	first, err := os.ReadFile(recipient.received())
	require.NoError(t, err)
	sent, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, sent, first)

	tsa.Order(pkitest.Healthy)
	before := tsa.Requests()
	sender.must("sync")
	sender.must("sync")
	again, err := os.ReadFile(recipient.received())
	require.NoError(t, err)
	assert.Equal(t, first, again)
	assert.Equal(t, before, tsa.Requests(), "nobody was asked")
}

// What the own agency's server has already is raised too while it has not left,
// and what is sent then is the raised file.
func TestRaisedWhatTheServerHas(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	tsa := sender.stamping()
	file := sender.sealedOffline(tsa)
	var kept struct{ Document string }
	require.NoError(t, json.Unmarshal([]byte(sender.must(sender.about("register", "outgoing", file)...)), &kept))
	sender.must("sync")
	server.kill()
	sender.must("send", "--document", kept.Document, "--to", "H37.02")

	tsa.Order(pkitest.Healthy)
	server.start()
	sender.must("sync")
	assert.Equal(t, []string{"B-T", "B-T"}, sender.levels(recipient.received()))
}

// A document that waits for its number, or for its recipients, rises with the
// next sync.
func TestRaisedWhileItWaits(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	tsa := sender.stamping()
	file := sender.sealedOffline(tsa)
	var kept struct{ Document string }
	require.NoError(t, json.Unmarshal([]byte(sender.must(sender.about("register", "outgoing", file)...)), &kept))
	sender.must("sync")
	tsa.Order(pkitest.Healthy)
	sender.must("sync")
	asked := tsa.Requests()
	tsa.Order(pkitest.Down)
	sender.must("send", "--document", kept.Document, "--to", "H37.02")
	sender.must("sync")
	assert.Equal(t, asked, tsa.Requests(), "it was raised before, and is sent as it was raised")
	assert.Equal(t, []string{"B-T", "B-T"}, sender.levels(recipient.received()))
}

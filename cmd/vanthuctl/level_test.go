package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
)

// requireJudges: pdfsig finds every person's and agency's signature valid, qpdf
// and mutool have nothing to say.
func requireJudges(t *testing.T, file string, signers ...string) {
	t.Helper()
	var found []string
	for _, s := range pdftest.Signatures(t, file) {
		if s.Type == "ETSI.CAdES.detached" {
			assert.True(t, s.Valid, "%+v", s)
			found = append(found, s.Signer)
		}
	}
	assert.Equal(t, signers, found)
	pdftest.RequireSound(t, file)
}

// verdict asks verify about the first signature.
func (w *world) verdict(t *testing.T, file string, more ...string) (status int, first map[string]any) {
	t.Helper()
	status, report := w.run(t, append([]string{"verify", file, "--trust", w.trust}, more...)...)
	return status, report["signatures"].([]any)[0].(map[string]any)
}

// outcome is what verify says of a level once the servers are gone.
type outcome struct{ today, expired, revoked string }

const passed = "TOTAL-PASSED"

// With all servers stopped: the file alone proves what its level promises, and
// nothing more. "revoked" is a list of a month later that the verifier is given.
var outcomes = map[string]outcome{
	"B-B":   {passed, "INDETERMINATE OUT_OF_BOUNDS_NO_POE", "INDETERMINATE REVOKED_NO_POE"},
	"B-T":   {passed, "INDETERMINATE TRY_LATER", passed},
	"B-LT":  {passed, passed, passed},
	"B-LTA": {passed, passed, passed},
}

func TestLevelsOutliveServersAndCertificates(t *testing.T) {
	for _, path := range []string{"/tsa", "/openssl"} {
		w := newWorld(t)
		start := w.Now()
		files := map[string]string{}
		for level := range outcomes {
			out, status, answer := w.sign(t, plainFile(t, pdftest.Options{Form: true}), "--level", level[2:], "--tsa", w.Address()+path)
			require.Equal(t, exitDone, status)
			require.Equal(t, level, answer["level"])
			requireJudges(t, out, pkitest.DemoLeader)
			files[level] = out
		}
		w.Turn(start.AddDate(0, 0, 20))
		w.Register.Revoke(w.Leader.Certificate, start.AddDate(0, 0, 10), 1)
		evidence := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(evidence, "later.crl"), w.Lists.List(), 0o600))
		w.Close()
		for level, want := range outcomes {
			w.Turn(start.AddDate(0, 0, 1))
			assert.Equal(t, want.today, w.says(t, files[level], level), "%s %s today", path, level)
			w.Turn(start.AddDate(0, 0, 20))
			assert.Equal(t, want.revoked, w.says(t, files[level], level, "--evidence", evidence), "%s %s revoked", path, level)
			w.Turn(start.AddDate(1, 0, 0))
			assert.Equal(t, want.expired, w.says(t, files[level], level), "%s %s expired", path, level)
		}
	}
}

var statusOfVerdict = map[string]int{passed: exitDone, "INDETERMINATE": exitCould, "TOTAL-FAILED": exitNo}

// says gives the verdict with its sub-indication.
func (w *world) says(t *testing.T, file, level string, more ...string) string {
	t.Helper()
	status, first := w.verdict(t, file, more...)
	result := first["result"].(string)
	assert.Equal(t, statusOfVerdict[result], status)
	assert.Equal(t, level, first["level"])
	if sub, ok := first["sub_indication"].(string); ok {
		return result + " " + sub
	}
	return result
}

// extend raises step by step what was signed offline; each step keeps what is
// there.
func TestExtendStepByStep(t *testing.T) {
	w := newWorld(t)
	file, status, answer := w.sign(t, plainFile(t, pdftest.Options{}))
	require.Equal(t, exitDone, status)
	require.Equal(t, "B-B", answer["level"])
	for _, level := range []string{"B-T", "B-LT", "B-LTA"} {
		next := filepath.Join(t.TempDir(), "raised.pdf")
		status, answer = w.run(t, "extend", file, "-o", next, "--level", level[2:], "--tsa", w.tsa(), "--trust", w.trust)
		require.Equal(t, exitDone, status)
		require.Equal(t, level, answer["level"])
		requireJudges(t, next, pkitest.DemoLeader)
		before, err := os.ReadFile(file)
		require.NoError(t, err)
		after, err := os.ReadFile(next)
		require.NoError(t, err)
		require.Equal(t, before, after[:len(before)])
		file = next
	}
	assert.Equal(t, passed, w.says(t, file, "B-LTA"))
	again := filepath.Join(t.TempDir(), "again.pdf")
	status, answer = w.run(t, "extend", file, "-o", again, "--level", "LTA", "--tsa", w.tsa(), "--trust", w.trust)
	require.Equal(t, exitDone, status)
	assert.Equal(t, map[string]any{"timestamps": 0.0, "certificates": 0.0, "ocsps": 0.0, "crls": 0.0}, answer["added"])
}

// A server that cannot be reached costs the level: the signature is there, the
// answer says so, and the exit status is no "done".
func TestServersOutOfReach(t *testing.T) {
	w := newWorld(t)
	w.TSA.Order(pkitest.Down)
	out, status, answer := w.sign(t, plainFile(t, pdftest.Options{}), "--level", "LTA", "--tsa", w.tsa())
	require.Equal(t, exitCould, status)
	assert.Equal(t, "B-B", answer["level"])
	assert.Equal(t, "timestamp.unreachable", answer["missing"].(map[string]any)["code"])
	requireJudges(t, out, pkitest.DemoLeader)

	none := filepath.Join(t.TempDir(), "none.pdf")
	status, answer = w.run(t, "extend", out, "-o", none, "--level", "T", "--tsa", w.tsa(), "--trust", w.trust)
	require.Equal(t, exitCould, status)
	assert.Equal(t, "timestamp.unreachable", answer["error"].(map[string]any)["code"])
	assert.NoFileExists(t, none)

	w.TSA.Order(pkitest.Healthy)
	w.OCSP.Order(pkitest.Down)
	w.Lists.Order(pkitest.Down)
	status, answer = w.run(t, "extend", out, "-o", none, "--level", "LT", "--tsa", w.tsa(), "--trust", w.trust)
	require.Equal(t, exitCould, status)
	assert.Equal(t, "B-T", answer["level"])
	assert.Equal(t, "revocation.unreachable", answer["missing"].(map[string]any)["code"])
	requireJudges(t, none, pkitest.DemoLeader)
}

// Nobody signs with a certificate that is known to be revoked.
func TestRevokedIsNotSignedWith(t *testing.T) {
	w := newWorld(t)
	w.Register.Revoke(w.Leader.Certificate, w.Now().AddDate(0, 0, -1), 1)
	out, status, answer := w.sign(t, plainFile(t, pdftest.Options{}), "--level", "LT", "--tsa", w.tsa())
	assert.Equal(t, exitNo, status)
	assert.Equal(t, "revocation.revoked", answer["error"].(map[string]any)["code"])
	assert.NoFileExists(t, out)
}

// The settings say what the flags leave open; the login goes to the time
// stamping server alone.
func TestLevelSettings(t *testing.T) {
	w := newWorld(t)
	secret := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(secret, []byte("bí mật\n"), 0o600))
	w.TSA.User, w.TSA.Password = "so-tttt", "bí mật"
	status, _ := w.run(t, "level", "set", "--level", "LT", "--tsa", w.tsa(), "--tsa-user", "so-tttt", "--tsa-password-file", secret)
	require.Equal(t, exitDone, status)
	_, status, answer := w.sign(t, plainFile(t, pdftest.Options{}))
	require.Equal(t, exitDone, status)
	assert.Equal(t, "B-LT", answer["level"])
	_, status, answer = w.sign(t, plainFile(t, pdftest.Options{}), "--level", "B")
	require.Equal(t, exitDone, status)
	assert.Equal(t, "B-B", answer["level"])

	require.NoError(t, os.WriteFile(secret, []byte("sai"), 0o600))
	_, status, answer = w.sign(t, plainFile(t, pdftest.Options{}), "--level", "T")
	assert.Equal(t, exitCould, status)
	assert.Equal(t, "timestamp.login", answer["missing"].(map[string]any)["code"])
}

func TestWrongUseOfLevels(t *testing.T) {
	w := newWorld(t)
	in := plainFile(t, pdftest.Options{})
	for _, args := range [][]string{
		{"extend", in, "--level", "T", "--tsa", w.tsa()},
		{"extend", in, "-o", in + ".out"},
		{"extend", in, "-o", in + ".out", "--level", "X", "--tsa", w.tsa()},
		{"extend", in, "-o", in + ".out", "--level", "T"},
		{"extend", in, "-o", in + ".out", "--level", "T", "--tsa", "file:///etc/passwd"},
		{"level", "set", "--level", "LT"},
		{"sign", in, "-o", in + ".out", "--token", "x", "--level", "T", "--pin-stdin"},
	} {
		status, _ := w.run(t, args...)
		assert.Equal(t, exitUsage, status, "%v", args)
		assert.NoFileExists(t, in+".out")
	}
	status, _ := w.run(t, "extend", in, "-o", in+".out", "--level", "T", "--tsa", w.tsa(), "--trust", w.trust)
	assert.Equal(t, exitNoSignature, status)
}

package levels

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

// step signs, at a level, or raises what is there (signer nil).
type step struct {
	signer *pkitest.Identity
	level  pades.Level
}

func (o office) to(t *testing.T, level pades.Level) pades.ExtendRequest {
	t.Helper()
	transport, err := online.New(online.Settings{})
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return pades.ExtendRequest{
		Level:       level,
		Timestamper: &timestamp.Client{Server: o.server.URL + "/tsa", Transport: transport, Random: rand.Reader, Chain: o.chain},
		Evidence:    &revocation.Collector{Client: &revocation.Client{Transport: transport, Random: rand.Reader}, Chain: o.chain, Clock: clock.At(now)},
	}
}

// walk takes the steps in place.
func (o office) walk(t *testing.T, file []byte, steps []step) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	for _, s := range steps {
		if s.signer == nil {
			_, err := pades.Extend(t.Context(), path, path, o.to(t, s.level))
			require.NoError(t, err)
			continue
		}
		_, reached, err := pades.SignTo(t.Context(), path, path, pades.Request{Chain: s.signer.Chain, Key: s.signer.Key, Time: now}, o.to(t, s.level))
		require.NoError(t, err)
		require.Equal(t, pades.Reached{Level: s.level}, reached)
	}
	return path
}

// everyKind is a form with tables, with streams, hybrid, linearised, and
// encrypted in every way.
func everyKind(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, kind := range pdftest.Kinds {
		files[string(kind)] = pdftest.Build(pdftest.Options{Kind: kind, Form: true, Pages: 2})
	}
	plain, linear := filepath.Join(t.TempDir(), "plain.pdf"), filepath.Join(t.TempDir(), "linear.pdf")
	require.NoError(t, os.WriteFile(plain, pdftest.Build(pdftest.Options{Form: true, Pages: 5}), 0o600))
	pdftest.QPDF(t, "--linearize", plain, linear)
	content, err := os.ReadFile(linear)
	require.NoError(t, err)
	files["linearised"] = content
	for name, args := range pdftest.Encryptions {
		files[name] = pdftest.Encrypt(t, pdftest.Build(pdftest.Options{Form: true}), args...)
	}
	return files
}

// Person, agency and copy sign in a row, and levels are raised before, between
// and after: every signature stays valid for pdfsig, and for our verifier what
// came later is signing and form filling.
func TestThreeInARow(t *testing.T) {
	o := open(t)
	b, lta := pades.LevelB, pades.LevelLTA
	raise := step{nil, lta}
	rows := map[string][]step{
		"B":                     {{o.Leader, b}, {o.Agency, b}, {o.Agency, b}},
		"LTA":                   {{o.Leader, lta}, {o.Agency, lta}, {o.Agency, lta}},
		"raised in the end":     {{o.Leader, b}, {o.Agency, b}, {o.Agency, b}, raise},
		"raised after each":     {{o.Leader, b}, raise, {o.Agency, b}, raise, {o.Agency, b}, raise},
		"mixed, raised between": {{o.Leader, lta}, {o.Agency, b}, raise, {o.Agency, b}},
	}
	for kind, file := range everyKind(t) {
		for name, steps := range rows {
			t.Run(kind+" "+name, func(t *testing.T) {
				path := o.walk(t, file, steps)
				o.requireValid(t, path)
				if strings.HasPrefix(kind, "AES") {
					pdftest.RequireSound(t, path, pdftest.StampDecrypted)
				} else {
					pdftest.RequireSound(t, path)
				}
				requireLevels(t, o.judge(t, path, now.AddDate(0, 0, 1)), steps)
			})
		}
	}
}

func (o office) requireValid(t *testing.T, path string) {
	t.Helper()
	var signers []string
	for _, s := range pdftest.Signatures(t, path) {
		if s.Type == "ETSI.CAdES.detached" {
			require.True(t, s.Valid, "%+v", s)
			signers = append(signers, s.Signer)
		}
	}
	require.Equal(t, []string{pkitest.DemoLeader, pkitest.DemoAgency, pkitest.DemoAgency}, signers)
}

// requireLevels: all passes, and each signature has the level that the last step
// over it gave.
func requireLevels(t *testing.T, report *verify.Report, steps []step) {
	t.Helper()
	var want []string
	for _, s := range steps {
		if s.signer != nil {
			want = append(want, s.level.String())
			continue
		}
		for i := range want {
			want[i] = s.level.String()
		}
	}
	assert.Equal(t, verify.TotalPassed, report.Result)
	var got []string
	for _, s := range report.Signatures {
		assert.Equal(t, verify.TotalPassed, s.Result, "%s %v", s.Field, s.Reasons)
		assert.Contains(t, []verify.LaterChanges{verify.NoChanges, verify.SigningAndForms}, s.LaterChanges, "%s %v", s.Field, s.Changes)
		if !s.DocumentTimeStamp {
			got = append(got, string(s.Level))
		}
	}
	assert.Equal(t, want, got)
}

package verify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

func TestAttacks(t *testing.T) {
	for _, c := range forge.Attacks() {
		t.Run(c.Name, func(t *testing.T) {
			report, file := tried(t, c)
			assert.NotEqual(t, c.Answer.Result != verify.TotalPassed, report.Result == verify.TotalPassed)
			assert.Equal(t, c.Pdfsig, sayings(pdfsig(t, file)), "pdfsig")
		})
	}
}

// A verifier that refuses what is honest is of no use.
func TestHonestChanges(t *testing.T) {
	for _, c := range forge.Honest() {
		t.Run(c.Name, func(t *testing.T) {
			report, _ := tried(t, c)
			s := report.Signatures[0]
			assert.Equal(t, c.Answer.LaterChanges, s.LaterChanges)
			assert.False(t, s.Coverage.WholeDocument)
			var kinds []verify.ChangeKind
			for _, change := range s.Changes {
				kinds = append(kinds, change.Kind)
			}
			if c.Answer.Change == "" {
				assert.Empty(t, kinds)
			} else {
				assert.Equal(t, []verify.ChangeKind{c.Answer.Change}, slices.Compact(kinds))
			}
		})
	}
}

// tried holds the answer about a case to the right one.
func tried(t *testing.T, c forge.Case) (*verify.Report, []byte) {
	file, err := c.Make(workshop(t))
	require.NoError(t, err)
	report := check(t, file)
	if c.Answer.Result == verify.NoSignature {
		assert.Equal(t, verify.NoSignature, report.Result)
		assert.Contains(t, codes(report.Warnings), c.Answer.Finding)
		return report, file
	}
	require.Greater(t, len(report.Signatures), c.Answer.Signature)
	s := report.Signatures[c.Answer.Signature]
	assert.Equal(t, c.Answer.Result, s.Result, "%+v %+v", s.Reasons, s.Changes)
	assert.Equal(t, c.Answer.SubIndication, s.SubIndication)
	findings := codes(s.Reasons)
	if c.Answer.Result == verify.TotalPassed {
		findings = codes(s.Warnings)
	}
	if c.Answer.Finding != "" {
		assert.Contains(t, findings, c.Answer.Finding, "%+v", s.Changes)
	}
	return report, file
}

func TestEveryCaseHasANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range append(forge.Attacks(), forge.Honest()...) {
		assert.False(t, seen[c.FileName()], c.Name)
		seen[c.FileName()] = true
	}
}

func sayings(signatures []pdftest.Signature, err error) string {
	if err != nil {
		return forge.Unopened
	}
	var said []string
	for _, s := range signatures {
		words := "broken"
		if s.Valid {
			words = "intact"
		}
		if s.Whole {
			words += " whole"
		} else {
			words += " part"
		}
		said = append(said, words)
	}
	return strings.Join(said, ", ")
}

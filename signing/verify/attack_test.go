package verify_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// attack is one way of deceiving a reader, and the right answer about the first
// signature.
type attack struct {
	name   string
	forge  func(t *testing.T) []byte
	result verify.Result
	sub    verify.SubIndication
	code   fault.Code // a reason; of what passes, a warning; empty for none
	// pdfsig is what poppler's pdfsig 22.12 says of the same file, where it says
	// something: "intact" or "broken", "whole" or "part" for each signature.
	pdfsig string
}

// answer is what a right verifier says.
type answer struct {
	result verify.Result
	sub    verify.SubIndication
	code   fault.Code
}

var (
	altered     = answer{verify.TotalFailed, verify.FormatFailure, verify.ChangedAfterSigning}
	wrongRange  = answer{verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong}
	wrongValue  = answer{verify.TotalFailed, verify.FormatFailure, verify.ContentsWrong}
	covered     = answer{verify.TotalFailed, verify.FormatFailure, verify.AnnotationOverContent}
	displayed   = answer{verify.TotalFailed, verify.FormatFailure, verify.AppearanceChanged}
	certified   = answer{verify.TotalFailed, verify.FormatFailure, verify.CertificationBroken}
	locked      = answer{verify.TotalFailed, verify.FormatFailure, verify.LockBroken}
	brokenHash  = answer{verify.TotalFailed, verify.HashFailure, verify.ContentChanged}
	brokenValue = answer{verify.TotalFailed, verify.SigCryptoFailure, verify.SignatureWrong}
	stranger    = answer{verify.Indeterminate, verify.NoCertificateChain, verify.Untrusted}
)

func doubtful(code fault.Code) answer {
	return answer{verify.Indeterminate, verify.SigConstraintsFailure, code}
}

func passed(warning fault.Code) answer { return answer{result: verify.TotalPassed, code: warning} }

func (a answer) to(name, pdfsig string, forge func(*testing.T) []byte) attack {
	return attack{name, forge, a.result, a.sub, a.code, pdfsig}
}

// attacks are all of them; each file of this package's tests named attack… adds
// its own.
var attacks []attack

// attackFolder is where to leave the files for other verifiers to try:
// go test ./signing/verify -run TestAttacks -attacks FOLDER
var attackFolder = flag.String("attacks", "", "folder to write the attacks to")

func TestAttacks(t *testing.T) {
	names := map[string]bool{}
	var table strings.Builder
	for _, a := range attacks {
		require.False(t, names[a.name], "%s stands twice", a.name)
		names[a.name] = true
		t.Run(a.name, func(t *testing.T) {
			file := a.forge(t)
			report := check(t, file)
			require.NotEmpty(t, report.Signatures)
			s := report.Signatures[0]
			assert.Equal(t, a.result, s.Result, "%+v %+v", s.Reasons, s.Changes)
			assert.Equal(t, a.sub, s.SubIndication)
			findings := codes(s.Reasons)
			if a.result == verify.TotalPassed {
				findings = codes(s.Warnings)
			} else {
				assert.NotEqual(t, verify.TotalPassed, report.Result)
			}
			if a.code != "" {
				assert.Contains(t, findings, a.code, "%+v", s.Changes)
			}
			said := sayings(pdfsig(t, file))
			assert.Equal(t, a.pdfsig, said, "pdfsig")
			keep(t, a, file)
			fmt.Fprintf(&table, "%s\t%s\t%s\t%s\t%s\n", fileName(a.name), a.result, a.sub, a.code, said)
		})
	}
	if *attackFolder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(*attackFolder, "answers.tsv"), []byte(table.String()), 0o644))
	}
}

func keep(t *testing.T, a attack, file []byte) {
	if *attackFolder == "" {
		return
	}
	require.NoError(t, os.MkdirAll(*attackFolder, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(*attackFolder, fileName(a.name)), file, 0o644))
}

func fileName(attack string) string {
	return strings.NewReplacer(" ", "-", "'", "", ",", "", "/", "").Replace(attack) + ".pdf"
}

func sayings(signatures []pdftest.Signature) string {
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

// genuine is a document that the leader signed: two pages, a form with a text
// field that holds "kept" and an empty signature field.
func genuine(t *testing.T) []byte {
	return sign(t, pdftest.Build(pdftest.Options{Form: true, Pages: 2}), pki(t).Leader)
}

type edit func(t *testing.T, doc *pdf.Document, u *pdf.Update)

// later appends a revision to the genuine file.
func later(e edit) func(*testing.T) []byte {
	return func(t *testing.T) []byte { return revised(t, genuine(t), e) }
}

func revised(t *testing.T, file []byte, e edit) []byte {
	return update(t, file, func(doc *pdf.Document, u *pdf.Update) { e(t, doc, u) })
}

// prepared lets the forger make the document before the leader signs it, and
// alter it afterwards: the shadow attacks.
func prepared(before, after edit) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		file := revised(t, pdftest.Build(pdftest.Options{Form: true, Pages: 2}), before)
		return revised(t, sign(t, file, pki(t).Leader), after)
	}
}

var evil = &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("BT /Helv 18 Tf 60 700 Td (Pay 9 000 000 000) Tj ET")}

// setIn gives an object's dictionary other entries.
func setIn(t *testing.T, doc *pdf.Document, u *pdf.Update, ref pdf.Ref, entries pdf.Dict) {
	d := resolve[pdf.Dict](t, doc, ref).Clone()
	for k, v := range entries {
		d[k] = v
	}
	u.Set(ref, d)
}

func setStream(t *testing.T, doc *pdf.Document, u *pdf.Update, ref pdf.Ref, data string) {
	s := resolve[*pdf.Stream](t, doc, ref)
	d := s.Dict.Clone()
	delete(d, "Filter")
	u.Set(ref, &pdf.Stream{Dict: d, Data: []byte(data)})
}

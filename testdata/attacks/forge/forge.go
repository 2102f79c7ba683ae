// Package forge makes signed PDFs that deceive somebody who checks signatures,
// and honest ones to compare with, each with the right answer. It has a PKI of
// its own, made anew for each Workshop; nothing of it may be trusted elsewhere.
// The tests of signing/verify and cmd/vanthuctl use it, and the command
// testdata/attacks, which writes the files out for other verifiers to try.
package forge

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/verify"
)

// Case is a file and what a right verifier says of it.
type Case struct {
	Name   string
	Answer Answer
	// Pdfsig is what poppler's pdfsig 22.12 says of the same file, where it says
	// something: "intact" or "broken", "whole" or "part" for each signature, or
	// Unopened.
	Pdfsig string

	forge func(*Workshop) []byte
}

// Unopened is what pdfsig says of a file that it cannot open.
const Unopened = "cannot open"

// Answer is what to say of a signature, the first as a rule; where Result is
// NoSignature, of the file.
type Answer struct {
	Signature     int                  `json:"signature,omitempty"` // from 0
	Result        verify.Result        `json:"result"`
	SubIndication verify.SubIndication `json:"sub_indication,omitempty"`
	// Finding is a reason; of what passes, a warning; empty for none in particular.
	Finding fault.Code `json:"finding,omitempty"`
	// LaterChanges and Change, one of those named, are asked of honest files only.
	LaterChanges verify.LaterChanges `json:"later_changes,omitempty"`
	Change       verify.ChangeKind   `json:"change,omitempty"`
}

var (
	altered     = failed(verify.FormatFailure, verify.ChangedAfterSigning)
	wrongRange  = failed(verify.FormatFailure, verify.ByteRangeWrong)
	wrongValue  = failed(verify.FormatFailure, verify.ContentsWrong)
	covered     = failed(verify.FormatFailure, verify.AnnotationOverContent)
	displayed   = failed(verify.FormatFailure, verify.AppearanceChanged)
	certified   = failed(verify.FormatFailure, verify.CertificationBroken)
	locked      = failed(verify.FormatFailure, verify.LockBroken)
	brokenHash  = failed(verify.HashFailure, verify.ContentChanged)
	brokenValue = failed(verify.SigCryptoFailure, verify.SignatureWrong)
	stranger    = unclear(verify.NoCertificateChain, verify.Untrusted)
)

func failed(sub verify.SubIndication, code fault.Code) Answer {
	return Answer{Result: verify.TotalFailed, SubIndication: sub, Finding: code}
}

func unclear(sub verify.SubIndication, code fault.Code) Answer {
	return Answer{Result: verify.Indeterminate, SubIndication: sub, Finding: code}
}

func doubtful(code fault.Code) Answer { return unclear(verify.SigConstraintsFailure, code) }

func passed(warning fault.Code) Answer { return Answer{Result: verify.TotalPassed, Finding: warning} }

func (a Answer) to(name, pdfsig string, forge func(*Workshop) []byte) Case {
	return Case{name, a, pdfsig, forge}
}

// Attacks are all ways of deceiving.
func Attacks() []Case {
	return slices.Concat(
		contentAttacks(), readerAttacks(), annotationAttacks(), certificationAttacks(), formAttacks(), shadowAttacks(), formatAttacks(), universalForgeries(), valueAttacks(), trustAttacks(), authorityAttacks(), evidenceAttacks(), entryAttacks(), quietAttacks(),
	)
}

// FileName is a name for the case's file, without its extension.
func (c Case) FileName() string {
	return strings.NewReplacer(" ", "-", "'", "", ",", "", "/", "", ":", "").Replace(c.Name)
}

// Make forges the file.
func (c Case) Make(w *Workshop) (file []byte, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("forge %s: %w", c.Name, err)
		}
	}()
	defer caught(&err)
	return c.forge(w), nil
}

// Workshop holds the victims' keys and the forger's. It serves one goroutine.
type Workshop struct {
	Now time.Time // of every signature and certificate
	// PKI has the root to trust, the leader and the agency who sign.
	PKI *pkitest.Served

	// Room for a signature's value, in bytes; zero for what the program leaves.
	Room int

	random io.Reader
	once   []byte // see genuine
}

// New makes keys and certificates around a moment.
func New(random io.Reader, now time.Time) (w *Workshop, err error) {
	w = &Workshop{Now: now, random: random}
	w.PKI, err = pkitest.NewServed(random, pkitest.RSA2048, "http://services.invalid", clock.At(now))
	return w, err
}

// Trust is the store that trusts the workshop's root.
func (w *Workshop) Trust() *verify.TrustStore {
	store := &verify.TrustStore{}
	store.AddRoot(w.PKI.Root.Certificate)
	return store
}

// Sign signs a file's bytes as a person would with the program, an hour ago.
func (w *Workshop) Sign(file []byte, id *pkitest.Identity, alter ...func(*pades.Request)) ([]byte, error) {
	dir, err := os.MkdirTemp("", "forge")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		return nil, err
	}
	req := pades.Request{Chain: id.Chain, Key: id.Key, Time: w.Now.Add(-time.Hour), Reason: "Ký duyệt", Room: w.Room}
	for _, a := range alter {
		a(&req)
	}
	if _, err := pades.SignFile(context.Background(), in, out, req); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

func (w *Workshop) sign(file []byte, id *pkitest.Identity, alter ...func(*pades.Request)) []byte {
	return must(w.Sign(file, id, alter...))
}

// genuine is a document that the leader signed: two pages, a form with a text
// field that holds "kept" and an empty signature field.
func (w *Workshop) genuine() []byte {
	if w.once == nil {
		w.once = w.sign(twoPages(), w.PKI.Leader)
	}
	return bytes.Clone(w.once)
}

// failure is how forging ends early: caught turns it into an error.
type failure struct{ error }

func caught(err *error) {
	switch r := recover().(type) {
	case nil:
	case failure:
		*err = r.error
	default:
		panic(r)
	}
}

func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func must[T any](v T, err error) T {
	check(err)
	return v
}

// hold makes sure of what a forgery rests on.
func hold(ok bool, what string) {
	if !ok {
		panic(failure{fmt.Errorf("not so: %s", what)})
	}
}

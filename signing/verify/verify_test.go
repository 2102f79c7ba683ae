package verify_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

func TestLeaderThenAgency(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		for _, indirect := range []bool{false, true} {
			file := pdftest.Build(pdftest.Options{Kind: kind, Form: true, Indirect: indirect, Pages: 3})
			once := sign(t, file, pki(t).Leader)
			twice := sign(t, once, pki(t).Agency, func(r *pades.Request) { r.Time = now.Add(-time.Minute) })
			report := check(t, twice)
			require.Len(t, report.Signatures, 2, kind)
			assert.Equal(t, verify.TotalPassed, report.Result, "%s %v", report.Signatures[0].Reasons, report.Signatures[1].Reasons)

			leader, agency := report.Signatures[0], report.Signatures[1]
			assert.Equal(t, "Nguyễn Thị Hường", leader.Signer.Name)
			assert.Equal(t, "Phó Chủ tịch", leader.Signer.Title)
			assert.Equal(t, "Ủy ban nhân dân tỉnh Mẫu", leader.Signer.Organisation)
			assert.Equal(t, "CA Demo Văn Thư", leader.Signer.Issuer)
			assert.Equal(t, verify.PersonSigner, leader.Signer.Kind)
			assert.Equal(t, verify.SigningAndForms, leader.LaterChanges)
			assert.False(t, leader.Coverage.WholeDocument)
			assert.Equal(t, 2, leader.Coverage.Revision)
			assert.Equal(t, []string{"CA Demo Văn Thư", "CA gốc Demo Văn Thư"}, leader.Chain)
			assert.Equal(t, now.Add(-time.Hour), leader.SigningTime)
			assert.Equal(t, "RSASSA-PKCS1-v1_5 SHA-256", leader.Algorithm)
			assert.Equal(t, "RSA 2048", leader.Key)

			assert.Equal(t, verify.AgencySigner, agency.Signer.Kind)
			assert.True(t, agency.Coverage.WholeDocument)
			assert.Equal(t, verify.NoChanges, agency.LaterChanges)
			assert.Equal(t, verify.RevocationNotChecked, agency.Revocation)
			assert.Contains(t, codes(agency.Warnings), verify.RevocationUnchecked)
			assert.Contains(t, codes(agency.Warnings), verify.TimeOnlyClaimed)
			said, err := pdfsig(t, twice)
			require.NoError(t, err)
			for _, said := range said {
				assert.True(t, said.Valid)
			}
		}
	}
}

func TestSigningAnEmptyFieldIsSigning(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Form: true})
	assert.Equal(t, verify.NoSignature, check(t, file).Result)
	assert.Equal(t, []string{"Approval"}, check(t, file).EmptyFields)
	once := sign(t, file, pki(t).Leader, func(r *pades.Request) { r.Field = "First" })
	twice := sign(t, once, pki(t).Agency, func(r *pades.Request) { r.Field = "Approval"; r.Appearance = forge.Blank })
	report := check(t, twice)
	require.Len(t, report.Signatures, 2)
	assert.Equal(t, verify.TotalPassed, report.Result, "%v", report.Signatures[0].Reasons)
	assert.Equal(t, verify.SigningAndForms, report.Signatures[0].LaterChanges)
	assert.Equal(t, "Approval", report.Signatures[1].Field)
}

func TestThreeAnswersAreDifferent(t *testing.T) {
	signed := sign(t, pdftest.Build(pdftest.Options{}), pki(t).Leader)
	at := clock.At(now)
	stranger, err := pkitest.NewDemo(rand.Reader, now)
	require.NoError(t, err)
	other := &verify.TrustStore{}
	other.AddRoot(stranger.Root.Certificate)
	broken := bytes.Replace(signed, []byte("Page 1"), []byte("Page 2"), 1)
	for name, c := range map[string]struct {
		file   []byte
		opts   verify.Options
		result verify.Result
		sub    verify.SubIndication
		code   fault.Code
	}{
		"valid":         {signed, verify.Options{Trust: trust(t), Clock: at}, verify.TotalPassed, "", ""},
		"no trust":      {signed, verify.Options{Clock: at}, verify.Indeterminate, verify.NoCertificateChain, verify.NoAnchors},
		"other trust":   {signed, verify.Options{Trust: other, Clock: at}, verify.Indeterminate, verify.NoCertificateChain, verify.Untrusted},
		"expired since": {signed, verify.Options{Trust: trust(t), Clock: clock.At(now.AddDate(4, 0, 0))}, verify.Indeterminate, verify.OutOfBoundsNoPOE, verify.ExpiredSince},
		"future":        {signed, verify.Options{Trust: trust(t), Clock: clock.At(now.AddDate(0, 0, -2))}, verify.Indeterminate, verify.SigConstraintsFailure, verify.TimeInFuture},
		"broken":        {broken, verify.Options{Trust: trust(t), Clock: at}, verify.TotalFailed, verify.HashFailure, verify.ContentChanged},
		"both":          {broken, verify.Options{Clock: at}, verify.TotalFailed, verify.HashFailure, verify.ContentChanged},
	} {
		s := only(t, checkWith(t, c.file, c.opts))
		assert.Equal(t, c.result, s.Result, name)
		assert.Equal(t, c.sub, s.SubIndication, name)
		if c.code != "" {
			require.NotEmpty(t, s.Reasons, name)
			assert.Equal(t, c.code, s.Reasons[0].Code, name)
		}
	}
}

func TestValidityAtTheClaimedTime(t *testing.T) {
	file := pdftest.Build(pdftest.Options{})
	for name, c := range map[string]struct {
		validity pkitest.Validity
		claimed  time.Time
		result   verify.Result
		sub      verify.SubIndication
	}{
		"signed after expiry":  {pkitest.Expired(now), now.Add(-time.Hour), verify.TotalFailed, verify.Expired},
		"signed before expiry": {pkitest.Expired(now), now.AddDate(0, -3, 0), verify.Indeterminate, verify.OutOfBoundsNoPOE},
		"not yet valid":        {pkitest.NotYet(now), now.Add(-time.Hour), verify.TotalFailed, verify.NotYetValid},
		"claims the past":      {pkitest.Validity{NotBefore: now.AddDate(0, 0, -9), NotAfter: now.AddDate(1, 0, 0)}, now.AddDate(0, -1, 0), verify.TotalFailed, verify.NotYetValid},
	} {
		id, err := pki(t).Person("Trần Văn Nghĩa", "", "", pkitest.ECDSAP256, c.validity)
		require.NoError(t, err)
		s := only(t, check(t, sign(t, file, id, func(r *pades.Request) { r.Time = c.claimed })))
		assert.Equal(t, c.result, s.Result, name)
		assert.Equal(t, c.sub, s.SubIndication, name)
		assert.Equal(t, verify.Intact, s.Integrity, name)
	}
}

func TestShiftedClockIsOnlyAWarning(t *testing.T) {
	signed := sign(t, pdftest.Build(pdftest.Options{}), pki(t).Leader, func(r *pades.Request) { r.Time = now.Add(7 * time.Hour) })
	s := only(t, check(t, signed))
	assert.Equal(t, verify.TotalPassed, s.Result)
	assert.Contains(t, codes(s.Warnings), verify.TimeShifted)
}

func TestKeyUsageAndShortKeys(t *testing.T) {
	server, err := pki(t).Issuer.Issue(pkitest.Leaf{
		CommonName: "mau.gov.vn", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1),
		KeyUsage: 1 << 2, // keyEncipherment
	})
	require.NoError(t, err)
	s := only(t, check(t, sign(t, pdftest.Build(pdftest.Options{}), server)))
	assert.Equal(t, verify.Indeterminate, s.Result)
	assert.Equal(t, []fault.Code{verify.KeyUsageWrong}, codes(s.Reasons))
}

func TestOneVerifyOfManySignatures(t *testing.T) {
	file := pdftest.Build(pdftest.Options{Padding: 12 << 20})
	for range 5 {
		file = sign(t, file, pki(t).Agency)
	}
	reader := &countingReader{Reader: bytes.NewReader(file)}
	report, err := verify.Verify(context.Background(), reader, int64(len(file)), verify.Options{Trust: trust(t), Clock: clock.At(now)})
	require.NoError(t, err)
	require.Len(t, report.Signatures, 5)
	assert.Equal(t, verify.TotalPassed, report.Result, "%+v", report.Signatures[0].Reasons)
	assert.Less(t, reader.bytes, int64(len(file))*3/2, "the content is read once for all")
}

type countingReader struct {
	*bytes.Reader
	bytes int64
}

func (r *countingReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.Reader.ReadAt(p, off)
	r.bytes += int64(n)
	return n, err
}

func TestCancelStops(t *testing.T) {
	signed := sign(t, pdftest.Build(pdftest.Options{}), pki(t).Leader)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := verify.Verify(ctx, bytes.NewReader(signed), int64(len(signed)), verify.Options{Clock: clock.At(now)})
	assert.ErrorIs(t, err, context.Canceled)
}

func TestReadFailureIsAnError(t *testing.T) {
	signed := sign(t, pdftest.Build(pdftest.Options{Padding: 4 << 20}), pki(t).Leader)
	reader := failingReader{bytes.NewReader(signed), 1 << 20, 2 << 20}
	_, err := verify.Verify(context.Background(), reader, int64(len(signed)), verify.Options{Clock: clock.At(now)})
	assert.ErrorIs(t, err, verify.ErrUnreadable)
}

// failingReader fails between two offsets.
type failingReader struct {
	*bytes.Reader
	from, to int64
}

func (r failingReader) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > r.from && off < r.to {
		return 0, errors.New("medium failed")
	}
	return r.Reader.ReadAt(p, off)
}

func TestNotAPDFIsAnError(t *testing.T) {
	_, err := verify.Verify(context.Background(), bytes.NewReader([]byte("a text")), 6, verify.Options{Clock: clock.At(now)})
	assert.ErrorIs(t, err, pdf.ErrNotPDF)
}

func TestReportAsJSON(t *testing.T) {
	signed := sign(t, pdftest.Build(pdftest.Options{}), pki(t).Leader)
	data, err := json.Marshal(check(t, signed))
	require.NoError(t, err)
	for _, part := range []string{
		`"result":"TOTAL-PASSED"`, `"name":"Nguyễn Thị Hường"`, `"whole_document":true`,
		`"revocation":"not_checked"`, `"time_source":"claimed_in_document"`, `"code":"verify.revocation_unchecked"`,
	} {
		assert.Contains(t, string(data), part)
	}
}

func TestTrustFolder(t *testing.T) {
	d := pki(t)
	folder := t.TempDir()
	write := func(name string, data []byte) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), data, 0o600))
	}
	store, err := verify.LoadTrust(folder)
	require.NoError(t, err)
	assert.Empty(t, store.Roots())
	write("README.txt", []byte("no certificate"))
	write("root.PEM", pkitest.PEM(d.Root.Certificate))
	write("issuer.cer", d.Issuer.Certificate.Raw)
	store, err = verify.LoadTrust(folder)
	require.NoError(t, err)
	assert.Len(t, store.Roots(), 1, "the issuer is a link, no anchor")

	// A signature that embeds its leaf only, as many real ones do.
	leafOnly := *d.Leader
	leafOnly.Chain = leafOnly.Chain[:1]
	signed := sign(t, pdftest.Build(pdftest.Options{}), &leafOnly)
	assert.Equal(t, verify.Indeterminate, check(t, signed).Result)
	assert.Equal(t, verify.TotalPassed, checkWith(t, signed, verify.Options{Trust: store, Clock: clock.At(now)}).Result)

	for _, bad := range []string{"-----BEGIN CERTIFICATE-----\n", "", " \n"} {
		write("broken.crt", []byte(bad))
		_, err = verify.LoadTrust(folder)
		assert.ErrorIs(t, err, verify.ErrTrust)
	}
	_, err = verify.LoadTrust(filepath.Join(folder, "missing"))
	assert.ErrorIs(t, err, verify.ErrTrust)
}

func TestEveryWordHasItsTexts(t *testing.T) {
	keys := []string{
		"verify.coverage.whole", "verify.coverage.revision", "verify.coverage.part",
	}
	for _, r := range []verify.Result{verify.TotalPassed, verify.Indeterminate, verify.TotalFailed, verify.NoSignature} {
		keys = append(keys, "verify.result."+string(r))
	}
	for _, i := range []verify.Integrity{verify.Intact, verify.Broken, verify.IntegrityUnknown} {
		keys = append(keys, "verify.integrity."+string(i))
	}
	for _, c := range []verify.LaterChanges{verify.NoChanges, verify.SigningAndForms, verify.AnnotationChanges, verify.OtherChanges, verify.ChangesUnknown} {
		keys = append(keys, "verify.later_changes."+string(c))
	}
	for _, r := range []verify.Revocation{
		verify.RevocationNotChecked, verify.RevocationGood, verify.RevocationRevoked, verify.RevocationOnHold, verify.RevocationUnknown, verify.RevocationUnreachable,
	} {
		keys = append(keys, "verify.revocation."+string(r))
	}
	for _, k := range verify.ChangeKinds {
		keys = append(keys, "verify.change."+string(k))
	}
	for _, s := range []verify.TimeSource{verify.ClaimedInDocument, verify.ClaimedInCMS, verify.StampedTime, verify.NoTime} {
		keys = append(keys, "verify.time."+string(s))
	}
	for _, k := range []verify.SignerKind{verify.PersonSigner, verify.AgencySigner, verify.UnknownSigner} {
		keys = append(keys, "verify.signer_kind."+string(k))
	}
	for _, lang := range i18n.Languages {
		for _, key := range keys {
			assert.True(t, i18n.Has(lang, key), "%s %s", lang, key)
		}
	}
}

// Every level that is compared twice doubles the work.
func TestDeepNestingIsComparedOnce(t *testing.T) {
	var deep pdf.Object = pdf.Dict{}
	for range 100 {
		deep = pdf.Dict{"A": deep}
	}
	var ref pdf.Ref
	file := update(t, pdftest.Build(pdftest.Options{}), func(_ *pdf.Document, u *pdf.Update) { ref = u.Add(deep) })
	file = update(t, sign(t, file, pki(t).Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(ref, deep) })
	done := make(chan *verify.Report, 1)
	go func() { done <- check(t, file) }()
	select {
	case report := <-done:
		assert.Equal(t, verify.TotalPassed, report.Result)
	case <-time.After(5 * time.Second):
		t.Fatal("comparison does not end")
	}
}

func TestOrphansAreCounted(t *testing.T) {
	file := update(t, genuine(t), func(_ *pdf.Document, u *pdf.Update) {
		u.Add(pdf.Dict{"Type": pdf.Name("Sig"), "Contents": pdf.String("abc")})
	})
	assert.Equal(t, 1, check(t, file).Orphans)
	assert.Zero(t, check(t, genuine(t)).Orphans)
}

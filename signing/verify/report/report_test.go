package report_test

import (
	"bytes"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/signing/verify/report"
)

var at = time.Date(2026, 11, 24, 1, 30, 0, 0, time.UTC)

var checked = report.File{Name: "153-KH-UBND.pdf", Size: 1234567, SHA256: strings.Repeat("ab", 32)}

// found is a report with everything in it.
func found() *verify.Report {
	signer := verify.Signer{
		Name: "Nguyễn Thị Hường", Organisation: "Ủy ban nhân dân tỉnh Mẫu", Unit: "Văn phòng", Title: "Phó Chủ tịch", UserID: "CCCD:001",
		Kind: verify.PersonSigner, Issuer: "CA Demo Văn Thư", Serial: "4A5B", NotBefore: at.AddDate(-1, 0, 0), NotAfter: at.AddDate(2, 0, 0),
	}
	return &verify.Report{
		Result: verify.TotalFailed, CheckedAt: at, Warnings: []verify.Finding{{Code: verify.OrphansFound, Args: fault.Args{"count": 2}}},
		Signatures: []verify.Signature{{
			Field: "Signature1", SubFilter: "ETSI.CAdES.detached", Result: verify.TotalPassed, Integrity: verify.Intact,
			Coverage: verify.Coverage{Revision: 1, Revisions: 2}, LaterChanges: verify.SigningAndForms,
			Changes: []verify.Change{{Kind: verify.ChangeSignature, Name: "Signature2"}},
			Signer:  signer, Chain: []string{"CA Demo Văn Thư", "CA gốc Demo Văn Thư"}, Revocation: verify.RevocationGood,
			RevocationEvidence: &verify.StatusEvidence{Source: revocation.OCSP, From: verify.FromFile, Signer: "OCSP Demo", ThisUpdate: at},
			ValidAtSigning:     verify.ValidThen, Level: verify.LevelLT, SigningTime: at.Add(-time.Hour), TimeSource: verify.ClaimedInDocument,
			Proof: &verify.TimeProof{Time: at.Add(-time.Minute), Authority: "TSA Demo"}, Algorithm: "RSASSA-PSS SHA-256", Key: "RSA 3072", Reason: "Ký duyệt",
		}, {
			Field: "Signature2", Result: verify.TotalFailed, SubIndication: verify.HashFailure, Integrity: verify.Broken,
			Coverage: verify.Coverage{WholeDocument: true}, LaterChanges: verify.NoChanges, Signer: signer, Revocation: verify.RevocationNotChecked,
			ValidAtSigning: verify.WithinThen, TimeSource: verify.NoTime, Reasons: []verify.Finding{{Code: verify.ContentChanged}},
			Warnings: []verify.Finding{{Code: verify.RevocationUnchecked}},
		}},
	}
}

func htmlOf(t *testing.T, s *report.Sheet) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, s.HTML(&out))
	return out.String()
}

var (
	style = regexp.MustCompile(`(?s)<style>.*</style>`)
	tag   = regexp.MustCompile(`<[^>]*>`)
)

// shown is the text of a page as people read it.
func shown(page string) string {
	return html.UnescapeString(tag.ReplaceAllString(style.ReplaceAllString(page, ""), " "))
}

// What TT 15/2025/TT-BKHCN wants a verifier to show.
var items = []string{
	"Tổ chức cấp chứng thư số", "CA Demo Văn Thư",
	"Người ký", "Nguyễn Thị Hường – Phó Chủ tịch (cá nhân)",
	"Đơn vị quản lý chứng thư", "Văn phòng, Ủy ban nhân dân tỉnh Mẫu",
	"Thời điểm ký", "07:30:00 24/11/2026 (UTC+07:00), người ký khai, chưa được chứng minh",
	"Dấu thời gian", "08:29:00 24/11/2026 (UTC+07:00), do TSA Demo cấp",
	"Tính toàn vẹn", "nội dung đã ký còn nguyên vẹn", "nội dung đã ký không còn nguyên vẹn",
	"Hiệu lực chứng thư số tại thời điểm ký", "có hiệu lực, không bị thu hồi",
	"Thời hạn chứng thư số", "24/11/2025 – 24/11/2028",
	"Trạng thái chứng thư số", "chứng thư số không bị thu hồi", "OCSP, có sẵn trong tệp, do OCSP Demo ký",
	"Đường dẫn tin cậy", "Nguyễn Thị Hường → CA Demo Văn Thư → CA gốc Demo Văn Thư",
	"Hợp lệ", "Không hợp lệ", "TOTAL-FAILED / HASH_FAILURE", "PAdES B-LT", "1.234.567 byte", strings.Repeat("ab", 32),
}

func TestEveryItemIsShown(t *testing.T) {
	sheet := report.New(i18n.Vietnamese, found(), checked)
	page := htmlOf(t, sheet)
	for _, item := range items {
		assert.Contains(t, shown(page), item)
	}
	printed := strings.Join(strings.Fields(pdfText(t, pdfOf(t, sheet))), " ")
	for _, item := range items {
		if item != strings.Repeat("ab", 32) { // broken over lines
			assert.Contains(t, printed, item)
		}
	}
	english := shown(htmlOf(t, report.New(i18n.English, found(), checked)))
	for _, item := range []string{"Issuing authority", "Unit managing the certificate", "1,234,567 bytes", "not valid"} {
		assert.Contains(t, english, item)
	}
	assert.NotContains(t, page, "[report.")
	assert.NotContains(t, english, "[verify.")
}

// What came later is not shown as harmless where it gave rise to doubt.
func TestDoubtedChangesAreNotGreen(t *testing.T) {
	r := found()
	tone := func() report.Tone {
		for _, row := range report.New(i18n.English, r, checked).Blocks[0].Rows {
			if row.Label == "Changes after signing" {
				return row.Tone
			}
		}
		t.Fatal("no such row")
		return ""
	}
	assert.Equal(t, report.Good, tone())
	r.Signatures[0].Reasons = []verify.Finding{{Code: verify.StrangerOverContent, Args: fault.Args{"field": "Signature2", "page": 1}}}
	assert.Equal(t, report.Unclear, tone())
}

func TestPageIsQuiet(t *testing.T) {
	page := htmlOf(t, report.New(i18n.Vietnamese, found(), checked))
	for _, loud := range []string{"<script", "javascript:", "http://", "https://", "<img", "<link", "@import"} {
		assert.NotContains(t, page, loud)
	}
}

// Names come out of certificates that anybody may have made.
func TestForeignTextStaysText(t *testing.T) {
	r := found()
	r.Signatures[0].Signer.Name = `<script>alert(1)</script>"><b onclick=x>`
	r.Signatures[0].Reason = strings.Repeat("dài ", 400) + strings.Repeat("x", 900) + " 漢字 🙂"
	r.Signatures[0].Changes = nil
	for i := range 300 {
		r.Signatures[0].Changes = append(r.Signatures[0].Changes, verify.Change{Kind: verify.ChangeOther, Name: strings.Repeat("a", i)})
	}
	sheet := report.New(i18n.Vietnamese, r, report.File{Name: "</title><script>.pdf"})
	page := htmlOf(t, sheet)
	assert.NotContains(t, page, "<script")
	assert.NotContains(t, page, "<b onclick")
	assert.Contains(t, shown(page), `<script>alert(1)</script>`)
	assert.Contains(t, pdfText(t, pdfOf(t, sheet)), "<script>alert(1)</script>")
}

func TestFilesWithoutSignatures(t *testing.T) {
	sheet := report.New(i18n.Vietnamese, &verify.Report{Result: verify.NoSignature, CheckedAt: at}, checked)
	assert.Contains(t, shown(htmlOf(t, sheet)), "Tệp không có chữ ký số nào.")
	assert.Contains(t, pdfText(t, pdfOf(t, sheet)), "Tệp không có chữ ký số nào.")
}

func pdfOf(t *testing.T, s *report.Sheet) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	var out bytes.Buffer
	require.NoError(t, s.PDF(&out, at))
	require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
	said, err := exec.Command("qpdf", "--check", path).CombinedOutput()
	require.NoError(t, err, string(said))
	return path
}

func pdfText(t *testing.T, path string) string {
	t.Helper()
	text, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	require.NoError(t, err)
	return string(text)
}

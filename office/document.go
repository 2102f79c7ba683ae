package office

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/vanthu/vanthu/internal/fault"
)

// FileRole tells what a file is to its document.
type FileRole string

// The roles of a file.
const (
	MainFile   FileRole = "main"
	Attachment FileRole = "attachment"
)

// File names content by its hash; the bytes live in a blob store.
type File struct {
	Name      string   `json:"name"`
	SHA256    string   `json:"sha256"` // 64 hexadecimal digits, lower case
	Size      int64    `json:"size"`   // bytes
	MediaType string   `json:"media_type"`
	Role      FileRole `json:"role"`
}

// Signatory is the person who signed, as the document names him.
type Signatory struct {
	Position string `json:"position,omitempty"` // KT. CHỦ TỊCH PHÓ CHỦ TỊCH
	FullName string `json:"full_name,omitempty"`
}

// Info is what a document says of itself (Decree 30/2020 annex VI part II); it
// travels with the document.
type Info struct {
	Code       DocumentCode `json:"code"`
	Date       Date         `json:"date"`
	Type       DocumentType `json:"type"`
	Subject    string       `json:"subject"` // trích yếu, at most 500 characters
	Issuer     AgencyCode   `json:"issuer"`
	IssuerName string       `json:"issuer_name"`
	Signatory  Signatory    `json:"signatory"`
	Urgency    Urgency      `json:"urgency"`
	Secrecy    Secrecy      `json:"secrecy"`
	Pages      int          `json:"pages,omitempty"`
	DueDate    Date         `json:"due_date"`

	// Unsigned marks a document sent without its agency's signature: it informs
	// and does not stand for the paper (Decision 28/2018 article 4).
	Unsigned bool `json:"unsigned,omitempty"`
}

// maxSubject is the length in annex VI and QCVN 102.
const maxSubject = 500

// Check refuses what no register may hold: secret documents, no subject.
func (i Info) Check() error {
	if err := i.Secrecy.Admit(); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(i.Subject)); n == 0 || n > maxSubject {
		return ErrSubject
	}
	return nil
}

// Stage is how far an outgoing document has come.
type Stage string

// The stages, in order.
const (
	Draft    Stage = "draft"    // dự thảo
	Signed   Stage = "signed"   // lãnh đạo đã ký
	Numbered Stage = "numbered" // đã cấp số
	Sealed   Stage = "sealed"   // cơ quan đã ký
	Issued   Stage = "issued"   // đã phát hành
)

// Document is an outgoing document of an agency. Files holds its present form;
// each signature makes a new file, and Earlier keeps the ones before.
type Document struct {
	ID        DocumentID `json:"id"`
	Agency    AgencyCode `json:"agency"`
	Info      Info       `json:"info"`
	Stage     Stage      `json:"stage"`
	Files     []File     `json:"files"`
	Earlier   []File     `json:"earlier,omitempty"`
	CreatedAt time.Time  `json:"created_at"`
	IssuedAt  *time.Time `json:"issued_at,omitempty"`
}

// MayIssue tells why a document cannot leave its agency: it must have its file,
// number and date, and the agency's signature unless it is marked as unsigned.
// One that was issued may go to further recipients.
func (d Document) MayIssue() error {
	if err := d.Info.Check(); err != nil {
		return err
	}
	if _, ok := MainFileOf(d.Files); !ok {
		return ErrFile
	}
	if d.Stage != Sealed && d.Stage != Issued && !d.Info.Unsigned {
		return ErrNotSealed
	}
	if d.Info.Code.IsZero() {
		return fault.New(ErrDocumentCode, fault.Args{"value": ""}, nil)
	}
	if d.Info.Date.IsZero() {
		return ErrDateMissing
	}
	return nil
}

// MainFileOf finds the document itself among its files.
func MainFileOf(files []File) (File, bool) {
	i := slices.IndexFunc(files, func(f File) bool { return f.Role == MainFile })
	if i < 0 {
		return File{}, false
	}
	return files[i], true
}

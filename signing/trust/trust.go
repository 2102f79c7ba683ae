// Package trust keeps the certificates that this machine trusts as files in a
// folder: adds, lists and removes them. verify.LoadTrust reads the same folder
// when signatures are judged; people may also put certificate files there by
// hand. The package asks nobody and trusts nothing by itself: who adds a root
// has to compare its fingerprint with what the authority publishes.
//
// Folders are small and changed by one person; two programs that change one at
// once may undo each other's change, but no file is ever half-written.
package trust

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"path/filepath"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can go wrong.
var (
	// ErrNoCertificate: the file holds none that can be read; argument "file".
	ErrNoCertificate = fault.Define("trust.no_certificate")
	// ErrNotAuthority: the certificate is a person's or a server's, not an
	// authority's; arguments "file" and "name".
	ErrNotAuthority = fault.Define("trust.not_authority")
	// ErrUnknown: no certificate here begins so; argument "prefix".
	ErrUnknown = fault.Define("trust.unknown")
	// ErrAmbiguous: several do; arguments "prefix" and "count".
	ErrAmbiguous = fault.Define("trust.ambiguous")
	// ErrPrefix: no beginning of a fingerprint, or one shorter than MinPrefix;
	// argument "prefix".
	ErrPrefix = fault.Define("trust.prefix")
	// ErrFolder: the folder or a file in it cannot be read or written; argument
	// "file".
	ErrFolder = fault.Define("trust.folder")
)

// Entry is one certificate of the folder.
type Entry struct {
	Certificate *x509.Certificate
	SHA256      string // of the DER, upper case hexadecimal
	File        string // where it stands; empty for one that was not kept yet
}

// Root tells an anchor from a link that is not trusted by itself.
func (e Entry) Root() bool {
	return string(e.Certificate.RawIssuer) == string(e.Certificate.RawSubject)
}

// Folder is the folder's path. It need not exist before Add.
type Folder string

func newEntry(cert *x509.Certificate, file string) Entry {
	sum := sha256.Sum256(cert.Raw)
	return Entry{cert, strings.ToUpper(hex.EncodeToString(sum[:])), file}
}

// path is the file that Add keeps a certificate in.
func (f Folder) path(e Entry) string {
	return filepath.Join(string(f), strings.ToLower(e.SHA256)+".pem")
}

func (f Folder) failed(path string, cause error) error {
	return fault.New(ErrFolder, fault.Args{"file": path}, cause)
}

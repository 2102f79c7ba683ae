package trust

import (
	"crypto/x509"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/verify"
)

// List gives the certificates of the folder, the roots first, by name. A folder
// that is not there is an empty one. It fails with verify.ErrTrust on a file
// without a certificate, as verify.LoadTrust does, and with ErrFolder.
func (f Folder) List() ([]Entry, error) {
	files, err := os.ReadDir(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, f.failed(string(f), err)
	}
	var entries []Entry
	for _, file := range files {
		if file.IsDir() || !verify.IsCertificateFile(file.Name()) {
			continue
		}
		path := filepath.Join(string(f), file.Name())
		data, err := readFile(path)
		if err != nil {
			return nil, f.failed(path, err)
		}
		certificates, err := verify.ParseCertificates(data)
		if err != nil {
			return nil, fault.New(verify.ErrTrust, fault.Args{"file": path}, err)
		}
		for _, cert := range certificates {
			entries = append(entries, newEntry(cert, path))
		}
	}
	slices.SortStableFunc(entries, compare)
	return entries, nil
}

func compare(a, b Entry) int {
	if a.Root() != b.Root() {
		if a.Root() {
			return -1
		}
		return 1
	}
	return strings.Compare(verify.NameOf(a.Certificate)+a.SHA256, verify.NameOf(b.Certificate)+b.SHA256)
}

// MinPrefix is how many hexadecimal digits name a certificate at least.
const MinPrefix = 8

// Remove takes away the certificate whose fingerprint begins so, out of every
// file that holds it, and gives it back. Spaces and colons between digits do
// not count. Errors: ErrPrefix, ErrUnknown, ErrAmbiguous and those of List.
func (f Folder) Remove(prefix string) (Entry, error) {
	digits := strings.ToUpper(strings.NewReplacer(" ", "", ":", "").Replace(prefix))
	if len(digits) < MinPrefix || strings.Trim(digits, "0123456789ABCDEF") != "" {
		return Entry{}, fault.New(ErrPrefix, fault.Args{"prefix": prefix}, nil)
	}
	entries, err := f.List()
	if err != nil {
		return Entry{}, err
	}
	found, err := named(entries, digits)
	if err != nil {
		return Entry{}, err
	}
	return found, f.removeFrom(entries, found.SHA256)
}

// named finds the one certificate; that it stands in several files is no matter.
func named(entries []Entry, digits string) (found Entry, err error) {
	count := map[string]bool{}
	for _, e := range entries {
		if strings.HasPrefix(e.SHA256, digits) {
			found = e
			count[e.SHA256] = true
		}
	}
	switch len(count) {
	case 0:
		return Entry{}, fault.New(ErrUnknown, fault.Args{"prefix": digits}, nil)
	case 1:
		return found, nil
	}
	return Entry{}, fault.New(ErrAmbiguous, fault.Args{"prefix": digits, "count": len(count)}, nil)
}

// removeFrom rewrites the files that hold the certificate, or deletes those
// that hold nothing else.
func (f Folder) removeFrom(entries []Entry, sha256 string) error {
	left, touched := map[string][]*x509.Certificate{}, map[string]bool{}
	for _, e := range entries {
		if e.SHA256 == sha256 {
			touched[e.File] = true
			continue
		}
		left[e.File] = append(left[e.File], e.Certificate)
	}
	for path := range touched {
		if err := rewrite(path, left[path]); err != nil {
			return f.failed(path, err)
		}
	}
	return nil
}

func rewrite(path string, left []*x509.Certificate) error {
	if len(left) == 0 {
		return os.Remove(path)
	}
	return write(path, left...)
}

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/signing/verify/report"
)

// checkReport holds --report to one file, to a kind that can be written, and to
// another name than the file that is checked.
func (f *verifyFlags) checkReport(p *program, files []string) error {
	switch {
	case f.report == "":
		return nil
	case len(files) != 1:
		return usageError{p.text("ctl.want.one_file", nil)}
	case !isPage(f.report) && !isPDF(f.report):
		return usageError{p.text("ctl.want.report", nil)}
	case sameFile(f.report, files[0]):
		return usageError{p.text("ctl.want.other_report", nil)}
	}
	return nil
}

func isPage(path string) bool {
	kind := strings.ToLower(filepath.Ext(path))
	return kind == ".html" || kind == ".htm"
}

func isPDF(path string) bool { return strings.EqualFold(filepath.Ext(path), ".pdf") }

func sameFile(a, b string) bool {
	one, errA := os.Stat(a)
	other, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(one, other)
}

// writeSheet writes what was found for people, whole or not at all.
func (p *program) writeSheet(path, checked string, found *verify.Report) error {
	about, err := describeFile(checked)
	if err != nil {
		return fault.New(workplace.ErrFileUnreadable, fault.Args{"file": checked}, err)
	}
	sheet := report.New(p.lang, found, about)
	var out bytes.Buffer
	if isPage(path) {
		err = sheet.HTML(&out)
	} else {
		err = sheet.PDF(&out, found.CheckedAt)
	}
	if err == nil {
		err = atomicfile.Write(path, &out)
	}
	if err != nil {
		return workplace.Unwritable(path, err)
	}
	return nil
}

func describeFile(path string) (report.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return report.File{}, err
	}
	defer file.Close()
	h := sha256.New()
	size, err := io.Copy(h, file)
	return report.File{Name: filepath.Base(path), Size: size, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

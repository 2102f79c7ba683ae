package pdftest

import (
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// Signature is what poppler's pdfsig says of one.
type Signature struct {
	Field  string
	Signer string
	Type   string
	Valid  bool // the bytes are those that were signed
	Whole  bool // it covers the whole document
}

var fieldLine = regexp.MustCompile(`(?m)^\s+- (Signature Field Name|Signer Certificate Common Name|Signature Type): (.*)$`)

// Signatures asks pdfsig; fields that nobody signed are left out.
func Signatures(t testing.TB, file string) []Signature {
	t.Helper()
	out, err := TrySignatures(t, file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TrySignatures is Signatures for files that pdfsig may not open at all, which is
// an error.
func TrySignatures(t testing.TB, file string) (out []Signature, err error) {
	t.Helper()
	said, err := run(t, "pdfsig", "-nocert", file)
	if err != nil && !strings.Contains(said, "does not contain any signatures") {
		return nil, fmt.Errorf("pdfsig: %w\n%s", err, said)
	}
	for _, part := range strings.Split(said, "\nSignature #")[1:] {
		if strings.Contains(part, "form field is not signed") {
			continue
		}
		s := Signature{Valid: strings.Contains(part, "Signature is Valid"), Whole: strings.Contains(part, "Total document signed")}
		for _, m := range fieldLine.FindAllStringSubmatch(part, -1) {
			switch m[1] {
			case "Signature Field Name":
				s.Field = m[2]
			case "Signature Type":
				s.Type = m[2]
			default:
				s.Signer = m[2]
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// StampDecrypted is what mutool 1.21 says of a document time stamp in a file
// encrypted with AES: it takes the /Contents of /Type /Sig only for unencrypted.
const StampDecrypted = "warning: aes padding out of range"

var repeated = regexp.MustCompile(`warning: \.\.\. repeated \d+ times\.\.\.`)

// RequireSound fails unless qpdf finds nothing at all to say against a file and
// mutool draws its first page without complaint but those that are known.
func RequireSound(t testing.TB, file string, known ...string) {
	t.Helper()
	if said, err := run(t, "qpdf", "--check", file); err != nil {
		t.Fatalf("qpdf --check: %v\n%s", err, said)
	}
	said, err := run(t, "mutool", "draw", "-q", "-r", "30", "-F", "png", "-o", t.TempDir()+"/page.png", file, "1")
	for _, k := range append(known, "warning: ICC support is not available") { // the last is of the build, not of the file
		said = strings.ReplaceAll(said, k, "")
	}
	if err != nil || strings.TrimSpace(repeated.ReplaceAllString(said, "")) != "" {
		t.Fatalf("mutool draw: %v\n%s", err, said)
	}
}

// QPDF runs qpdf with arguments; exit status 3, warnings, is accepted.
func QPDF(t testing.TB, args ...string) string {
	t.Helper()
	said, err := run(t, "qpdf", args...)
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != 3) {
		t.Fatalf("qpdf %v: %v\n%s", args, err, said)
	}
	return said
}

func run(t testing.TB, name string, args ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is missing: make test installs it", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	return string(out), err
}

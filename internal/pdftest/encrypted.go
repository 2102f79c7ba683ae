package pdftest

import (
	"os"
	"path/filepath"
	"testing"
)

// Encryptions are arguments of qpdf that encrypt a file so that it opens with
// the empty user password, one for each way of ISO 32000-2 §7.6.
var Encryptions = map[string][]string{
	"RC4 40":                 {"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"},
	"RC4 128":                {"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--"},
	"RC4 128 crypt filter":   {"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--force-V4", "--"},
	"AES 128":                {"--encrypt", "", "owner", "128", "--use-aes=y", "--"},
	"AES 128 clear metadata": {"--encrypt", "", "owner", "128", "--use-aes=y", "--cleartext-metadata", "--"},
	"AES 256 R5":             {"--encrypt", "", "owner", "256", "--force-R5", "--"},
	"AES 256 R6":             {"--encrypt", "", "owner", "256", "--"},
	"AES 256 clear metadata": {"--encrypt", "", "owner", "256", "--cleartext-metadata", "--"},
}

// Encrypt lets qpdf rewrite a file with arguments such as those of Encryptions.
func Encrypt(t testing.TB, file []byte, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	QPDF(t, append(append([]string{}, args...), in, out)...)
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

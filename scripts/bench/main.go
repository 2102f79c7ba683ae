// Command bench measures what signing and verifying one large PDF cost, beside
// the physical limit and other programs; run.sh prepares what it needs.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", "", "folder with vanthuctl, digitorus-pdfsign, token, pin and trust")
	megabytes := flag.Int("mb", 400, "size of the PDF")
	runs := flag.Int("runs", 5, "how often each command is run")
	large := flag.Bool("large", false, "prove that files with offsets beyond 4 GiB are signed and verified in bounded memory")
	crowd := flag.String("many", "", "write a PDF of very many objects here, nothing else")
	packed := flag.Bool("packed", false, "with --many: in object streams")
	damaged := flag.Bool("damaged", false, "with --many: without a good startxref")
	flag.Parse()
	job := func() error { return run(*dir, *megabytes, *runs) }
	if *large {
		job = func() error { return proveLarge(*dir) }
	}
	if *crowd != "" {
		m := &many{packed: *packed, damaged: *damaged}
		job = func() error { return m.into(*crowd, m.content) }
	}
	if err := job(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, megabytes, runs int) error {
	big := filepath.Join(dir, "big.pdf")
	if err := (&scan{}).write(big, megabytes); err != nil {
		return err
	}
	fmt.Printf("signing %d MB, median of %d runs side by side\n", megabytes, runs)
	commands := signing(dir, big)
	if megabytes > inMemory {
		commands = commands[:len(commands)-1]
	}
	if err := compare(commands, runs); err != nil {
		return err
	}
	signed := filepath.Join(dir, "signed.pdf")
	fmt.Printf("\nverifying it\n")
	if err := compare(verifying(dir, signed), runs); err != nil {
		return err
	}
	if err := signAgain(dir, signed, signatures-1); err != nil {
		return err
	}
	fmt.Printf("\nverifying it with %d signatures\n", signatures)
	return compare(verifying(dir, signed), runs)
}

// signatures that a document bears which went through many hands.
const signatures = 5

// signAgain adds signatures to a file.
func signAgain(dir, signed string, times int) error {
	for range times {
		cmd := exec.Command(filepath.Join(dir, "vanthuctl"), "sign", "--token", "Demo", "--module", softHSM(),
			"--pin-file", filepath.Join(dir, "pin"), "--invisible", signed, "-o", signed)
		if said, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, said)
		}
	}
	return nil
}

// inMemory is how large a file is, in megabytes, that pdfsign is asked to sign:
// it takes five times as much memory.
const inMemory = 1000

// signing: the first command is the limit to which the others are compared. It
// copies and syncs, and hashes once.
func signing(dir, big string) []command {
	copied, other := filepath.Join(dir, "copy.pdf"), filepath.Join(dir, "other.pdf")
	signed, visible := filepath.Join(dir, "signed.pdf"), filepath.Join(dir, "visible.pdf")
	return []command{
		{name: "cp, sync, openssl dgst", makes: copied, steps: [][]string{
			{"cp", big, copied}, {"sync", copied}, {"openssl", "dgst", "-sha256", copied},
		}},
		{name: "vanthuctl sign (SoftHSM)", makes: signed, keeps: true, steps: [][]string{{
			filepath.Join(dir, "vanthuctl"), "sign", "--token", "Demo", "--module", softHSM(),
			"--pin-file", filepath.Join(dir, "pin"), "--invisible", big, "-o", signed,
		}}},
		{name: "vanthuctl sign, visible", makes: visible, steps: [][]string{{
			filepath.Join(dir, "vanthuctl"), "sign", "--token", "Demo", "--module", softHSM(),
			"--pin-file", filepath.Join(dir, "pin"), big, "-o", visible,
		}}},
		{name: "pdfsign (software key)", makes: other, steps: [][]string{{filepath.Join(dir, "digitorus-pdfsign"), "sign", big, other}}},
	}
}

func verifying(dir, signed string) []command {
	return []command{
		{name: "openssl dgst", steps: [][]string{{"openssl", "dgst", "-sha256", signed}}},
		{name: "vanthuctl verify", steps: [][]string{{filepath.Join(dir, "vanthuctl"), "verify", signed, "--trust", filepath.Join(dir, "trust")}}},
		{name: "pdfsig", steps: [][]string{{"pdfsig", "-nocert", signed}}},
	}
}

// softHSM is where Debian puts its library.
func softHSM() string {
	for _, pattern := range []string{"/usr/lib/*/softhsm/libsofthsm2.so", "/usr/lib/softhsm/libsofthsm2.so"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return found[0]
		}
	}
	return "libsofthsm2.so"
}

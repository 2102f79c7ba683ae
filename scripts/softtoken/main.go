// Command softtoken makes a SoftHSM token with a leader's and an agency's key
// under a demo CA, for the demonstration and for tests. Nothing it makes may be
// trusted anywhere else.
package main

import (
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/vanthu/vanthu/internal/pkitest"
)

func main() {
	dir := flag.String("dir", "", "folder of the token, made anew")
	trust := flag.String("trust", "", "folder for the root certificate, optional")
	pinFile := flag.String("pin-file", "", "file to write the PIN to")
	flag.Parse()
	if *dir == "" || *pinFile == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*dir, *trust, *pinFile); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir, trust, pinFile string) error {
	demo, err := pkitest.NewDemo(rand.Reader, time.Now())
	if err != nil {
		return err
	}
	if trust != "" {
		if err := os.MkdirAll(trust, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(trust, "ca-demo.pem"), pkitest.PEM(demo.Root.Certificate), 0o644); err != nil {
			return err
		}
	}
	return makeToken(demo, dir, pinFile)
}

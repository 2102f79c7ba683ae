package crash

import (
	"crypto/rand"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
)

// world is what all tests share: the programs, a token and a time stamping
// authority; a document larger than what is copied at once, and it signed.
var world struct {
	bin, home, trust, pin, tsa string
	plain, signed              []byte
}

func TestMain(m *testing.M) {
	status, err := runAll(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func runAll(m *testing.M) (status int, err error) {
	dir, err := os.MkdirTemp("", "vanthu-crash")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	world.bin, world.home = filepath.Join(dir, "bin"), filepath.Join(dir, "home")
	world.trust, world.pin = filepath.Join(dir, "trust"), filepath.Join(dir, "pin")
	if err := os.MkdirAll(world.bin, 0o755); err != nil {
		return 0, err
	}
	token := filepath.Join(dir, "token")
	if err := run("go", "build", "-tags", "sqlite_fts5", "-o", world.bin+"/", "../../../cmd/vanthuctl", "../../../scripts/softtoken"); err != nil {
		return 0, err
	}
	if err := run(filepath.Join(world.bin, "softtoken"), "--dir", token, "--trust", world.trust, "--pin-file", world.pin); err != nil {
		return 0, err
	}
	if err := os.Setenv("SOFTHSM2_CONF", filepath.Join(token, "softhsm2.conf")); err != nil {
		return 0, err
	}
	end, err := serveTimeStamps()
	if err != nil {
		return 0, err
	}
	defer end()
	if err := makeDocuments(dir); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

func serveTimeStamps() (end func(), err error) {
	server := httptest.NewUnstartedServer(nil)
	pki, err := pkitest.NewServed(rand.Reader, pkitest.ECDSAP256, "http://"+server.Listener.Addr().String(), clock.System{})
	if err != nil {
		return nil, err
	}
	server.Config.Handler = pki.Handler()
	server.Start()
	world.tsa = server.URL + "/tsa"
	return server.Close, os.WriteFile(filepath.Join(world.trust, "tsa.pem"), pkitest.PEM(pki.Root.Certificate), 0o644)
}

func makeDocuments(dir string) error {
	world.plain = pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Padding: 5 << 20})
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, world.plain, 0o644); err != nil {
		return err
	}
	if err := run(filepath.Join(world.bin, "vanthuctl"), "sign", "--token", "Demo", "--pin-file", world.pin, "--invisible", in, "-o", out); err != nil {
		return err
	}
	var err error
	world.signed, err = os.ReadFile(out)
	return err
}

func run(name string, args ...string) error {
	if said, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, said)
	}
	return nil
}

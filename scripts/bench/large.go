package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

const (
	largePages = 5200            // somewhat more than 5 GB, so that offsets go beyond 4 GiB
	memory     = 32_000_000      // what signing and verifying may take, in bytes
	room       = 12 << 30        // on the disk: two signed files; the source has holes
	everyPlace = "120,230,50,26" // of a visible signature, in millimetres
)

// proveLarge signs and verifies a file beyond 4 GiB, then one of very many objects,
// each of each kind, invisible and then visible. Without room on the disk it says
// so and proves nothing.
func proveLarge(dir string) error {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return err
	}
	if free := int64(disk.Bavail) * disk.Bsize; free < room {
		fmt.Printf("large files: NOT PROVED, %s has %d GB free and %d are needed\n", dir, free>>30, room>>30)
		return nil
	}
	if err := proveOne(dir, "table", &scan{holes: true}); err != nil {
		return err
	}
	if err := proveOne(dir, "stream", &scan{holes: true, stream: true}); err != nil {
		return err
	}
	return proveMany(dir)
}

func proveOne(dir, kind string, source *scan) error {
	big, once, twice := filepath.Join(dir, "big.pdf"), filepath.Join(dir, "once.pdf"), filepath.Join(dir, "twice.pdf")
	defer func() { _, _, _ = os.Remove(big), os.Remove(once), os.Remove(twice) }()
	if err := source.write(big, largePages); err != nil {
		return err
	}
	p := proof{dir: dir, of: fmt.Sprintf("%d MB, %s", largePages, kind), memory: memory}
	p.ours("sign, invisible", p.sign("--invisible", big, "-o", once)...)
	p.ours("verify", p.verify(once)...)
	p.ours("sign again, visible", p.sign("--page", "5000", "--at", everyPlace, once, "-o", twice)...)
	p.ours("verify both", p.verify(twice)...)
	p.foreign("pdfsig", "pdfsig", "-nocert", twice)
	return p.err
}

// proof runs commands on one file and ends at the first that fails, or takes more
// memory than it may.
type proof struct {
	dir, of string
	memory  int64 // bytes
	err     error
}

func (p *proof) sign(args ...string) []string {
	return append([]string{
		filepath.Join(p.dir, "vanthuctl"), "sign", "--token", "Demo", "--module", softHSM(), "--pin-file", filepath.Join(p.dir, "pin"),
	}, args...)
}

func (p *proof) verify(file string) []string {
	return []string{filepath.Join(p.dir, "vanthuctl"), "verify", file, "--trust", filepath.Join(p.dir, "trust")}
}

func (p *proof) ours(what string, args ...string) {
	if p.err != nil {
		return
	}
	spent, err := command{steps: [][]string{args}}.run()
	if err != nil {
		p.err = fmt.Errorf("%s, %s: %w", p.of, what, err)
		return
	}
	p.say(what, spent)
	if spent.memory > p.memory {
		p.err = fmt.Errorf("%s, %s: %d bytes of memory, %d are allowed", p.of, what, spent.memory, p.memory)
	}
}

// patience is how long another program may take, in seconds; what it says of
// files beyond its own limits proves nothing against ours.
const patience = "300"

func (p *proof) foreign(what string, args ...string) {
	if p.err != nil {
		return
	}
	spent, err := command{steps: [][]string{append([]string{"timeout", patience}, args...)}}.run()
	if err != nil {
		what += " (" + err.Error() + ")"
	}
	p.say(what, spent)
}

func (p *proof) say(what string, spent cost) {
	fmt.Printf("%-24s %-20s %7.1f s %7.1f s CPU %7.1f MB peak\n", p.of, what, spent.wall.Seconds(), spent.cpu.Seconds(), float64(spent.memory)/1e6)
}

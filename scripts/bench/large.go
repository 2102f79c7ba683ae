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

// proveLarge signs and verifies a file beyond 4 GiB of each kind, invisible and
// then visible. Without room on the disk it says so and proves nothing.
func proveLarge(dir string) error {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return err
	}
	if free := int64(disk.Bavail) * disk.Bsize; free < room {
		fmt.Printf("large files: NOT PROVED, %s has %d GB free and %d are needed\n", dir, free>>30, room>>30)
		return nil
	}
	for kind, source := range map[string]scan{"table": {holes: true}, "stream": {holes: true, stream: true}} {
		if err := proveOne(dir, kind, &source); err != nil {
			return fmt.Errorf("large file with a %s: %w", kind, err)
		}
	}
	return nil
}

func proveOne(dir, kind string, source *scan) error {
	big, once, twice := filepath.Join(dir, "big.pdf"), filepath.Join(dir, "once.pdf"), filepath.Join(dir, "twice.pdf")
	defer func() { _, _, _ = os.Remove(big), os.Remove(once), os.Remove(twice) }()
	if err := source.write(big, largePages); err != nil {
		return err
	}
	ctl := filepath.Join(dir, "vanthuctl")
	sign := []string{ctl, "sign", "--token", "Demo", "--module", softHSM(), "--pin-file", filepath.Join(dir, "pin")}
	for _, c := range []command{
		{name: "sign, invisible", steps: [][]string{append(sign[:len(sign):len(sign)], "--invisible", big, "-o", once)}},
		{name: "sign again, visible", steps: [][]string{append(sign[:len(sign):len(sign)], "--page", "5000", "--at", everyPlace, once, "-o", twice)}},
		{name: "verify both", steps: [][]string{{ctl, "verify", twice, "--trust", filepath.Join(dir, "trust")}}},
		{name: "pdfsig", steps: [][]string{{"pdfsig", "-nocert", twice}}},
	} {
		spent, err := c.run()
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		fmt.Printf("%d MB, %-7s %-20s %7.1f s %7.1f s CPU %7.1f MB peak\n", largePages, kind, c.name, spent.wall.Seconds(), spent.cpu.Seconds(), float64(spent.memory)/1e6)
		if c.steps[0][0] == ctl && spent.memory > memory {
			return fmt.Errorf("%s: %d bytes of memory, %d are allowed", c.name, spent.memory, memory)
		}
	}
	return nil
}

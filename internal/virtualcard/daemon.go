package virtualcard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// firstPort is where Debian's package of the virtual reader listens.
const firstPort = 0x8C7B

// socket is where clients find the daemon; pcsc-lite has it built in, so there
// is one daemon on a machine.
const socket = "/run/pcscd/pcscd.comm"

// Daemon is a running PC/SC daemon with the virtual reader.
type Daemon struct {
	lock *os.File
	stop context.CancelFunc
	cmd  *exec.Cmd
	said *os.File
}

// Start runs the daemon (as root, through sudo where needed) and waits until the
// reader answers, at most until ctx ends. Another process that has one makes it
// wait: they take turns.
func Start(ctx context.Context, dir string) (*Daemon, error) {
	lock, err := turn(ctx)
	if err != nil {
		return nil, err
	}
	d := &Daemon{lock: lock}
	if err := d.run(ctx, dir); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

func (d *Daemon) run(ctx context.Context, dir string) error {
	if connects(socket) {
		return errors.New("virtualcard: another PC/SC daemon is running; stop it first")
	}
	config := filepath.Join(dir, "reader.conf")
	if err := os.WriteFile(config, []byte(readerConfig), 0o644); err != nil {
		return err
	}
	said, err := os.Create(filepath.Join(dir, "pcscd.log"))
	if err != nil {
		return err
	}
	d.said = said
	args := []string{"pcscd", "--foreground", "--error", "--config", config}
	if os.Getuid() != 0 {
		args = append([]string{"sudo", "-n"}, args...)
	}
	life, stop := context.WithCancel(context.Background())
	d.stop = stop
	d.cmd = exec.CommandContext(life, args[0], args[1:]...)
	d.cmd.Cancel = func() error { return d.cmd.Process.Signal(os.Interrupt) }
	d.cmd.WaitDelay = 5 * time.Second
	d.cmd.Stdout, d.cmd.Stderr = said, said
	if err := d.cmd.Start(); err != nil {
		return err
	}
	return d.ready(ctx)
}

// readerConfig is the daemon's list of readers, in reader.conf(5)'s form.
var readerConfig = fmt.Sprintf(`FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x%[1]X
LIBPATH      /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID    0x%[1]X
`, firstPort)

func (d *Daemon) ready(ctx context.Context) error {
	for !connects(socket) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("virtualcard: the PC/SC daemon is not ready, see %s: %w", d.said.Name(), ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// Reader is one of the two places for a card, 0 or 1.
func (d *Daemon) Reader(place int) *Reader { return &Reader{address: address(place)} }

// Close stops the daemon.
func (d *Daemon) Close() {
	if d.cmd != nil && d.cmd.Process != nil {
		d.stop()
		_ = d.cmd.Wait()
	}
	if d.said != nil {
		_ = d.said.Close()
	}
	_ = d.lock.Close()
}

func address(place int) string { return fmt.Sprintf("127.0.0.1:%d", firstPort+place) }

func connects(socket string) bool {
	c, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

// Module is OpenSC's PKCS#11 library, where Debian has it.
const Module = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"

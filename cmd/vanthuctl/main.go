// Command vanthuctl is Văn Thư on the command line: what the desktop does, for
// scripts and servers. See docs/huong-dan/dong-lenh.md for its commands.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/coredump"
	"github.com/vanthu/vanthu/signing/token/apart"
)

func main() {
	apart.Main()
	coredump.Off()         // PINs and passwords pass through here
	debug.SetGCPercent(50) // little stays alive of what passes through memory, so that it costs no time
	os.Exit(mainStatus())
}

// mainStatus runs the program in the real environment.
func mainStatus() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second Ctrl-C ends at once what does not listen
	p := &program{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		clock: clock.System{}, random: rand.Reader,
		getenv: os.Getenv, configDir: os.UserConfigDir,
	}
	return p.run(ctx, os.Args[1:])
}

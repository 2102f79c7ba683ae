// Command vanthu-central is the central e-office: it serves agencies over HTTPS
// and keeps the directory, the users and their devices in a data folder. Its
// administration may run beside the server. See vanthu-central help.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"syscall"

	"github.com/vanthu/vanthu/internal/clock"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := &program{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, clock: clock.System{}, random: rand.Reader, getenv: os.Getenv,
	}
	status := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

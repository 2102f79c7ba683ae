//go:build unix

package main

import (
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// stopTime is more than a process needs to be stopped after it asked for that.
const stopTime = 100 * time.Millisecond

// pausing lets Ctrl-Z stop the program between two signatures, until end is
// called: in the midst of one the driver's process would be taken for hung later.
func (j *signJob) pausing() (end func()) {
	stops, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(stops, unix.SIGTSTP)
	go func() {
		for {
			select {
			case <-stops:
				j.suspend()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(stops)
		close(done)
	}
}

// suspend stops this process, and is back when the shell has it go on. Without a
// shell that could, as the signal does by itself, it does nothing.
func (j *signJob) suspend() {
	session, err := unix.Getsid(0)
	if err != nil || session == unix.Getpgrp() || j.gate.Pause(j.ctx) != nil {
		return
	}
	defer j.gate.Resume()
	defer j.hold()()
	_ = unix.Kill(unix.Getpid(), unix.SIGSTOP) // Go does not give SIGTSTP back to the system
	time.Sleep(stopTime)
}

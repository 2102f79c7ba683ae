package apart

import (
	"io"
	"os"
	"runtime"

	"github.com/vanthu/vanthu/internal/coredump"
)

// marker is the hidden first argument. It looks like a flag so that a program
// that forgot to call Main ends with a complaint about it.
const marker = "--pkcs11-driver-process"

// Main takes the process over when it is a child that Start started, and then
// does not return. In any other process it does nothing.
func Main() {
	if len(os.Args) < 2 || os.Args[1] != marker {
		return
	}
	runtime.LockOSThread() // some libraries want all calls from one thread
	questions, answers, alive, err := inherited(os.Args[2:])
	if err != nil {
		os.Exit(2)
	}
	coredump.Off()
	go endWithParent(alive)
	serve(questions, answers)
	die()
}

// endWithParent ends the process, whatever its library is doing, when the parent
// is gone or wants it to: nothing is ever written to this pipe.
func endWithParent(alive io.Reader) {
	_, _ = alive.Read(make([]byte, 1))
	die()
}

// die ends the process without what libraries want to do at an orderly exit:
// some deadlock there.
func die() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill()
	}
	os.Exit(2)
}

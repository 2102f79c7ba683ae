//go:build unix

package apart

import (
	"os"
	"os/exec"
	"syscall"
)

// The child's ends of the pipes follow its standard files.
const firstInherited = 3

// bequeath gives the child its ends of the pipes. It is no member of the
// terminal's foreground group, so that Ctrl+C ends the program and not its
// driver first.
func bequeath(command *exec.Cmd, questions, answers, alive *os.File) error {
	command.ExtraFiles = []*os.File{questions, answers, alive}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return nil
}

// inherited gives the child's ends; what the library itself starts has none.
func inherited([]string) (questions, answers, alive *os.File, err error) {
	var files [3]*os.File
	for i := range files {
		syscall.CloseOnExec(firstInherited + i)
		files[i] = os.NewFile(uintptr(firstInherited+i), "pipe")
		waitInRead(files[i])
	}
	return files[0], files[1], files[2], nil
}

// waitInRead has a reader of the pipe wait in read(2) rather than in the
// runtime's poller: it is woken earlier, which one notices with 1,000 signatures.
func waitInRead(f *os.File) { _ = syscall.SetNonblock(int(f.Fd()), false) }

package apart

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"golang.org/x/sys/windows"
)

// bequeath gives the child its ends of the pipes, whose handles it learns from
// its arguments. It has no console, so that none flashes up and Ctrl+C ends the
// program and not its driver first.
func bequeath(command *exec.Cmd, files ...*os.File) error {
	var handles []syscall.Handle
	for _, f := range files {
		handle := f.Fd()
		err := windows.SetHandleInformation(windows.Handle(handle), windows.HANDLE_FLAG_INHERIT, windows.HANDLE_FLAG_INHERIT)
		if err != nil {
			return err
		}
		handles = append(handles, syscall.Handle(handle))
		command.Args = append(command.Args, strconv.FormatUint(uint64(handle), 10))
	}
	command.SysProcAttr = &syscall.SysProcAttr{
		AdditionalInheritedHandles: handles,
		CreationFlags:              windows.CREATE_NO_WINDOW | windows.CREATE_NEW_PROCESS_GROUP,
	}
	return nil
}

// inherited gives the child's ends; what the library itself starts has none.
func inherited(args []string) (questions, answers, alive *os.File, err error) {
	var files [3]*os.File
	if len(args) != len(files) {
		return nil, nil, nil, fmt.Errorf("%d handles", len(args))
	}
	for i, arg := range args {
		handle, err := strconv.ParseUint(arg, 10, strconv.IntSize)
		if err != nil {
			return nil, nil, nil, err
		}
		if err := windows.SetHandleInformation(windows.Handle(handle), windows.HANDLE_FLAG_INHERIT, 0); err != nil {
			return nil, nil, nil, err
		}
		files[i] = os.NewFile(uintptr(handle), "pipe")
	}
	return files[0], files[1], files[2], nil
}

// waitInRead does nothing: readers of pipes wait in the system anyway.
func waitInRead(*os.File) {}

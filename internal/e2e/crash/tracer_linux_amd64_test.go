package crash

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// kill as a trouble: the whole program dies by SIGKILL before the call is made.
const kill = syscall.Errno(0)

// tracer counts the calls of a program that change files and makes trouble at
// one of them.
type tracer struct {
	dir     string        // calls on open files count only for files below it
	at      int           // which call, from 1; none is 0
	trouble syscall.Errno // kill, or what the call fails with
	calls   []string      // seen so far
	files   []string      // on what each was made; empty for calls on names
	inside  map[int]bool  // threads between entry and exit of a call
	failing map[int]bool
}

// run gives the program's exit status, -1 where it was killed. Its own children,
// such as a driver's process, are not traced.
func (t *tracer) run(cmd *exec.Cmd) (status int, err error) {
	runtime.LockOSThread() // ptrace answers only the thread that began
	defer runtime.UnlockOSThread()
	t.inside, t.failing = map[int]bool{}, map[int]bool{}
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	pid := cmd.Process.Pid
	defer func() { _ = cmd.Process.Release() }()
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &ws, 0, nil); err != nil {
		return 0, err
	}
	if err := syscall.PtraceSetOptions(pid, unix.PTRACE_O_TRACESYSGOOD|unix.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL); err != nil {
		return 0, err
	}
	return t.follow(pid)
}

func (t *tracer) follow(pid int) (status int, err error) {
	tid, signal := pid, 0
	for {
		// A thread that was just killed cannot be continued: that is no error.
		if err := syscall.PtraceSyscall(tid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return 0, err
		}
		var ws syscall.WaitStatus
		for {
			if tid, err = syscall.Wait4(-1, &ws, unix.WALL|unix.WNOTHREAD, nil); err != nil {
				return 0, err
			}
			if tid == pid && ws.Exited() {
				return ws.ExitStatus(), nil
			}
			if tid == pid && ws.Signaled() {
				return -1, nil
			}
			if ws.Stopped() {
				break
			}
		}
		if signal, err = t.stopped(pid, tid, ws); err != nil {
			return 0, err
		}
	}
}

// stopped answers one stop with the signal that the thread goes on with.
func (t *tracer) stopped(pid, tid int, ws syscall.WaitStatus) (signal int, err error) {
	switch s := ws.StopSignal(); {
	case s == syscall.SIGTRAP|0x80:
		t.inside[tid] = !t.inside[tid]
		return 0, t.call(pid, tid)
	case s == syscall.SIGTRAP, s == syscall.SIGSTOP: // a new thread
		return 0, nil
	default:
		return int(s), nil
	}
}

func (t *tracer) call(pid, tid int) error {
	var regs syscall.PtraceRegs
	if err := syscall.PtraceGetRegs(tid, &regs); err != nil {
		return gone(err)
	}
	if !t.inside[tid] {
		if !t.failing[tid] {
			return nil
		}
		delete(t.failing, tid)
		regs.Rax = uint64(-int64(t.trouble))
		return gone(syscall.PtraceSetRegs(tid, &regs))
	}
	name, file := t.changes(tid, &regs)
	if name == "" {
		return nil
	}
	t.calls, t.files = append(t.calls, name), append(t.files, file)
	switch {
	case len(t.calls) != t.at:
		return nil
	case t.trouble == kill:
		return syscall.Kill(pid, syscall.SIGKILL)
	}
	t.failing[tid] = true
	regs.Orig_rax = ^uint64(0) // no such call: the kernel does nothing
	return gone(syscall.PtraceSetRegs(tid, &regs))
}

func gone(err error) error {
	if errors.Is(err, syscall.ESRCH) {
		return nil
	}
	return err
}

// byName are the calls on names, byFile those on open files with the position
// of the argument that is written to.
var (
	byName = map[uint64]string{
		unix.SYS_RENAME: "rename", unix.SYS_RENAMEAT: "rename", unix.SYS_RENAMEAT2: "rename", unix.SYS_UNLINKAT: "unlink",
		unix.SYS_MKDIRAT: "mkdir", unix.SYS_LINKAT: "link", unix.SYS_FCHMODAT: "chmod", unix.SYS_TRUNCATE: "truncate",
	}
	byFile = map[uint64]struct {
		name string
		at   int
	}{
		unix.SYS_WRITE: {"write", 0}, unix.SYS_PWRITE64: {"pwrite", 0}, unix.SYS_WRITEV: {"writev", 0}, unix.SYS_FCHMOD: {"fchmod", 0},
		unix.SYS_COPY_FILE_RANGE: {"copy_file_range", 2}, unix.SYS_SENDFILE: {"sendfile", 0}, unix.SYS_SPLICE: {"splice", 2},
		unix.SYS_FSYNC: {"fsync", 0}, unix.SYS_SYNCFS: {"syncfs", 0}, unix.SYS_FDATASYNC: {"fdatasync", 0}, unix.SYS_FTRUNCATE: {"ftruncate", 0},
		unix.SYS_SYNC_FILE_RANGE: {"sync_file_range", 0}, unix.SYS_FALLOCATE: {"fallocate", 0}, unix.SYS_FLOCK: {"flock", 0},
	}
)

// changes names a call that changes a file, and the file where that is open;
// empty for any other.
func (t *tracer) changes(tid int, regs *syscall.PtraceRegs) (name, file string) {
	if name := byName[regs.Orig_rax]; name != "" {
		return name, ""
	}
	if regs.Orig_rax == unix.SYS_OPENAT && regs.Rdx&unix.O_CREAT != 0 {
		return "create", ""
	}
	call, ok := byFile[regs.Orig_rax]
	if !ok {
		return "", ""
	}
	fd := [3]uint64{regs.Rdi, regs.Rsi, regs.Rdx}[call.at]
	file, err := os.Readlink("/proc/" + strconv.Itoa(tid) + "/fd/" + strconv.Itoa(int(int32(fd))))
	if err != nil || !strings.HasPrefix(file, t.dir) {
		return "", ""
	}
	return call.name, file
}

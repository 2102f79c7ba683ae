package virtualcard

import (
	"net"
	"syscall"
)

// hurry has the kernel acknowledge at once what comes next. The reader sends the
// length of a message and the message apart and, by Nagle's algorithm, holds the
// second until the first is acknowledged: 40 ms for each command otherwise.
func hurry(link net.Conn) {
	if tcp, ok := link.(*net.TCPConn); ok {
		if raw, err := tcp.SyscallConn(); err == nil {
			_ = raw.Control(func(fd uintptr) {
				_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_QUICKACK, 1)
			})
		}
	}
}

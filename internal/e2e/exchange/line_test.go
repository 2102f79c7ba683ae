package exchange

import (
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// line is a connection to the server that breaks: each one after a number of
// bytes drawn by chance, in whichever direction they go.
type line struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	random   *rand.Rand
	most     int64 // bytes until a cut, at most; 0 for a whole line
	cuts     int
	up       int64 // bytes that went towards the server
}

func newLine(t testing.TB, to string, seed uint64, most int64) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	l := &line{listener: listener, to: to, random: rand.New(rand.NewPCG(seed, 1)), most: most}
	t.Cleanup(func() { _ = listener.Close() })
	go l.serve()
	return l
}

func (l *line) addr() string { return l.listener.Addr().String() }

func (l *line) serve() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		go l.carry(near)
	}
}

func (l *line) state() (cuts int, up int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cuts, l.up
}

func (l *line) carry(near net.Conn) {
	far, err := net.Dial("tcp", l.to)
	if err != nil {
		_ = near.Close()
		return
	}
	l.mu.Lock()
	left := int64(-1)
	if l.most > 0 {
		left = 1 + l.random.Int64N(l.most)
	}
	l.mu.Unlock()
	c := &carried{line: l, near: near, far: far, left: left}
	go c.pipe(far, near, true)
	go c.pipe(near, far, false)
}

// carried is one connection; left is shared by both directions.
type carried struct {
	line      *line
	near, far net.Conn
	left      int64 // -1: never cut
	once      sync.Once
}

func (c *carried) pipe(to io.Writer, from io.Reader, up bool) {
	defer c.close(false)
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		n, cut := c.allow(n, up)
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if cut {
			c.close(true)
			return
		}
		if err != nil {
			return
		}
	}
}

// allow says how many of n bytes still pass.
func (c *carried) allow(n int, up bool) (int, bool) {
	c.line.mu.Lock()
	defer c.line.mu.Unlock()
	cut := false
	if c.left >= 0 {
		if int64(n) >= c.left {
			n, cut = int(c.left), true
		}
		c.left -= int64(n)
	}
	if up {
		c.line.up += int64(n)
	}
	return n, cut
}

func (c *carried) close(cut bool) {
	c.once.Do(func() {
		if cut {
			c.line.mu.Lock()
			c.line.cuts++
			c.line.mu.Unlock()
		}
		for _, conn := range []net.Conn{c.near, c.far} {
			if tcp, ok := conn.(*net.TCPConn); ok && cut {
				_ = tcp.SetLinger(0) // a reset, not an orderly end
			}
			_ = conn.Close()
		}
	})
}

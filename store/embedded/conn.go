package embedded

import (
	"io"
	"net"
	"sync"
	"time"
)

// conn is a connection within the process. Its commands are executed by whoever writes them, and the replies wait to be read:
// no other goroutine has to be woken, which would cost more than most commands.
type conn struct {
	engine  *Engine
	replies *stream

	mu      sync.Mutex // one write at a time
	session *session
	partial []byte // a command of which not all has been written yet
	ended   bool
}

func newConn(engine *Engine) *conn {
	replies := newStream()
	return &conn{engine: engine, replies: replies, session: newSession(engine, replies)}
}

// Write executes the commands that are whole by now; their replies can be read when it returns.
func (c *conn) Write(content []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return 0, io.EOF // which go-redis takes as a reason to connect again
	}
	input := content
	if len(c.partial) > 0 {
		c.partial = append(c.partial, content...)
		input = c.partial
	}
	rest, alive := c.session.take(input)
	c.partial = append(c.partial[:0], rest...)
	if cap(c.partial) > streamKept && len(c.partial) == 0 {
		c.partial = nil
	}
	if !alive {
		c.end()
	}
	return len(content), nil
}

func (c *conn) Read(content []byte) (int, error) { return c.replies.Read(content) }

// Close ends the connection after the command it is at; replies can still be read.
func (c *conn) Close() error {
	c.mu.Lock()
	c.end()
	c.mu.Unlock()
	c.engine.forget(c)
	return nil
}

// end ends the session. The lock is held.
func (c *conn) end() {
	if !c.ended {
		c.ended = true
		c.session.end()
		c.replies.close()
	}
}

// SetDeadline bounds reading; writing never waits for the other end.
func (c *conn) SetDeadline(deadline time.Time) error {
	c.replies.until(deadline)
	return nil
}

func (c *conn) SetReadDeadline(deadline time.Time) error { return c.SetDeadline(deadline) }
func (c *conn) SetWriteDeadline(time.Time) error         { return nil }
func (c *conn) LocalAddr() net.Addr                      { return connAddr{} }
func (c *conn) RemoteAddr() net.Addr                     { return connAddr{} }

type connAddr struct{}

func (connAddr) Network() string { return "embedded" }
func (connAddr) String() string  { return "embedded" }

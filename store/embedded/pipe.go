package embedded

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

const (
	inputLimit   = 1 << 20 // bytes a client can be ahead of the store
	streamKept   = 1 << 16 // larger buffers are let go once they are empty
	pipeNetwork  = "embedded"
	streamGrowth = 4 << 10
)

// pipe is a connection within the process: what the first end writes the second reads, and back. The second end's writes
// never wait, so that a client may send any number of commands before it reads the first reply, and so that a
// subscriber who does not read holds up nobody.
func pipe() (client, served *pipeEnd) {
	commands, replies := newStream(inputLimit), newStream(0)
	return &pipeEnd{in: replies, out: commands}, &pipeEnd{in: commands, out: replies}
}

// pipeEnd is one end of a pipe.
type pipeEnd struct{ in, out *stream }

type pipeAddr struct{}

func (pipeAddr) Network() string { return pipeNetwork }
func (pipeAddr) String() string  { return pipeNetwork }

func (end *pipeEnd) Read(content []byte) (int, error)  { return end.in.read(content) }
func (end *pipeEnd) Write(content []byte) (int, error) { return end.out.write(content) }
func (end *pipeEnd) LocalAddr() net.Addr               { return pipeAddr{} }
func (end *pipeEnd) RemoteAddr() net.Addr              { return pipeAddr{} }

func (end *pipeEnd) Close() error {
	end.in.close()
	end.out.close()
	return nil
}

func (end *pipeEnd) SetReadDeadline(deadline time.Time) error {
	end.in.until(&end.in.readBy, deadline)
	return nil
}

func (end *pipeEnd) SetWriteDeadline(deadline time.Time) error {
	end.out.until(&end.out.writeBy, deadline)
	return nil
}

func (end *pipeEnd) SetDeadline(deadline time.Time) error {
	end.in.until(&end.in.readBy, deadline)
	end.out.until(&end.out.writeBy, deadline)
	return nil
}

// stream is one direction of a pipe.
type stream struct {
	mu              sync.Mutex
	changed         sync.Cond
	unread          []byte
	buffer          []byte // what unread is a part of, from its beginning
	limit           int    // writes wait while so much is unread; 0: never
	closed          bool
	readBy, writeBy time.Time
}

func newStream(limit int) *stream {
	stream := &stream{limit: limit}
	stream.changed.L = &stream.mu
	return stream
}

// read waits for content; what was written before the end is still read.
func (stream *stream) read(content []byte) (int, error) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	for len(stream.unread) == 0 {
		if stream.closed {
			return 0, io.EOF
		}
		if err := stream.wait(&stream.readBy); err != nil {
			return 0, err
		}
	}
	n := copy(content, stream.unread)
	stream.unread = stream.unread[n:]
	if len(stream.unread) == 0 {
		stream.unread = stream.buffer[:0]
		if cap(stream.buffer) > streamKept {
			stream.buffer, stream.unread = nil, nil
		}
	}
	if stream.limit > 0 {
		stream.changed.Broadcast()
	}
	return n, nil
}

func (stream *stream) write(content []byte) (int, error) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	written := 0
	for written < len(content) {
		if stream.closed {
			return written, io.EOF // which go-redis takes as a reason to connect again
		}
		room := len(content) - written
		if stream.limit > 0 {
			room = min(room, stream.limit-len(stream.unread))
		}
		if room == 0 {
			if err := stream.wait(&stream.writeBy); err != nil {
				return written, err
			}
			continue
		}
		stream.put(content[written : written+room])
		written += room
		stream.changed.Broadcast()
	}
	return written, nil
}

// put adds content to what is unread, and moves that to the front of the buffer rather than let it grow past its end.
func (stream *stream) put(content []byte) {
	if len(stream.unread)+len(content) > cap(stream.unread) && len(stream.unread) <= cap(stream.buffer)/2 {
		if len(stream.unread)+len(content) <= cap(stream.buffer) {
			stream.unread = append(stream.buffer[:0], stream.unread...)
		}
	}
	before := cap(stream.unread)
	if before == 0 {
		stream.unread = make([]byte, 0, max(streamGrowth, len(content)))
	}
	stream.unread = append(stream.unread, content...)
	if cap(stream.unread) != before {
		stream.buffer = stream.unread[:0]
	}
}

// wait gives up the lock until something has changed, or fails once the deadline is over. The deadline may change meanwhile.
func (stream *stream) wait(deadline *time.Time) error {
	if deadline.IsZero() {
		stream.changed.Wait()
		return nil
	}
	left := time.Until(*deadline)
	if left <= 0 {
		return os.ErrDeadlineExceeded
	}
	timer := time.AfterFunc(left, stream.wake)
	stream.changed.Wait()
	timer.Stop()
	return nil
}

func (stream *stream) wake() {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	stream.changed.Broadcast()
}

func (stream *stream) until(deadline *time.Time, moment time.Time) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	*deadline = moment
	stream.changed.Broadcast()
}

func (stream *stream) close() {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	stream.closed = true
	stream.changed.Broadcast()
}

package embedded

import (
	"io"
	"os"
	"sync"
	"time"
)

const (
	streamKept   = 1 << 16 // larger buffers are let go once they are empty
	streamGrowth = 4 << 10
)

// stream holds replies until they are read. Writing never waits, so that a client may send any number of commands before it
// reads the first reply, and so that a subscriber who does not read holds up nobody.
type stream struct {
	mu      sync.Mutex
	changed sync.Cond
	unread  []byte
	buffer  []byte // what unread is a part of, from its beginning
	closed  bool
	readBy  time.Time
}

func newStream() *stream {
	stream := &stream{}
	stream.changed.L = &stream.mu
	return stream
}

// Read waits for content; what was written before the end is still read.
func (stream *stream) Read(content []byte) (int, error) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	for len(stream.unread) == 0 {
		if stream.closed {
			return 0, io.EOF
		}
		if err := stream.wait(); err != nil {
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
	return n, nil
}

func (stream *stream) Write(content []byte) (int, error) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	if stream.closed {
		return 0, io.EOF // which go-redis takes as a reason to connect again
	}
	stream.put(content)
	stream.changed.Broadcast()
	return len(content), nil
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
func (stream *stream) wait() error {
	if stream.readBy.IsZero() {
		stream.changed.Wait()
		return nil
	}
	left := time.Until(stream.readBy)
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

// until sets when reading gives up; the zero time: never.
func (stream *stream) until(moment time.Time) {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	stream.readBy = moment
	stream.changed.Broadcast()
}

func (stream *stream) close() {
	stream.mu.Lock()
	defer stream.mu.Unlock()
	stream.closed = true
	stream.changed.Broadcast()
}

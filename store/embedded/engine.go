// Package embedded is a Redis in this process whose every write is journalled to a directory before it is acknowledged.
//
// A kill -9 loses nothing that was acknowledged. A power cut loses at most the writes of the last Options.Sync. The whole
// state lives in memory, in miniredis, and every command runs alone, as in Redis. What cannot be replayed exactly
// (random commands, blocking ones, WATCH, databases other than 0) and what is newer than Redis 7.0 is refused by name;
// scripts must not call math.random.
package embedded

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2/server"
)

// defaultCompactAt is the weight of journal that is let grow before the state is written anew: a sixth of a second to replay.
const defaultCompactAt = 16 << 20

// Options say where the engine keeps its files and how carefully.
type Options struct {
	Dir       string           // made with mode 0700 where it does not exist
	Log       *slog.Logger     // nil: slog.Default()
	Now       func() time.Time // nil: time.Now
	CompactAt int64            // weight of journal, as bytes, that triggers a compaction, if also twice the last snapshot; 0: 16 MiB
	Sync      time.Duration    // between two fsyncs of the journal; 0: fsync before each write is acknowledged
	Alone     bool             // no socket for second processes
	disk      disk             // nil: the real one
}

// Engine is a running store. Its methods may be called from several goroutines.
type Engine struct {
	options Options
	state   *state
	lock    *os.File
	clock   clock

	waitingMu sync.Mutex
	waiting   []*entry // writes that the next batch takes

	turn    sync.Mutex // held from the stamping of a batch to its execution: the journal's order is the order of execution
	journal *journal
	buffer  []byte
	failing bool  // the last append failed
	closed  bool  // no batch runs any more
	base    int64 // size of the last snapshot
	since   int64 // weight of journals since the last snapshot
	after   int64 // a compaction failed: wait until since reaches this

	compaction chan struct{} // asks for a compaction
	stop       chan struct{}
	stopping   sync.Once
	work       sync.WaitGroup
	listener   net.Listener

	connsMu sync.Mutex
	conns   map[*conn]struct{} // nil once the engine is closing
}

// Open takes the directory's lock, reads what is stored there and serves it. It fails with *LockedError where another
// process holds the lock, and with *CorruptError, leaving all files as they are, where a stored record is damaged.
func Open(options Options) (*Engine, error) {
	options = options.withDefaults()
	if err := os.MkdirAll(options.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open store %s: %w", options.Dir, err)
	}
	lock, err := acquire(options.Dir)
	if err != nil {
		return nil, err
	}
	engine := &Engine{
		options: options, lock: lock, state: newState(options.Log), compaction: make(chan struct{}, 1),
		stop: make(chan struct{}), conns: map[*conn]struct{}{},
	}
	if err := engine.recover(); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", options.Dir, err), lock.Close())
	}
	engine.clock = newClock(options.Now, engine.state.at)
	engine.tick()
	engine.start()
	return engine, nil
}

func (options Options) withDefaults() Options {
	if options.Log == nil {
		options.Log = slog.Default()
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.CompactAt <= 0 {
		options.CompactAt = defaultCompactAt
	}
	if options.disk == nil {
		options.disk = osDisk{}
	}
	return options
}

// start runs everything that goes on until Close.
func (engine *Engine) start() {
	if !engine.options.Alone {
		engine.open()
	}
	engine.work.Go(func() { engine.every(tickInterval, engine.tick) })
	if engine.options.Sync > 0 {
		engine.work.Go(func() { engine.every(engine.options.Sync, engine.sync) })
	}
	engine.work.Go(engine.compactions)
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.compactIfWorthwhile()
}

// open lets second processes in, where a socket can be had.
func (engine *Engine) open() {
	listener, err := listen(engine.options.Dir)
	if err != nil {
		engine.options.Log.Warn("store has no socket for second processes", "error", err)
		return
	}
	engine.listener = listener
	engine.work.Go(engine.accept)
}

// every calls step once an interval until Close.
func (engine *Engine) every(interval time.Duration, step func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-engine.stop:
			return
		case <-ticker.C:
			step()
		}
	}
}

// Dial connects to the engine within this process; network and addr do not matter. It is a Dialer for go-redis.
func (engine *Engine) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	engine.connsMu.Lock()
	defer engine.connsMu.Unlock()
	if engine.conns == nil {
		return nil, fmt.Errorf("dial store: %w", net.ErrClosed)
	}
	dialled := newConn(engine)
	engine.conns[dialled] = struct{}{}
	return dialled, nil
}

func (engine *Engine) forget(ended *conn) {
	engine.connsMu.Lock()
	defer engine.connsMu.Unlock()
	delete(engine.conns, ended)
}

// Close ends all connections, each after the command it is at, syncs the journal or, where that has grown, replaces it by a
// snapshot, and gives the directory free. It may be called again and then does nothing.
func (engine *Engine) Close() error {
	var err error
	engine.stopping.Do(func() { err = engine.shutdown() })
	return err
}

func (engine *Engine) shutdown() error {
	close(engine.stop)
	var errs []error
	if engine.listener != nil {
		errs = append(errs, engine.listener.Close())
	}
	engine.connsMu.Lock()
	open := engine.conns
	engine.conns = nil
	engine.connsMu.Unlock()
	for conn := range open {
		errs = append(errs, conn.Close())
	}
	engine.work.Wait()
	engine.compactLastly()
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.closed = true
	engine.state.redis.Close()
	errs = append(errs, engine.journal.file.Sync(), engine.journal.file.Close(), engine.lock.Close())
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close store %s: %w", engine.options.Dir, err)
	}
	return nil
}

// path names a file of the store.
func (engine *Engine) path(name string) string { return filepath.Join(engine.options.Dir, name) }

// mutePeer is a client whose replies nobody reads.
func mutePeer() *server.Peer { return server.NewPeer(bufio.NewWriterSize(io.Discard, 16)) }

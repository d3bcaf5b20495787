package embedded

import (
	"crypto/sha1" //nolint:gosec // Redis names scripts by SHA-1
	"encoding/hex"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/server"
)

// state is the data in memory. It is changed only in the order of the journal.
type state struct {
	log     *slog.Logger
	mu      sync.Mutex // one command at a time, as in Redis
	redis   *miniredis.Miniredis
	at      int64               // the state's time in unix milliseconds
	mortal  map[string]struct{} // every key with a TTL, and some without
	scripts map[string]string   // by SHA-1, what the journal has made known
	seen    int64               // commands since the beginning of call, those of scripts too
}

func newState(log *slog.Logger) *state {
	state := &state{log: log, redis: miniredis.NewMiniRedis(), mortal: map[string]struct{}{}, scripts: map[string]string{}}
	if conn, err := state.redis.Dial(); err == nil { // starts it without a listener; it cannot fail
		_ = conn.Close()
	}
	state.redis.Server().SetPreHook(state.before)
	return state
}

// before sees every command, those of scripts too, ahead of its execution.
func (state *state) before(peer *server.Peer, name string, args ...string) bool {
	if reason := refusal(name, args); reason != "" {
		peer.WriteError(reason)
		return true
	}
	state.note(name, args)
	state.seen++
	return false
}

func (state *state) note(name string, args []string) {
	for _, key := range mortalKeys(name, args) {
		state.mortal[key] = struct{}{}
	}
}

// call executes a command, and answers how many others it made scripts call; queued are the commands of the transaction that
// it ends.
func (state *state) call(peer *server.Peer, command []string, queued ...[]string) (called int64) {
	state.mu.Lock()
	defer state.mu.Unlock()
	defer state.survive(peer, command)
	state.seen = 0
	for _, args := range queued {
		state.note(upper(args[0]), args[1:])
	}
	state.redis.Server().Dispatch(peer, command)
	return max(state.seen-1, 0)
}

// survive keeps a command that miniredis panics at from ending the process, now and at every replay.
func (state *state) survive(peer *server.Peer, command []string) {
	reason := recover()
	if reason == nil {
		return
	}
	state.redis.TryLock() // where the panic left it locked it stays so; nobody else can hold it now
	state.redis.Unlock()
	state.log.Error("store command panicked", "command", command[0], "panic", fmt.Sprint(reason), "stack", string(debug.Stack()))
	peer.WriteError("ERR the command failed inside the store")
	peer.Close()
}

// apply replays one record, and answers how many commands its scripts called.
func (state *state) apply(record record) (called int64) {
	state.advance(record.at)
	peer := mutePeer()
	for _, command := range record.commands {
		if isScriptLoad(command) {
			state.learn(command[2])
		}
		if isScriptFlush(command) {
			state.forget()
		}
		called += state.call(peer, command)
	}
	return called
}

// advance moves the state's time on to at and expires what is due. miniredis' own FastForward sorts all keys each time.
func (state *state) advance(at int64) {
	if at <= state.at {
		return
	}
	state.mu.Lock()
	defer state.mu.Unlock()
	elapsed := time.Duration(at-state.at) * time.Millisecond
	state.at = at
	state.redis.SetTime(time.UnixMilli(at).UTC())
	for key := range state.mortal {
		switch ttl := state.redis.TTL(key); {
		case ttl == 0:
			delete(state.mortal, key)
		case ttl <= elapsed:
			state.redis.Del(key)
			delete(state.mortal, key)
		default:
			state.redis.SetTTL(key, ttl-elapsed)
		}
	}
}

// learn keeps a script that the journal has told of.
func (state *state) learn(text string) {
	state.mu.Lock()
	defer state.mu.Unlock()
	state.scripts[digest(text)] = text
}

func (state *state) forget() {
	state.mu.Lock()
	defer state.mu.Unlock()
	clear(state.scripts)
}

func (state *state) knows(sha string) bool {
	state.mu.Lock()
	defer state.mu.Unlock()
	_, ok := state.scripts[sha]
	return ok
}

func digest(script string) string {
	sum := sha1.Sum([]byte(script)) //nolint:gosec // Redis names scripts by SHA-1
	return hex.EncodeToString(sum[:])
}

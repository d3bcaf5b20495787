package embedded

import (
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// testClock is a clock that tests move by hand.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func newTestClock() *testClock { return &testClock{now: time.UnixMilli(1_790_000_000_000)} }

func (clock *testClock) read() time.Time {
	clock.mu.Lock()
	defer clock.mu.Unlock()
	return clock.now
}

func (clock *testClock) move(by time.Duration) {
	clock.mu.Lock()
	defer clock.mu.Unlock()
	clock.now = clock.now.Add(by)
}

// templates are commands in which K is a key, V a value and N a small number.
var templates = []string{
	"SET K V", "SET K V PX N00", "SET K V NX PX N0", "SET K V XX KEEPTTL", "GETEX K PERSIST", "APPEND K V", "INCRBY K N",
	"HSET K V V V V", "HDEL K V", "HINCRBY K V N", "HINCRBYFLOAT K V 0.N", "RPUSH K V V V", "LPUSH K V", "LPOP K", "LREM K 1 V", "LSET K N V",
	"LTRIM K 0 N", "LINSERT K BEFORE V V", "SADD K V V V", "SREM K V", "SMOVE K K V", "SUNIONSTORE K K K", "ZADD K 0.N V N V",
	"ZADD K GT CH N V", "ZINCRBY K 1.N V", "ZREM K V", "ZREMRANGEBYSCORE K 0 N", "ZPOPMIN K", "ZUNIONSTORE K 2 K K", "DEL K", "RENAME K K",
	"COPY K K REPLACE", "PEXPIRE K N00", "PERSIST K", "EXPIRE K N", "PEXPIREAT K 17900000N0000", "GET K", "ZRANGE K 0 -1", "SCRIPT FLUSH",
	"FLUSHDB", "NONSENSE K", "SET K", "MSET K V K V", "TIME",
}

var scripts = []string{
	`redis.call('SET', KEYS[1], ARGV[1], 'PX', 350) return redis.call('DEL', KEYS[2])`,
	`if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], 'a', ARGV[1]) end redis.call('HSET', KEYS[2], 'b', 1) return 1`,
	`redis.call('SADD', KEYS[1], ARGV[1], redis.call('TIME')[1]) error('on the way')`,
	`this is not Lua`,
}

func drawCommand(t *rapid.T) []string {
	key := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"})
	value := rapid.SampledFrom([]string{"", "1", "2", "喆\r\n", "\x00x", "17"})
	if script := rapid.IntRange(-30, len(scripts)-1).Draw(t, "script"); script >= 0 {
		name, text := "EVAL", scripts[script]
		if rapid.Bool().Draw(t, "sha") {
			name, text = "EVALSHA", digest(text)
		}
		return []string{name, text, "2", key.Draw(t, "key"), key.Draw(t, "key"), value.Draw(t, "value")}
	}
	command := strings.Split(rapid.SampledFrom(templates).Draw(t, "template"), " ")
	for i := 1; i < len(command); i++ {
		switch command[i] {
		case "K":
			command[i] = key.Draw(t, "key")
		case "V":
			command[i] = value.Draw(t, "value")
		default:
			if command[i] != "NX" {
				command[i] = strings.ReplaceAll(command[i], "N", strconv.Itoa(rapid.IntRange(0, 5).Draw(t, "number")))
			}
		}
	}
	return command
}

// TestReopenEqualsAnyHistory gives random commands to the store, which is killed and reopened now and then, and to a
// miniredis that lives on.
func TestReopenEqualsAnyHistory(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		clock := newTestClock()
		options := Options{Dir: t.TempDir(), Now: clock.read, Sync: time.Hour, Log: slog.New(slog.DiscardHandler)}
		engine := start(t, options)
		model := newState(options.Log)
		model.advance(clock.read().UnixMilli())
		for range rapid.IntRange(1, 60).Draw(rt, "commands") {
			switch action := rapid.IntRange(0, 40).Draw(rt, "action"); {
			case action == 0:
				options.Dir = copyOf(t, options.Dir)
				_ = engine.Close()
				engine = start(t, options)
			case action == 1:
				if err := engine.compact(); err != nil {
					rt.Fatal(err)
				}
				_, _ = model.commands() // which removes what is empty
			case action < 8:
				clock.move(time.Duration(rapid.IntRange(1, 40).Draw(rt, "pause")) * tickQuantum * time.Millisecond)
				model.advance(clock.read().UnixMilli())
			case action < 12:
				commands := rapid.SliceOfN(rapid.Custom(drawCommand), 0, 4).Draw(rt, "transaction")
				perform(engine, model, append(append([][]string{{"MULTI"}}, commands...), []string{"EXEC"}))
			default:
				perform(engine, model, [][]string{rapid.Custom(drawCommand).Draw(rt, "command")})
			}
		}
		want := contentOf(t, engine)
		if model.scripts = engine.state.scripts; linesOf(t, model) != want {
			rt.Errorf("store:\n%s\nplain miniredis:\n%s", want, linesOf(t, model))
		}
		options.Dir = copyOf(t, options.Dir)
		_ = engine.Close()
		engine = start(t, options)
		if got := contentOf(t, engine); got != want {
			rt.Errorf("reopened:\n%s\nbefore:\n%s", got, want)
		}
		_ = engine.Close()
	})
}

// perform gives the same commands to the store and, with the same scripts known, to the model.
func perform(engine *Engine, model *state, commands [][]string) {
	session := &session{engine: engine, peer: mutePeer()}
	peer := mutePeer()
	multi := upper(commands[0][0]) == "MULTI"
	spoilt := false
	for _, command := range commands {
		session.handle(upper(command[0]), command)
		spoilt = spoilt || multi && bindsConnection(upper(command[0]))
	}
	if spoilt {
		return
	}
	for _, command := range commands {
		if text := scriptText(upper(command[0]), command); text != "" {
			model.call(mutePeer(), []string{"SCRIPT", "LOAD", text})
		}
	}
	for _, command := range commands {
		model.call(peer, command)
	}
	for _, command := range commands {
		model.note(upper(command[0]), command[1:])
	}
}

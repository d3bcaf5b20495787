package main_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/sandbox"
)

// limits sets how much memory Redis may use; what would need more is refused then. 0 is without end.
func (r *redisServer) limits(t *testing.T, bytes int) {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: r.address})
	defer func() { _ = client.Close() }()
	for name, value := range map[string]string{"maxmemory-policy": "noeviction", "maxmemory": strconv.Itoa(bytes)} {
		if err := client.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFullRedis lets Redis refuse all writes, as one without memory left does: members are told at once, nothing is said to be
// saved that is not, and all goes on by itself when there is room again.
func TestFullRedis(t *testing.T) {
	t.Parallel()
	server := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	bot := run(t, w.settings().with(server.settings()))
	w.asks(teacher, "/start", "您好")
	w.asks(guest, "/start", "Hello")
	w.asks(guest, "/settings", "Settings")
	before := bot.resident()

	server.limits(t, 1)
	w.apologises(teacher, "/find qz7qz", "请稍后再试")
	if pressed := w.presses(guest, "✓ Lecture"); !strings.Contains(pressed.Text, "try again in a moment") {
		t.Errorf("whoever presses a button hears %q", pressed.Text)
	}
	load := w.begins(20, 25, 250) // Telegram shows the first hundred
	reach(time.Now().Add(5 * time.Second))
	if grown := bot.resident() - before; grown > 64<<20 {
		t.Errorf("the bot has grown by %d MB", grown>>20)
	}
	server.limits(t, 0)

	w.back(time.Now(), teacher, "qz7qz")
	load.check(nil)
	if shown := buttons(w.asks(guest, "/settings", "Settings")); shown[0] != "✓ Lectures" { // the press has saved nothing, and said so
		t.Errorf("the settings show %q", shown)
	}
	if answers := w.told(teacher, "qz7qz"); len(answers) != 1 {
		t.Errorf("answered %d times", len(answers))
	}
}

var residentBytes = regexp.MustCompile(`(?m)^process_resident_memory_bytes (\S+)$`)

// resident is the physical memory of the bot in bytes.
func (p *process) resident() int64 {
	p.t.Helper()
	_, metrics := p.page("/metrics")
	found := residentBytes.FindStringSubmatch(metrics)
	if found == nil {
		p.t.Fatalf("no memory among the metrics:\n%s", metrics)
	}
	bytes, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		p.t.Fatal(err)
	}
	return int64(bytes)
}

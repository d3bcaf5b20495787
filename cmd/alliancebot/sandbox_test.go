package main_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"alliancebot/sandbox"
)

var address = regexp.MustCompile(`(?m)^\s+(http://127\.0\.0\.1:\d+)\s*$`)

// TestSandbox starts several sandboxes at once, as those do who try the bot for the first time.
func TestSandbox(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, args := range map[string][]string{"asked for": {"sandbox"}, "without token": nil, "without token, run": {"run"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := launch(t, settings{"DATA_DIR": folder + "/" + strings.ReplaceAll(name, " ", "-")}, program, args...)
			if _, ok := p.out.await("/gallery", patience); !ok {
				t.Fatalf("the page's address is not printed:\n%s", p.out)
			}
			found := address.FindStringSubmatch(p.out.String())
			if found == nil {
				t.Fatalf("no address on a line of its own:\n%s", p.out)
			}
			for _, path := range []string{"/", "/gallery"} {
				request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, found[1]+path, http.NoBody)
				if err != nil {
					t.Fatal(err)
				}
				if status, body := answered(t, request); status != http.StatusOK || !strings.Contains(body, "<html") {
					t.Errorf("GET %s answers %d", path, status)
				}
			}
			w := &world{t: t, Client: sandbox.Client{Base: found[1]}}
			exhibits, err := w.Gallery(t.Context())
			if err != nil || len(exhibits) < 50 {
				t.Errorf("%d messages in the gallery (%v)", len(exhibits), err)
			}
			for _, exhibit := range exhibits {
				if exhibit.Error != "" {
					t.Errorf("gallery, %s, %s, %s: %s", exhibit.Section, exhibit.Title, exhibit.Language, exhibit.Error)
				}
			}
			w.asks(teacher, "/start", "您好")
			w.asks(teacher, "近期活动", "📅")
			w.asks(guest, "/lectures", "📅")
			w.asks(owner, "/start", "您好")
			w.asks(owner, "/broadcast 通知", "现在发送吗？")
			w.edits("对象", "请选择对象")
			if offered := buttons(w.edits("群和频道", "请选择发到哪些群")); !slices.Contains(offered, "产教融合交流群") {
				t.Errorf("groups offered: %q", offered)
			}
			w.settingsInTopic(owner)
			if told := strings.Contains(p.log.String(), "TELEGRAM_BOT_TOKEN is not set: starting the sandbox"); told != (name != "asked for") {
				t.Errorf("says that there is no token: %v", told)
			}
			p.stop()
		})
	}
}

// settingsInTopic has a user ask for the settings in the first topic that somebody opened in a forum; they come there.
func (w *world) settingsInTopic(user int64) {
	w.t.Helper()
	state, err := w.State(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	at := slices.IndexFunc(state.Chats, func(chat sandbox.Chat) bool { return len(chat.Topics) > 0 })
	if at < 0 {
		w.t.Fatalf("no topic in %+v", state.Chats)
	}
	chat, topic := state.Chats[at].ID, state.Chats[at].Topics[0].ID
	before := w.posts(sandbox.Post{From: user, Chat: chat, Topic: topic, Text: "/settings@" + state.Bot.Username})
	if said := w.awaits(sandbox.Awaited{Chat: chat, AfterNS: before, Contains: "还没有订阅"}); said.Topic != topic {
		w.t.Errorf("answered in topic %d, not %d", said.Topic, topic)
	}
}

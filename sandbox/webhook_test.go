package sandbox

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// receiver is a bot's webhook that fails the first deliveries of every chat.
type receiver struct {
	mu     sync.Mutex
	fails  map[int64]int
	got    map[int64][]string
	secret []string
	all    chan struct{} // closed when want messages have been taken
	want   int
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	var update received
	if err := json.NewDecoder(request.Body).Decode(&update); err != nil || update.Message == nil {
		w.WriteHeader(http.StatusOK)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	chat := update.Message.Chat.ID
	if r.fails[chat] > 0 {
		r.fails[chat]--
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	r.secret = append(r.secret, request.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	r.got[chat] = append(r.got[chat], update.Message.Text)
	if r.want--; r.want == 0 {
		close(r.all)
	}
}

func TestWebhook(t *testing.T) {
	bot := &receiver{fails: map[int64]int{1: 1}, got: map[int64][]string{}, all: make(chan struct{}), want: 6}
	listener := httptest.NewServer(bot)
	t.Cleanup(listener.Close)
	server := newServer(t, testWorld())
	send := func(user int64, text string) {
		must[Posted](t)(server.Send(t.Context(), Post{From: user, Text: text}))
	}
	send(1, "a")
	granted[bool](t, server, "setWebhook", "url", listener.URL, "secret_token", "s3cret", "max_connections", "2")
	for _, text := range []string{"b", "c"} {
		send(1, text)
		send(2, text)
	}
	send(2, "d")
	<-bot.all
	bot.mu.Lock()
	defer bot.mu.Unlock()
	for chat, want := range map[int64]string{1: "abc", 2: "bcd"} {
		got := ""
		for _, text := range bot.got[chat] {
			got += text
		}
		if got != want {
			t.Errorf("chat %d: got %s, want %s", chat, got, want)
		}
	}
	for _, secret := range bot.secret {
		if secret != "s3cret" {
			t.Errorf("got secret %q", secret)
		}
	}
	info := granted[hookInfo](t, server, "getWebhookInfo")
	if info.URL != listener.URL || info.Error != "Wrong response from the webhook: 503 Service Unavailable" || info.Connections != 2 {
		t.Errorf("got %+v", info)
	}
}

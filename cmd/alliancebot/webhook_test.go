package main_test

import (
	"net/http"
	"strings"
	"testing"

	"alliancebot/sandbox"
)

// TestWebhook lets Telegram deliver instead of being polled.
func TestWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	address := freePort(t)
	hook := "http://" + address + "/webhook"
	s := w.settings().with(settings{"HTTP_ADDR": address, "WEBHOOK_URL": hook, "WEBHOOK_SECRET": "s3cret_of-the-test"})
	bot := run(t, s)
	w.asks(teacher, "/start", "您好")
	w.asks(guest, "/find qz1qz", "qz1qz")
	load := w.begins(20, 10, 200)
	load.check(nil)
	if polls := w.counts().Requests["getUpdates"]; polls > 0 {
		t.Errorf("polled %d times", polls)
	}

	forged := `{"update_id":1,"message":{"message_id":1,"date":1,"text":"/find qz2qz","chat":{"id":1001,"type":"private"},"from":{"id":1001,"first_name":"x"}}}`
	for _, tried := range []struct {
		name, method, secret, body string
		want                       int
	}{
		{"no secret", http.MethodPost, "", forged, http.StatusUnauthorized},
		{"wrong secret", http.MethodPost, "s3cret_of-the-tesT", forged, http.StatusUnauthorized},
		{"no update", http.MethodPost, "s3cret_of-the-test", `{"hello"`, http.StatusBadRequest},
		{"too long", http.MethodPost, "s3cret_of-the-test", `{"update_id":2,"x":"` + strings.Repeat("x", 3<<20) + `"}`, http.StatusRequestEntityTooLarge},
		{"no post", http.MethodGet, "s3cret_of-the-test", "", http.StatusMethodNotAllowed},
	} {
		request, err := http.NewRequestWithContext(t.Context(), tried.method, hook, strings.NewReader(tried.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", tried.secret)
		if status, _ := answered(t, request); status != tried.want {
			t.Errorf("%s: answered %d, want %d", tried.name, status, tried.want)
		}
	}

	bot.kill()
	w.says(teacher, "/find qz3qz") // delivered again and again until the bot is back
	bot = run(t, s)
	w.awaits(sandbox.Awaited{Chat: teacher, Contains: "qz3qz"})
	if forgeries := w.told(teacher, "qz2qz"); len(forgeries) > 0 {
		t.Error("a forged update was answered")
	}
	bot.stop()
	t.Log("Without WEBHOOK_URL the bot takes the webhook away and polls.")
	run(t, w.settings())
	w.asks(teacher, "/find qz4qz", "qz4qz")
}

package main_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"alliancebot/sandbox"
)

// TestDeliveredAgain has Telegram deliver a hundred old updates once more after a restart, among them a press that sends a broadcast
// and one that changes a setting: nothing of it has an effect twice.
func TestDeliveredAgain(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		const text = "请各校报送名单。"
		w := newWorld(t, sandbox.Config{})
		s := w.settings().with(store)
		bot := run(t, s)
		w.asks(owner, "/start", "您好")
		w.asks(guest, "/start", "Hello")
		w.asks(guest, "/settings", "Settings")
		w.presses(guest, "✓ Lecture")
		w.reported(w.broadcasts(text, 2))
		load := w.begins(10, 9, 200)
		load.check(nil)
		for range 2 {
			before := w.counts().Sends
			bot.stop()
			if err := w.Redeliver(t.Context(), 100); err != nil {
				t.Fatal(err)
			}
			bot = run(t, s)
			w.asks(teacher, "/help", "/week")
			w.asks(owner, "/help", "/week") // of those who did something, one has got past it
			if sent := w.counts().Sends - before; sent != 2 {
				t.Errorf("%d messages were sent, want the two answers", sent)
			}
		}
		if told := w.told(guest, text); len(told) != 1 {
			t.Errorf("the guest was told %d times", len(told))
		}
		if shown := buttons(w.asks(guest, "/settings", "Settings")); shown[0] != "Lectures" {
			t.Errorf("the settings show %q", shown)
		}
	})
}

// TestWebhookRepeats delivers the same update again and again, at the same time and after a restart, as Telegram does when it takes a
// delivery for failed.
func TestWebhookRepeats(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	address := freePort(t)
	hook := "http://" + address + "/webhook"
	s := w.settings().with(startRedis(t).settings()).with(settings{"HTTP_ADDR": address, "WEBHOOK_URL": hook, "WEBHOOK_SECRET": "s3cret_of-the-test"})
	bot := run(t, s)
	w.asks(teacher, "/start", "您好")
	repeated := `{"update_id":990001,"message":{"message_id":1,"date":1,"text":"/find qz1qz","chat":{"id":1001,"type":"private"},"from":{"id":1001,"first_name":"陈老师","language_code":"zh-hans"}}}`
	deliver := func() {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, hook, strings.NewReader(repeated))
		if err != nil {
			t.Error(err)
			return
		}
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s3cret_of-the-test")
		if status, _ := answered(t, request); status != http.StatusOK {
			t.Errorf("answered %d", status)
		}
	}
	for range 2 {
		var delivering sync.WaitGroup
		for range 20 {
			delivering.Go(deliver)
		}
		delivering.Wait()
		w.awaits(sandbox.Awaited{Chat: teacher, Contains: "qz1qz"})
		bot.stop()
		bot = run(t, s)
		w.asks(teacher, "/help", "/week")
	}
	if answers := w.told(teacher, "qz1qz"); len(answers) != 1 {
		t.Errorf("answered %d times", len(answers))
	}
}

package bot_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"alliancebot/bot"
	"alliancebot/sandbox"
)

// TestPollingThroughTrouble: whatever happens to getUpdates, updates arrive, each once.
func TestPollingThroughTrouble(t *testing.T) {
	for action, least := range map[string]time.Duration{
		"429": time.Second, "500": 0, "502": 0, "reset": 0, "drop_reply": 0, "bad_json": 0, "slow": 0,
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.write(sandbox.Post{From: anna, Text: "one"})
			w.fault(sandbox.Fault{Action: action, Methods: []string{"getUpdates"}, Count: 1, RetryAfter: 1, DelayMS: 50})
			began := time.Now()
			w.poll()
			w.write(sandbox.Post{From: anna, Text: "two"})
			w.await("both are answered", func() bool { return len(w.said(anna)) == 2 })
			if got := w.texts(); !slices.Equal(got, []string{"one", "two"}) {
				t.Errorf("handled %q", got)
			}
			if took := time.Since(began); took < least {
				t.Errorf("fetched again after %v, asked to wait %v", took, least)
			}
			stats, err := w.telegram.Stats(t.Context())
			w.check(err)
			if got := stats.Requests["getUpdates"]; got > 6 {
				t.Errorf("%d requests", got)
			}
		})
	}
}

// TestPollingNotAlone: another program fetches, or a webhook is set; polling goes on as soon as it can.
func TestPollingNotAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "one"})
	response, err := http.Get(w.at.URL + "/bot" + token + "/getUpdates?timeout=0")
	w.check(err)
	w.check(response.Body.Close())
	if got := w.ask(sandbox.Post{From: anna, Text: "two"}); got != "heard 3" {
		t.Errorf("after another program: got %q", got)
	}
	nowhere := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(nowhere.Close)
	w.check(bot.SetWebhook(t.Context(), w.api, nowhere.URL, "x"))
	before := time.Now().UnixNano()
	w.write(sandbox.Post{From: anna, Text: "three"})
	w.fault(sandbox.Fault{Action: "502", Methods: []string{"getWebhookInfo", "deleteWebhook"}, Count: 2})
	w.check(bot.SetWebhook(t.Context(), w.api, "", ""))
	if got := w.answered(anna, before); got != "heard 5" {
		t.Errorf("after a webhook: got %q", got)
	}
}

func TestRefusedToken(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"42:WRONG", "43:SECRET", "nonsense"} {
		w := newWorld(t)
		w.at.Token = wrong
		client := w.at.Client()
		api, err := w.at.API(client)
		w.check(err)
		if _, err := bot.Me(t.Context(), api, func(err error, _ time.Duration) { t.Error(err) }); !errors.Is(err, bot.ErrToken) {
			t.Errorf("%s: getMe ended with %v", wrong, err)
		}
		client.CloseIdleConnections()
	}
}

func TestMeThroughTrouble(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, action := range []string{"502", "reset"} {
		w.fault(sandbox.Fault{Action: action, Methods: []string{"getMe"}, Count: 1})
	}
	failures := 0
	me, err := bot.Me(t.Context(), w.api, func(error, time.Duration) { failures++ })
	w.check(err)
	if me == nil || me.Username != username || failures != 2 {
		t.Errorf("got %+v after %d failures", me, failures)
	}
}

// TestStrangeUpdates: updates that cannot be read are passed by, and a server that has nothing new is not asked in a hurry.
func TestStrangeUpdates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answers := []string{
		`[{"update_id":5,"message":{"chat":{"id":"x"}}}]`, // dropped
		`[{"update_id":6,"message":7}]`,
		`[{"no":"number"}]`, `[{"no":"number"}]`, `[{"no":"number"}]`,
	}
	var mu sync.Mutex
	var offsets []int64
	var moments []time.Time
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		var asked struct {
			Offset int64 `json:"offset"`
		}
		_ = json.NewDecoder(request.Body).Decode(&asked)
		mu.Lock()
		defer mu.Unlock()
		offsets, moments = append(offsets, asked.Offset), append(moments, time.Now())
		answer := answers[min(len(offsets), len(answers))-1]
		_, _ = response.Write([]byte(`{"ok":true,"result":` + answer + `}`))
	}))
	t.Cleanup(server.Close)
	w.at.URL = server.URL
	stop := w.poll()
	w.await("it has asked five times", func() bool { mu.Lock(); defer mu.Unlock(); return len(offsets) == 5 })
	w.check(stop())
	if want := []int64{0, 6, 7, 7, 7}; !slices.Equal(offsets, want) {
		t.Errorf("asked from %v, want %v", offsets, want)
	}
	if pause := moments[4].Sub(moments[2]); pause < 300*time.Millisecond {
		t.Errorf("asked three times for nothing within %v", pause)
	}
}

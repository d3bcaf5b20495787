package bot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alliancebot/bot"
	"alliancebot/sandbox"
)

// letter is an update as Telegram sends it: Anna writes a text.
func letter(id int, text string) []byte {
	return fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"date":1,"text":%q,"from":{"id":2,"first_name":"Anna","language_code":"en"},"chat":{"id":2,"type":"private"}}}`, id, id, text)
}

// read reads updates that can be read.
func read(payloads ...[]byte) []bot.Update {
	var updates []bot.Update
	for _, payload := range payloads {
		if update, err := bot.ReadUpdate(payload); err == nil {
			updates = append(updates, update)
		}
	}
	return updates
}

func (w *world) texts() []string {
	var texts []string
	for _, request := range w.requests() {
		texts = append(texts, request.Text)
	}
	return texts
}

func TestWebhookAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	webhook := &bot.Webhook{Secret: "s3cret", Intake: w.intake, Handling: w.handling}
	deliver := func(method, secret string, body []byte) int {
		request := httptest.NewRequest(method, "/webhook", strings.NewReader(string(body)))
		if secret != "" {
			request.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		}
		recorder := httptest.NewRecorder()
		webhook.ServeHTTP(recorder, request)
		return recorder.Code
	}
	w.write(sandbox.Post{From: anna, Text: "x"}) // so that the bot may answer
	for name, c := range map[string]struct {
		method, secret string
		body           []byte
		want           int
	}{
		"an update":        {http.MethodPost, "s3cret", letter(1, "one"), http.StatusOK},
		"the same again":   {http.MethodPost, "s3cret", letter(1, "one"), http.StatusOK},
		"GET":              {http.MethodGet, "s3cret", nil, http.StatusMethodNotAllowed},
		"PUT":              {http.MethodPut, "s3cret", letter(2, "two"), http.StatusMethodNotAllowed},
		"no secret":        {http.MethodPost, "", letter(3, "three"), http.StatusUnauthorized},
		"another secret":   {http.MethodPost, "s3cret2", letter(3, "three"), http.StatusUnauthorized},
		"no body":          {http.MethodPost, "s3cret", nil, http.StatusBadRequest},
		"no JSON":          {http.MethodPost, "s3cret", []byte("hello"), http.StatusBadRequest},
		"no update":        {http.MethodPost, "s3cret", []byte(`{"message":{}}`), http.StatusBadRequest},
		"a list":           {http.MethodPost, "s3cret", []byte(`[]`), http.StatusBadRequest},
		"too long":         {http.MethodPost, "s3cret", append(letter(4, "four"), make([]byte, 3<<20)...), http.StatusRequestEntityTooLarge},
		"of a kind unseen": {http.MethodPost, "s3cret", []byte(`{"update_id":5,"poll":{"id":"1"}}`), http.StatusOK},
	} {
		if got := deliver(c.method, c.secret, c.body); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	w.line.set(true)
	if got := deliver(http.MethodPost, "s3cret", letter(6, "six")); got != http.StatusServiceUnavailable {
		t.Errorf("store away: %d", got)
	}
	w.line.set(false)
	if got := deliver(http.MethodPost, "s3cret", letter(6, "six")); got != http.StatusOK {
		t.Errorf("store back: %d", got)
	}
	w.await("both are handled", func() bool { return w.meter.count("question ok") == 2 })
	if got := w.texts(); !slices.Equal(got, []string{"one", "six"}) {
		t.Errorf("handled %q", got)
	}
}

// TestRepeatedDeliveries: the same update delivered again and again, at the same time and later, is handled once.
func TestRepeatedDeliveries(t *testing.T) {
	t.Parallel()
	const updates, deliveries = 40, 8
	w := newWorld(t)
	w.write(sandbox.Post{From: anna, Text: "x"})
	var delivering sync.WaitGroup
	for id := 1; id <= updates; id++ {
		for range deliveries {
			delivering.Go(func() { w.check(w.intake.Accept(w.Context(), w.handling, read(letter(id, itoa(int64(id)))))) })
		}
	}
	delivering.Wait()
	w.await("all are handled", func() bool { return w.meter.count("question ok") >= updates })
	for id := 1; id <= updates; id++ {
		w.check(w.intake.Accept(w.Context(), w.handling, read(letter(id, itoa(int64(id))))))
	}
	w.intake.Drain()
	handled := w.texts()
	slices.Sort(handled)
	if distinct := slices.Compact(slices.Clone(handled)); len(handled) != updates || len(distinct) != updates {
		t.Errorf("%d updates handled %d times", len(distinct), len(handled))
	}
	if taken, repeated, _ := w.meter.counts(); repeated == 0 || taken < updates {
		t.Errorf("counted %d taken, %d repeated", taken, repeated)
	}
}

// TestWebhookFromTelegram delivers through the emulator while the store goes away and comes back.
func TestWebhookFromTelegram(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	listener := httptest.NewServer(&bot.Webhook{Secret: "s3cret", Intake: w.intake, Handling: w.handling})
	t.Cleanup(listener.Close)
	w.check(bot.SetWebhook(t.Context(), w.api, listener.URL, "s3cret"))
	if got := w.ask(sandbox.Post{From: anna, Text: "/open"}); got != "opened en" {
		t.Fatalf("got %q", got)
	}
	w.requests()
	w.line.set(true)
	if got := w.ask(sandbox.Post{From: anna, Text: "one"}); got != "sorry unavailable en" {
		t.Errorf("store away: got %q", got)
	}
	w.write(sandbox.Post{From: anna, Text: "two"})
	before := time.Now().UnixNano()
	w.line.set(false)
	if got := w.answered(anna, before); got != "heard 3" {
		t.Errorf("store back: got %q", got)
	}
	w.await("both are answered", func() bool { return len(w.said(anna)) == 4 })
	if got := w.texts(); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("handled %q", got)
	}
	w.await("Telegram knows that all are delivered", func() bool {
		info, err := w.api.GetWebhookInfo(t.Context())
		return err == nil && info.PendingUpdateCount == 0
	})
	w.check(w.telegram.Redeliver(t.Context(), 10))
	w.await("the repetitions have come", func() bool { _, repeated, _ := w.meter.counts(); return repeated >= 3 })
	if said := w.said(anna); len(said) != 4 {
		t.Errorf("repeated deliveries were answered: %q", said)
	}
	w.check(bot.SetWebhook(t.Context(), w.api, "", ""))
}

// TestOutage: each chat is told once that the store is away, presses are answered there and then, and when it is back every
// message is answered, once.
func TestOutage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	w.ask(sandbox.Post{From: zhang, Text: "/open"})
	w.requests()
	w.line.set(true)
	if got := w.ask(sandbox.Post{From: anna, Text: "one"}); got != "sorry unavailable en" {
		t.Errorf("store away: got %q", got)
	}
	w.write(sandbox.Post{From: anna, Text: "two"})
	if got := w.ask(sandbox.Post{From: zhang, Text: "三"}); got != "sorry unavailable zh" {
		t.Errorf("store away: got %q", got)
	}
	w.write(sandbox.Post{From: anna, Chat: group, Text: "大家好"}) // nobody spoke to us
	pressed, err := w.telegram.Press(t.Context(), sandbox.Press{User: anna, Text: "edit", WaitMS: 5000})
	w.check(err)
	if pressed.Text != "toast sorry unavailable en" || !pressed.Alert {
		t.Errorf("store away: a press got %+v", pressed)
	}
	w.line.set(false)
	w.await("all is answered", func() bool { return len(w.said(anna)) == 4 && len(w.said(zhang)) == 3 })
	if got, want := w.said(anna), []string{"opened en", "sorry unavailable en", "heard 3", "heard 3"}; !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	pressed, err = w.telegram.Press(t.Context(), sandbox.Press{User: anna, Text: "edit", WaitMS: 5000})
	w.check(err)
	if pressed.Text != "done" {
		t.Errorf("store back: a press got %+v", pressed)
	}
	presses := 0
	for _, request := range w.requests() {
		if request.Verb != "" {
			presses++
		}
	}
	if presses != 1 {
		t.Errorf("%d presses handled, want the one after the outage", presses)
	}
	if said := w.said(group); len(said) != 0 {
		t.Errorf("spoke in the group: %q", said)
	}
}

// TestOutageWhileHandling: the store goes away in the middle of a handler; that is told once and the update is tried again.
func TestOutageWhileHandling(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	if got := w.ask(sandbox.Post{From: anna, Text: "/away"}); got != "sorry unavailable en" {
		t.Errorf("store away: got %q", got)
	}
	w.write(sandbox.Post{From: anna, Text: "and now?"}) // waits in the lane, or at Telegram
	before := time.Now().UnixNano()
	w.line.set(false)
	if got := w.answered(anna, before); got != "back" {
		t.Errorf("store back: got %q", got)
	}
	w.await("all is answered", func() bool { return len(w.said(anna)) == 3 })
	if got, want := w.said(anna), []string{"sorry unavailable en", "back", "heard 8"}; !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
}

// parked is what is kept of an update that could not be handled.
func (w *world) parked(id int) string {
	w.Helper()
	var written bytes.Buffer
	w.check(w.store.Export(w.Context(), &written))
	var state struct {
		Keys map[string]struct{ Hash map[string]string }
	}
	w.check(json.Unmarshal(written.Bytes(), &state))
	return state.Keys["{alliance}:updates:parked"].Hash[itoa(int64(id))]
}

// TestFlood: thousands of updates of one chat are no reason to fetch no more of the others'.
func TestFlood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var payloads [][]byte
	for id := 1; id <= 6000; id++ {
		payloads = append(payloads, letter(id, "x"))
	}
	w.check(w.intake.Accept(t.Context(), w.handling, read(payloads...)))
	if w.intake.Full() {
		t.Error("no more is fetched")
	}
	w.intake.Drain()
	left, err := w.store.Unfinished(t.Context(), "one")
	w.check(err)
	if handled := len(w.texts()); len(left)+handled != len(payloads) {
		t.Errorf("%d handled and %d left of %d", handled, len(left), len(payloads))
	}
}

// TestCrowdedChat: a chat that has more waiting than its lane has room for gets its answers in order; what cannot be answered is
// parked with what it says.
func TestCrowdedChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.write(sandbox.Post{From: anna, Text: "x"})
	const many, poison = 130, 125
	var want []string
	var payloads [][]byte
	for id := 1; id <= many; id++ {
		text := itoa(int64(id))
		if id == poison {
			text = "/broken"
		} else {
			want = append(want, text)
		}
		payloads = append(payloads, letter(id, text))
	}
	w.check(w.intake.Accept(t.Context(), w.handling, read(payloads...)))
	w.await("all are handled", func() bool { return w.meter.count("question ok") == many-1 })
	w.intake.Drain()
	if got := w.texts(); !slices.Equal(got, want) {
		t.Errorf("handled %q", got)
	}
	left, err := w.store.Unfinished(t.Context(), "one")
	w.check(err)
	if len(left) != 0 {
		t.Errorf("%d left in the inbox", len(left))
	}
	if parked := w.parked(poison); parked != string(letter(poison, "/broken")) {
		t.Errorf("parked %q", parked)
	}
}

// TestRecovery: what a process left is handled by the next one of the same name, or by another one when it stays away.
func TestRecovery(t *testing.T) {
	t.Parallel()
	for name, takeOver := range map[string]func(w *world){
		"same replica": func(w *world) { w.check(w.intake.Recover(w.handling)) },
		"another replica": func(w *world) {
			w.intake.Replica, w.intake.Now = "two", func() time.Time { return time.Now().Add(time.Minute) }
			_, err := w.store.Beat(w.handling, "two", w.intake.Now())
			w.check(err)
			running := make(chan error, 1)
			go func() { running <- w.intake.Run(w.handling, w.handling) }()
			w.await("it has taken over", func() bool { return w.meter.count("question ok") == 3 })
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.write(sandbox.Post{From: anna, Text: "x"})
			_, err := w.store.Beat(t.Context(), "one", time.Now())
			w.check(err)
			w.intake.Drain() // from here on it takes updates in, and handles none
			w.check(w.intake.Accept(t.Context(), w.handling, read(letter(1, "one"), letter(2, "two"), letter(3, "three"))))
			w.open()
			takeOver(w)
			w.await("all are handled", func() bool { return w.meter.count("question ok") == 3 })
			if got := w.texts(); !slices.Equal(got, []string{"one", "two", "three"}) {
				t.Errorf("handled %q", got)
			}
		})
	}
}

// TestPoisonedUpdate: an update that ends the process whenever it is begun is put aside; one that merely waits is not.
func TestPoisonedUpdate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.intake.Drain()
	w.check(w.intake.Accept(t.Context(), w.handling, read(letter(1, "poison"), letter(2, "patient"))))
	left, err := w.store.Unfinished(t.Context(), "one")
	w.check(err)
	for range 3 { // begun, and then the process was gone
		_, err := w.store.Attempt(t.Context(), left[0])
		w.check(err)
	}
	w.open()
	w.check(w.intake.Recover(w.handling))
	w.await("one is parked", func() bool { _, _, parked := w.meter.counts(); return parked == 1 })
	w.await("the other is handled", func() bool { return w.meter.count("question ok") == 1 })
	w.intake.Drain()
	left, err = w.store.Unfinished(t.Context(), "one")
	w.check(err)
	if got := w.texts(); len(left) != 0 || !slices.Equal(got, []string{"patient"}) {
		t.Errorf("left %v, handled %q", left, got)
	}
}

func TestUnreadableUpdates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.write(sandbox.Post{From: anna, Text: "x"})
	for payload, number := range map[string]int64{
		`{`: 0, `{}`: 0, `[]`: 0, `null`: 0, `5`: 0, `{"update_id":"x"}`: 0, `{"update_id":9,"message":{"chat":{"id":"x"}}}`: 9, `{"update_id":10,"message":5}`: 10,
	} {
		update, err := bot.ReadUpdate([]byte(payload))
		if update.ID != number || (err == nil) != (number != 0) {
			t.Errorf("%s: read as %d, %v", payload, update.ID, err)
		}
		w.check(w.intake.Accept(t.Context(), w.handling, read([]byte(payload))))
	}
	w.check(w.intake.Accept(t.Context(), w.handling, read(letter(11, "eleven"))))
	w.await("the readable one is handled", func() bool { return w.meter.count("question ok") == 1 })
	w.await("the numbered ones are parked", func() bool { _, _, parked := w.meter.counts(); return parked == 2 })
	if got := w.texts(); !slices.Equal(got, []string{"eleven"}) {
		t.Errorf("handled %q", got)
	}
}

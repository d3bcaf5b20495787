package main_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

const token = "4242:acceptance-test-token"

// The people of the tests.
const (
	teacher = 1001 // reads Chinese
	guest   = 1002 // reads English
	owner   = 1003
	crowd   = 5001 // the first of many
	group   = -2001
)

// patience is how long a test waits for what should come soon; the machine may be busy with other tests.
const patience = 20 * time.Second

// world is an emulated Telegram and those who use it. Everything goes over its HTTP interface.
type world struct {
	sandbox.Client
	t *testing.T
}

func newWorld(t *testing.T, config sandbox.Config) *world {
	t.Helper()
	config.Token = token
	config.Users = []sandbox.User{
		{ID: teacher, FirstName: "陈老师", LanguageCode: "zh-hans"},
		{ID: guest, FirstName: "Ms Lin", LanguageCode: "en"},
		{ID: owner, FirstName: "秘书处", LanguageCode: "zh-hans"},
	}
	config.Groups = append(config.Groups, sandbox.Group{ID: group, Title: "交流群", Members: []int64{owner, teacher, guest}})
	server := sandbox.New(config)
	listener := httptest.NewServer(server)
	t.Cleanup(func() {
		_ = server.Close() // it never fails
		listener.Close()
	})
	return &world{Client: sandbox.Client{Base: listener.URL, HTTP: listener.Client()}, t: t}
}

// settings point a bot at this world, with a store of its own and without limits; no hours are quiet.
func (w *world) settings() settings {
	return settings{
		"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": w.Base, "DATA_DIR": w.t.TempDir(), "HTTP_ADDR": "127.0.0.1:0",
		"BOT_OWNERS": "1003", "QUIET_HOURS": "off", "TELEGRAM_RATE": "10000", "TELEGRAM_CHAT_RATE": "1000/s", "TELEGRAM_GROUP_RATE": "10000/min",
	}
}

// says puts a user's message into their private chat, and gives the moment before.
func (w *world) says(user int64, text string) (before int64) {
	w.t.Helper()
	return w.posts(sandbox.Post{From: user, Text: text})
}

func (w *world) posts(post sandbox.Post) (before int64) {
	w.t.Helper()
	before = time.Now().UnixNano()
	if _, err := w.Send(w.t.Context(), post); err != nil {
		w.t.Fatal(err)
	}
	return before
}

// awaits waits for messages of the bot.
func (w *world) awaits(awaited sandbox.Awaited) sandbox.Message {
	w.t.Helper()
	if awaited.Timeout == 0 {
		awaited.Timeout = patience
	}
	arrived, err := w.Wait(w.t.Context(), awaited)
	if err != nil {
		w.t.Fatal(err)
	}
	if !arrived.OK {
		w.t.Fatalf("chat %d: %d messages with %q within %s, want %d; it shows:\n%s",
			awaited.Chat, arrived.Count, awaited.Contains, awaited.Timeout, max(1, awaited.Count), w.shown(awaited.Chat))
	}
	return *arrived.Last
}

// asks has a user say something and waits for an answer with these words.
func (w *world) asks(user int64, text, answer string) sandbox.Message {
	w.t.Helper()
	return w.awaits(sandbox.Awaited{Chat: user, AfterNS: w.says(user, text), Contains: answer})
}

// presses has a user press the newest button with this text and waits for the bot to answer it.
func (w *world) presses(user int64, text string) sandbox.Pressed {
	w.t.Helper()
	pressed, err := w.Press(w.t.Context(), sandbox.Press{User: user, Text: text, WaitMS: int(patience.Milliseconds())})
	if err != nil {
		w.t.Fatal(err)
	}
	if !pressed.Answered {
		w.t.Fatalf("button %q of user %d not answered", text, user)
	}
	return pressed
}

// told lists what the bot said in a chat that contains these words, oldest first.
func (w *world) told(chat int64, words string) []sandbox.Message {
	w.t.Helper()
	all, err := w.Messages(w.t.Context(), chat, 5000)
	if err != nil {
		w.t.Fatal(err)
	}
	var told []sandbox.Message
	for _, message := range all {
		if message.Bot && (strings.Contains(message.Text, words) || strings.Contains(message.Caption, words)) {
			told = append(told, message)
		}
	}
	return told
}

// shown is the end of a chat as text, for the report of a failure.
func (w *world) shown(chat int64) string {
	all, err := w.Messages(w.t.Context(), chat, 10)
	if err != nil {
		return err.Error()
	}
	var text strings.Builder
	for _, message := range all {
		speaker := "user"
		if message.Bot {
			speaker = "bot"
		}
		text.WriteString(speaker + ": " + message.Text + message.Caption + "\n")
	}
	return text.String()
}

// joins has n users of the crowd start the bot and waits until all are greeted.
func (w *world) joins(n int) {
	w.t.Helper()
	err := w.AddUsers(w.t.Context(), sandbox.NewUsers{First: crowd, Count: n, User: sandbox.User{LanguageCode: "zh-hans"}})
	if err != nil {
		w.t.Fatal(err)
	}
	before := time.Now().UnixNano()
	for i := range n {
		w.says(crowd+int64(i), "/start")
	}
	w.awaits(sandbox.Awaited{Contains: "活动助手", Count: n, AfterNS: before, Timeout: 2 * patience})
}

// adds makes a fault.
func (w *world) adds(fault sandbox.Fault) {
	w.t.Helper()
	if _, err := w.AddFault(w.t.Context(), fault); err != nil {
		w.t.Fatal(err)
	}
}

// counts gives the emulator's counts.
func (w *world) counts() sandbox.Stats {
	w.t.Helper()
	stats, err := w.Stats(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return stats
}

// run starts the bot.
func run(t *testing.T, s settings) *process {
	t.Helper()
	return launch(t, s, program)
}

var listens = regexp.MustCompile(`msg="http listens" addr=(\S+)`)

// page reads a page of the bot's own HTTP server.
func (p *process) page(path string) (status int, body string) {
	p.t.Helper()
	address := listens.FindStringSubmatch(p.logs("http listens", patience))
	if address == nil {
		p.t.Fatal("the log does not say where the bot listens")
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, "http://"+address[1]+path, http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	return answered(p.t, request)
}

func answered(t *testing.T, request *http.Request) (status int, body string) {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// eventually looks again and again until the condition holds.
func eventually(t *testing.T, what string, limit time.Duration, condition func() bool) {
	t.Helper()
	ticker, timer := time.NewTicker(50*time.Millisecond), time.NewTimer(limit)
	defer ticker.Stop()
	defer timer.Stop()
	for !condition() {
		select {
		case <-ticker.C:
		case <-timer.C:
			t.Fatalf("not within %s: %s", limit, what)
		}
	}
}

package bot_test

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

// The people and chats of the world.
const (
	zhang     = int64(1) // speaks Chinese
	anna      = int64(2) // speaks English
	organiser = int64(3)
	admin     = int64(4)
	owner     = int64(5)
	stranger  = int64(6) // has never written in private
	group     = int64(-5)
	forum     = int64(-1000000000007)
	channel   = int64(-1000000000008)
)

const (
	token    = "42:SECRET"
	username = "our_bot"
)

// world is a bot with a small table, on a real store that can be cut off, against an emulated Telegram.
type world struct {
	*testing.T

	telegram *sandbox.Server
	at       bot.Telegram
	api      *tg.Bot
	line     *line
	store    *store.Store
	router   *bot.Router
	intake   *bot.Intake
	meter    *meter
	log      *slog.Logger
	handling context.Context

	mu   sync.Mutex
	seen []bot.Request // by the handlers
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, meter: &meter{handled: map[string]int{}}, log: slog.New(slog.DiscardHandler)}
	w.telegram = sandbox.New(sandbox.Config{
		Token: token, Username: username,
		Users: []sandbox.User{
			{ID: zhang, FirstName: "Zhang", LanguageCode: "zh-hans"},
			{ID: anna, FirstName: "Anna", LanguageCode: "en"},
			{ID: organiser, FirstName: "Org"},
			{ID: admin, FirstName: "Adm"},
			{ID: owner, FirstName: "Own"},
			{ID: stranger, FirstName: "Str"},
		},
		Groups: []sandbox.Group{
			{ID: group, Title: "Group", Members: []int64{zhang, anna, organiser, admin, owner, stranger}},
			{ID: forum, Title: "Forum", Type: "supergroup", Forum: true, Members: []int64{zhang, anna}, Without: true},
			{ID: channel, Title: "Channel", Type: "channel", Members: []int64{zhang}, Without: true},
		},
	})
	server := httptest.NewServer(w.telegram)
	w.Cleanup(func() { w.check(w.telegram.Close()); server.Close() })
	w.openStore()
	w.at = bot.Telegram{Token: token, URL: server.URL}
	client := w.at.Client()
	w.Cleanup(client.CloseIdleConnections)
	var err error
	w.api, err = w.at.API(client)
	w.check(err)
	w.open()
	return w
}

func (w *world) openStore() {
	engine, err := embedded.Open(embedded.Options{Dir: w.TempDir(), Log: w.log, Sync: time.Second})
	w.check(err)
	w.line = &line{dial: engine.Dial, conns: map[net.Conn]bool{}}
	w.store = store.ConnectThrough(w.line.Dial, alliance.Plan{Zone: time.UTC})
	w.Cleanup(func() { w.check(errors.Join(w.store.Close(), engine.Close())) })
	w.check(w.store.Migrations(w.Context()))
	for id, role := range map[int64]alliance.Role{organiser: alliance.Organiser, admin: alliance.Admin} {
		w.change(id, func(member *alliance.Member) { member.Role = role })
	}
}

// open makes a bot as a process would at its start.
func (w *world) open() {
	limiter := bot.NewLimiter(1000, bot.ChatPace{}, time.Now)
	w.router = &bot.Router{
		Table: w.table(), Members: w.store, Chats: w.store, Sender: bot.NewSender(w.api, limiter, w.store, w.meter, w.log), Username: username,
		Owners: []int64{owner}, Language: alliance.Chinese, Now: time.Now, Meter: w.meter, Log: w.log,
	}
	w.intake = &bot.Intake{Inbox: w.store, Router: w.router, Replica: "one", Now: time.Now, Meter: w.meter, Log: w.log}
	w.intake.Open()
	var stop context.CancelFunc
	w.handling, stop = context.WithCancel(context.Background())
	w.Cleanup(func() { stop(); w.intake.Drain() })
}

// poll fetches updates until the test, or the function returned, ends it.
func (w *world) poll() (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	client := w.at.Client()
	poller := &bot.Poller{Telegram: w.at, Client: client, Intake: w.intake, Log: w.log}
	ended := make(chan error, 1)
	go func() { ended <- poller.Run(ctx, w.handling) }()
	stop = sync.OnceValue(func() error { cancel(); defer client.CloseIdleConnections(); return <-ended })
	w.Cleanup(func() { w.check(stop()) })
	return stop
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Error(err)
	}
}

func (w *world) change(id int64, change func(*alliance.Member)) {
	_, err := w.store.ChangeMember(w.Context(), id, change)
	w.check(err)
}

// note keeps a request for the test to look at.
func (w *world) note(request bot.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, request)
}

// requests are those the handlers have seen since the last call.
func (w *world) requests() []bot.Request {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.seen
	w.seen = nil
	return seen
}

// write makes somebody write to the bot.
func (w *world) write(post sandbox.Post) sandbox.Posted {
	w.Helper()
	posted, err := w.telegram.Send(w.Context(), post)
	w.check(err)
	return posted
}

// patience bounds every wait for what is to come; only a failing test uses it up.
const patience = 20 * time.Second

// ask makes somebody write to the bot and waits for the answer, which it returns; "" where there was none in time.
func (w *world) ask(post sandbox.Post) string {
	w.Helper()
	before := time.Now().UnixNano()
	w.write(post)
	return w.answered(cmp.Or(post.Chat, post.From), before)
}

// answered is the first message the bot has said in the chat since then.
func (w *world) answered(chat, since int64) string {
	w.Helper()
	arrived, err := w.telegram.Wait(w.Context(), sandbox.Awaited{Chat: chat, AfterNS: since, Timeout: patience})
	w.check(err)
	if !arrived.OK {
		return ""
	}
	return arrived.Last.Text
}

// said lists the texts the bot has said in a chat.
func (w *world) said(chat int64) []string {
	w.Helper()
	messages, err := w.telegram.Messages(w.Context(), chat, 0)
	w.check(err)
	var texts []string
	for _, message := range messages {
		if message.Bot {
			texts = append(texts, message.Text)
		}
	}
	return texts
}

func (w *world) fault(fault sandbox.Fault) {
	w.Helper()
	_, err := w.telegram.AddFault(w.Context(), fault)
	w.check(err)
}

// await waits until a condition holds.
func (w *world) await(what string, holds func() bool) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for !holds() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			w.Fatalf("waited in vain until %s", what)
		}
	}
}

// line connects to the store, until it is cut.
type line struct {
	dial store.Dialer

	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]bool
}

func (l *line) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut {
		return nil, errors.New("line is cut")
	}
	conn, err := l.dial(ctx, network, address)
	if err == nil {
		l.conns[conn] = true
	}
	return conn, err
}

// set cuts or mends the line.
func (l *line) set(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
	for conn := range l.conns {
		if cut {
			_ = conn.Close()
			delete(l.conns, conn)
		}
	}
}

// meter counts.
type meter struct {
	mu                      sync.Mutex
	taken, repeated, parked int
	handled                 map[string]int // by name and outcome
	sent                    int
}

func (m *meter) Taken(updates, repeated int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.taken, m.repeated = m.taken+updates, m.repeated+repeated
}

func (m *meter) Parked() { m.mu.Lock(); defer m.mu.Unlock(); m.parked++ }

func (m *meter) Handled(name, outcome string, _ time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handled[name+" "+outcome]++
}

func (m *meter) Sent(alliance.Priority, string, time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent++
}

func (m *meter) count(name string) int { m.mu.Lock(); defer m.mu.Unlock(); return m.handled[name] }

func (m *meter) counts() (taken, repeated, parked int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.taken, m.repeated, m.parked
}

package dispatch_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/dispatch"
	"alliancebot/exchange"
	"alliancebot/render"
	"alliancebot/sandbox"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

const (
	token  = "42:SECRET"
	author = int64(1)
	host   = int64(800_001) // made the groups
	group  = int64(-2001)
	hall   = int64(-2002)
	forum  = int64(-1_000_000_000_007)
)

// world is a store and an emulated Telegram, between which dispatchers work.
type world struct {
	*testing.T

	telegram *sandbox.Server
	store    *store.Store
	api      *bot.API
	sender   *bot.Sender
	paced    func(bot.ChatPace) // makes another sender
	render   *render.Renderer
	clock    clock
	log      *slog.Logger
	meter    *meter
	replicas int
}

// clock is the dispatchers'; it may be ahead of Telegram's.
type clock struct{ ahead time.Duration }

func (c clock) now() time.Time { return time.Now().Add(c.ahead) }

// play plays a story in a bubble of its own, where time passes only while everybody waits: what it says of time holds however
// busy the machine is.
func play(t *testing.T, story func(*testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, story)
}

// newWorld has the author and as many members more, with the ids that follow.
func newWorld(t *testing.T, members int) *world {
	t.Helper()
	return newWorldOf(t, members, sandbox.Limits{})
}

// newWorldOf has a Telegram with limits, which the sender keeps to.
func newWorldOf(t *testing.T, members int, limits sandbox.Limits) *world {
	t.Helper()
	w := &world{T: t, log: slog.New(slog.DiscardHandler), meter: &meter{settled: map[string]int{}}}
	w.telegram = sandbox.New(sandbox.Config{
		Token: token, Limits: limits, RTT: 4 * time.Millisecond,
		Users: []sandbox.User{{ID: host, FirstName: "Host"}},
		Groups: []sandbox.Group{
			{ID: group, Title: "交流群", Members: []int64{host}},
			{ID: hall, Title: "大厅", Members: []int64{host}},
			{ID: forum, Title: "论坛", Type: "supergroup", Forum: true, Members: []int64{host}},
		},
	})
	w.check(w.telegram.AddUsers(t.Context(), sandbox.NewUsers{User: sandbox.User{Started: true}, First: author, Count: members + 1}))
	wire := newWire()
	server := &http.Server{Handler: w.telegram}
	go func() { _ = server.Serve(wire) }()
	t.Cleanup(func() { w.check(w.telegram.Close()); w.check(server.Close()) })

	engine, err := embedded.Open(embedded.Options{Dir: t.TempDir(), Log: w.log, Sync: time.Second, Alone: true})
	w.check(err)
	w.store = store.ConnectThroughMany(engine.Dial, 4096, alliance.Plan{Zone: time.UTC}) // the driver waits with timers that bubbles would share
	t.Cleanup(func() { w.check(errors.Join(w.store.Close(), engine.Close())) })
	w.check(w.store.Migrations(t.Context()))
	for id := author; id <= author+int64(members); id++ {
		w.change(id, func(member *alliance.Member) { member.Language = alliance.English })
	}

	at := bot.Telegram{Token: token, URL: "http://telegram.test"}
	client := &http.Client{Transport: &http.Transport{DialContext: wire.dial, MaxIdleConnsPerHost: 100}}
	t.Cleanup(client.CloseIdleConnections)
	w.api, err = at.API(client)
	w.check(err)
	w.paced = func(pace bot.ChatPace) {
		w.sender = bot.NewSender(w.api, bot.NewLimiter(cmp.Or(int(limits.Rate), 1000), pace, time.Now), w.store, w.meter, w.log)
	}
	w.paced(bot.ChatPace{})
	w.render, err = render.New(time.UTC)
	w.check(err)
	return w
}

// dispatcher starts a dispatcher; it ends with the test, or when the function returned is called.
func (w *world) dispatcher() (wake, stop func()) {
	return w.dispatcherWith(func(*dispatch.Dispatcher) {})
}

// dispatcherWith starts one that is other than usual.
func (w *world) dispatcherWith(change func(*dispatch.Dispatcher)) (wake, stop func()) {
	w.replicas++
	dispatcher := &dispatch.Dispatcher{
		Replica: strconv.Itoa(w.replicas),
		Ledger:  w.store, Records: w.store, Dispatches: w.store, Calendar: w.store, Proposals: w.store, Latecomers: w.store, Confirmations: w.store, Members: w.store, Chats: w.store, Events: w.store, Answers: w.store, Sender: w.sender, Render: w.render,
		ICS: writeICS, Language: alliance.Chinese, Zone: time.UTC, Rate: 20, Now: w.clock.now, Meter: w.meter, Log: w.log,
	}
	change(dispatcher)
	dispatcher.Open()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- dispatcher.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); w.check(<-ended) })
	w.Cleanup(stop)
	return dispatcher.Wake, stop
}

// writeICS writes events as a calendar file.
func writeICS(events []alliance.Event, stamp time.Time) ([]byte, error) {
	var file bytes.Buffer
	err := exchange.WriteICS(&file, events, stamp)
	return file.Bytes(), err
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Error(err)
	}
}

func (w *world) change(id int64, change func(*alliance.Member)) {
	w.Helper()
	_, err := w.store.ChangeMember(w.Context(), id, change)
	w.check(err)
}

func (w *world) fault(fault sandbox.Fault) {
	w.Helper()
	_, err := w.telegram.AddFault(w.Context(), fault)
	w.check(err)
}

func (w *world) begin(begun alliance.Dispatch) {
	w.Helper()
	begun.Created = w.clock.now()
	first, err := w.store.Begin(w.Context(), begun)
	w.check(err)
	if !first {
		w.Fatalf("dispatch %s had begun before", begun.ID)
	}
}

// await waits until a dispatch is done and returns who got it.
func (w *world) await(id string) alliance.Tally {
	w.Helper()
	w.until("dispatch "+id+" is done", func() bool {
		found, err := w.store.Dispatch(w.Context(), id)
		return err == nil && found.State == alliance.Done
	})
	tally, err := w.store.Tally(w.Context(), id)
	w.check(err)
	return tally
}

// passes lets time pass.
func (w *world) passes(span time.Duration) { time.Sleep(span) }

func (w *world) until(what string, holds func() bool) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Minute)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for !holds() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			w.Fatalf("waited in vain until %s", what)
		}
	}
}

// got lists what the bot has sent to a chat.
func (w *world) got(chat int64) []sandbox.Message {
	w.Helper()
	messages, err := w.telegram.Messages(w.Context(), chat, 0)
	w.check(err)
	var got []sandbox.Message
	for _, message := range messages {
		if message.Bot {
			got = append(got, message)
		}
	}
	return got
}

// outcome is what the ledger knows of a recipient.
func (w *world) outcome(id string, chat int64) alliance.Outcome {
	w.Helper()
	outcome, err := w.store.Outcome(w.Context(), id, alliance.Place{Chat: chat})
	w.check(err)
	return outcome
}

// lecture stores an event that starts so long from now.
func (w *world) lecture(in time.Duration, change func(*alliance.Event)) alliance.Event {
	w.Helper()
	event := alliance.Event{
		ID: alliance.EventID("lecture"), UID: "lecture", Kind: alliance.Lecture, Title: "技能竞赛与教学实施", Venue: "学校报告厅",
		Start: w.clock.now().Add(in).UTC().Truncate(time.Second), Status: alliance.Planned,
	}
	if change != nil {
		change(&event)
	}
	_, err := w.store.PutEvents(w.Context(), []alliance.Event{event}, w.clock.now())
	w.check(err)
	return event
}

// reminder is the dispatch for one lead time of an event.
func reminder(event alliance.Event, lead time.Duration) alliance.Dispatch {
	return alliance.Dispatch{
		ID: "r-" + event.ID + lead.String(), Purpose: alliance.ForReminder, Event: event.ID, Start: event.Start,
		Audience: alliance.Audience{Follows: event.Kind, About: event.ID, Slots: []alliance.Slot{{Lead: lead}}, Defaults: []time.Duration{time.Hour}},
	}
}

// meter counts settlements.
type meter struct {
	mu      sync.Mutex
	settled map[string]int
}

func (m *meter) Settled(purpose alliance.Purpose, outcome alliance.Outcome) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settled[string(purpose)+" "+string(outcome.State)]++
}

func (m *meter) Sent(alliance.Priority, string, time.Duration) {}
func (m *meter) Handled(string, string, time.Duration)         {}

// wire joins the sender and the emulated Telegram without the network of the machine, which no bubble can wait for.
type wire struct {
	calls  chan net.Conn
	closed chan struct{}
	close  func()
}

func newWire() *wire {
	w := &wire{calls: make(chan net.Conn), closed: make(chan struct{})}
	w.close = sync.OnceFunc(func() { close(w.closed) })
	return w
}

func (w *wire) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case w.calls <- far:
		return near, nil
	case <-w.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case call := <-w.calls:
		return call, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error { w.close(); return nil }

func (w *wire) Addr() net.Addr { return &net.UnixAddr{Name: "telegram.test"} }

package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/exchange"
	"alliancebot/handlers"
	"alliancebot/render"
	"alliancebot/scheduler"
	"alliancebot/search"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

const chat = int64(7)

// desk is the handlers on a real store, at ten in the morning of Tuesday, 1 December 2026.
type desk struct {
	testing.TB

	store    *store.Store
	index    *search.Index
	handlers *handlers.Desk
	table    bot.Table
	now      time.Time
	render   *render.Renderer
	begun    int
	update   int64
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{TB: t, now: time.Date(2026, 12, 1, 10, 0, 0, 0, zone), update: 1000}
	log := slog.New(slog.DiscardHandler)
	engine, err := embedded.Open(embedded.Options{Dir: t.TempDir(), Log: log, Sync: time.Second})
	d.check(err)
	d.store = store.ConnectThrough(engine.Dial, alliance.Plan{Zone: zone})
	t.Cleanup(func() { d.check(errors.Join(d.store.Close(), engine.Close())) })
	d.check(d.store.Migrations(context.Background()))
	d.index = search.New(ask.Fold)
	d.render, err = render.New(zone)
	d.check(err)
	d.render.Failed = func(name string, err error) { d.Errorf("text %s: %v", name, err) }
	digests := &scheduler.Digests{
		Workdays: alliance.ChineseWorkdays(), Zone: zone, Specs: map[alliance.Digest]string{alliance.Weekly: "0 18 * * 0", alliance.Daily: "30 7 * * *"},
	}
	d.handlers = &handlers.Desk{
		Events: d.store, Index: d.index, Questions: d.store, Members: d.store, Chats: d.store, Drafts: d.store, Dispatches: d.store, Snoozes: d.store,
		Plans: d.store, Answers: d.store, Mentions: digests.Mentions, Steering: d.store, Receipts: d.store, Approvals: d.store, Sheet: exchange.Sheet, Begun: func() { d.begun++ }, Render: d.render,
		Zone: zone, Language: alliance.Chinese, Leads: []time.Duration{24 * time.Hour, time.Hour}, Quiet: alliance.Quiet{From: 22 * time.Hour, To: 7 * time.Hour}, Log: log,
		ICS: func(events []alliance.Event, stamp time.Time) ([]byte, error) {
			return fmt.Appendf(nil, "%s at %s", events[0].UID, stamp.Format(time.DateTime)), nil
		},
	}
	d.table = d.handlers.Table()
	return d
}

// pass lets time go by.
func (d *desk) pass(time time.Duration) { d.now = d.now.Add(time) }

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Error(err)
	}
}

// put stores events, and lets the index follow.
func (d *desk) put(events ...alliance.Event) {
	d.Helper()
	_, err := d.store.PutEvents(context.Background(), events, d.now)
	d.check(err)
	d.check(d.store.EveryEvent(context.Background(), func(page []alliance.Event) error {
		d.index.Put(page...)
		return nil
	}))
}

// event is one of the samples: so many days from today, at an hour.
func (d *desk) event(uid string, kind alliance.Kind, days int, hour float64, title string, change func(*alliance.Event)) alliance.Event {
	start := alliance.Day(d.now, days).From.Add(time.Duration(hour * float64(time.Hour)))
	event := alliance.Event{
		ID: alliance.EventID(uid), UID: uid, Kind: kind, Title: title, Start: start.UTC(), End: start.Add(2 * time.Hour).UTC(), Venue: "学校报告厅",
		Units: []string{"丽水市职业高级中学"}, Status: alliance.Planned,
	}
	if change != nil {
		change(&event)
	}
	return event
}

// samples are events of every sort around now, and a row of lectures that needs several pages.
func (d *desk) samples() []alliance.Event {
	events := []alliance.Event{
		d.event("ceremony", alliance.Ceremony, -1, 9, "共同体成立仪式", func(event *alliance.Event) { event.Speakers = []string{"Sang Wenyong", "Li Lijin"} }),
		d.event("class", alliance.DemonstrationClass, 0, 9, "数控车削加工示范课", func(event *alliance.Event) { event.Venue = "实训楼 203" }),
		d.event("temperature", alliance.Lecture, 0, 14, "做有“温度”、有“情怀”的专业教师", func(event *alliance.Event) {
			event.Speakers, event.Capacity, event.Deadline = []string{"Lou Haibin"}, 60, event.Start.Add(-time.Hour)
			event.Description, event.Link, event.MapLink = "讲座后安排提问 & 交流。", "https://example.org/lecture", "https://example.org/map"
		}),
		d.event("seminar", alliance.Seminar, 1, 9, "共同体未来发展研讨会", nil),
		d.event("cancelled", alliance.Visit, 1, 15, "参观机械实训基地", func(event *alliance.Event) { event.Status = alliance.Cancelled }),
		d.event("activity", alliance.AllianceActivity, 2, 13.5, "中职机械专业联盟教研活动", func(event *alliance.Event) { event.Speakers = []string{"Zhu Meifen"} }),
		d.event("robots", alliance.Training, 7, 8.5, "工业机器人操作与编程培训", func(event *alliance.Event) { event.Venue = "实训楼 301" }),
		d.event("signing", alliance.Ceremony, 40, 10, "校企合作签约仪式", func(event *alliance.Event) {
			event.Units, event.Speakers = []string{"丽水思博特精密制造有限公司"}, []string{"Huang Yi", "Li Lijin"}
		}),
	}
	for i := range 18 {
		events = append(events, d.event(fmt.Sprintf("series-%d", i), alliance.Lecture, 10+i, 19, fmt.Sprintf("“三教”改革系列讲座之%d", i+1),
			func(event *alliance.Event) { event.Speakers = []string{"Wang Gang"} }))
	}
	return events
}

// request is a request of somebody of this role in this language.
func (d *desk) request(language alliance.Language, role alliance.Role) bot.Request {
	d.update++
	member := alliance.Member{ID: chat, Name: "陈老师", Role: role, Language: language}
	return bot.Request{Update: d.update, Member: member, Role: role, Language: language, Chat: chat, Message: 70, Now: d.now}
}

// run calls the handler of a command.
func (d *desk) run(name string, request bot.Request) (bot.Reply, error) {
	d.Helper()
	at := slices.IndexFunc(d.table.Commands, func(command bot.Command) bool { return command.Name == name })
	if at < 0 {
		d.Fatalf("no command %s", name)
	}
	request.Command = name
	return d.table.Commands[at].Handle(context.Background(), request)
}

// press calls the handler of a button by its data.
func (d *desk) press(data string, request bot.Request) (bot.Reply, error) {
	d.Helper()
	verb, args, ok := alliance.ParseButtonData(data)
	at := slices.IndexFunc(d.table.Buttons, func(button bot.Button) bool { return button.Verb == verb })
	if !ok || at < 0 {
		d.Fatalf("no button %q", data)
	}
	request.Verb, request.Args = verb, args
	return d.table.Buttons[at].Handle(context.Background(), request)
}

// say answers a text as the router does: what means a command is answered as that command.
func (d *desk) say(request bot.Request) (bot.Reply, error) {
	d.Helper()
	reply, err := d.table.Text(context.Background(), request)
	if err != nil || reply.Command == "" {
		return reply, err
	}
	request.Text = ""
	return d.run(reply.Command, request)
}

// shown writes a reply as a reader would see it.
func shown(reply bot.Reply, err error) string {
	var out strings.Builder
	write := func(sort string, message alliance.Message) {
		for _, source := range message.Sources {
			fmt.Fprintf(&out, "[copy of %d in %d]\n", source.Message, source.Chat)
		}
		if len(message.Sources) == 0 {
			fmt.Fprintf(&out, "[%s]\n%s\n", sort, message.Text)
		}
		for _, row := range message.Keyboard {
			for _, button := range row {
				fmt.Fprintf(&out, "  <%s|%s%s>", button.Text, button.Data, button.URL)
			}
			out.WriteByte('\n')
		}
	}
	if err != nil {
		fmt.Fprintf(&out, "[error %s]\n", alliance.KindOf(err))
	}
	if reply.Toast != "" {
		fmt.Fprintf(&out, "[toast, alert %v] %s\n", reply.Alert, reply.Toast)
	}
	if reply.Edit != nil {
		write(strings.TrimSuffix(fmt.Sprintf("edit of %d", reply.EditID), " of 0"), *reply.Edit)
	}
	if reply.Document != nil {
		fmt.Fprintf(&out, "[file %s] %s\n", reply.Document.Name, reply.Document.Bytes)
	}
	for _, message := range reply.Messages {
		write("message", message)
	}
	if reply.Document != nil {
		fmt.Fprintf(&out, "[document %s]\n", reply.Document.Name)
	}
	return out.String()
}

// sendable checks that Telegram would take a reply (Bot API, sendMessage and InlineKeyboardButton).
func (d *desk) sendable(what string, reply bot.Reply) {
	d.Helper()
	messages := slices.Clone(reply.Messages)
	if reply.Edit != nil {
		messages = append(messages, *reply.Edit)
	}
	if len(messages) == 0 && reply.Document == nil && reply.Toast == "" {
		d.Errorf("%s: no answer at all", what)
	}
	if len([]rune(reply.Toast)) > 200 {
		d.Errorf("%s: toast of %d characters", what, len([]rune(reply.Toast)))
	}
	for _, message := range messages {
		if length := render.Units(render.Plain(message)); length == 0 && len(message.Sources) == 0 || length > 4096 {
			d.Errorf("%s: a text of %d units", what, length)
		}
		for _, row := range message.Keyboard {
			for _, button := range row {
				if button.Text == "" || button.Data == "" == (button.URL == "") || len(button.Data) > alliance.DataLimit {
					d.Errorf("%s: button %+v", what, button)
				}
			}
		}
	}
}

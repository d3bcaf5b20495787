package handlers_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

var update = flag.Bool("update", false, "write the golden files anew")

// book is what is shown, scene by scene.
type book struct {
	*desk
	strings.Builder
}

func (b *book) scene(title string, reply bot.Reply, err error) {
	if err == nil {
		b.sendable(title, reply)
	}
	fmt.Fprintf(b, "=== %s\n%s\n", title, shown(reply, err))
}

// TestEverythingSaid holds every command, button and question, in both languages, to golden files.
func TestEverythingSaid(t *testing.T) {
	for _, language := range alliance.Languages() {
		for name, scenes := range map[string]func(*book, alliance.Language){
			"commands": commands, "questions": questions, "settings": settings, "compose": composing, "audience": audiences, "schedule": schedules,
			"groups": groups, "steer": steering, "amend": amending, "approval": approving, "receipts": receipts, "plans": planning, "excuses": excuses, "empty": empty,
		} {
			t.Run(string(language)+"/"+name, func(t *testing.T) {
				b := &book{desk: newDesk(t)}
				if name != "empty" {
					b.put(b.samples()...)
				}
				scenes(b, language)
				golden(t, filepath.Join("testdata", string(language), name+".golden"), b.String())
			})
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	lines, wanted := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(lines), len(wanted)) {
		if lines[i] != wanted[i] {
			t.Fatalf("%s:%d:\n got %s\nwant %s", path, i+1, lines[i], wanted[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(lines), len(wanted))
}

// commands are all commands but those of conversations.
func commands(b *book, language alliance.Language) {
	for name := range strings.FieldsSeq("start today tomorrow week nextweek month upcoming lectures seminars activities find my language help about experts units cancel") {
		reply, err := b.run(name, b.request(language, alliance.Ordinary))
		b.scene("/"+name, reply, err)
	}
	fresh := b.request(language, alliance.Ordinary)
	fresh.New = true
	reply, err := b.run("start", fresh)
	b.scene("/start for the first time", reply, err)
	for _, role := range []alliance.Role{alliance.Organiser, alliance.Owner} {
		reply, err := b.run("help", b.request(language, role))
		b.scene("/help as "+string(role), reply, err)
	}
	group := b.request(language, alliance.Guest)
	group.Group = true
	reply, err = b.run("help", group)
	b.scene("/help in a group", reply, err)
	for _, text := range []string{"机器人", "三教", "Wang Gang", "下周的讲座", "没有这样的活动", "robot"} {
		request := b.request(language, alliance.Ordinary)
		request.Text = text
		reply, err := b.run("find", request)
		b.scene("/find "+text, reply, err)
	}
	for id := int64(1); id <= 3; id++ {
		_, err := b.store.ChangeMember(context.Background(), id, func(member *alliance.Member) {
			if id == 3 {
				member.Unreachable = "blocked"
			}
		})
		b.check(err)
	}
	reply, err = b.run("stats", b.request(language, alliance.Organiser))
	b.scene("/stats", reply, err)
	for _, uid := range []string{"temperature", "class", "cancelled", "no such event"} {
		reply, err = b.press(alliance.ButtonData("event", alliance.EventID(uid)), b.request(language, alliance.Ordinary))
		b.scene("card of "+uid, reply, err)
	}
	cardButtons(b, language)
}

// cardButtons presses the buttons of cards, alone and in a group.
func cardButtons(b *book, language alliance.Language) {
	press := func(title, data string, change func(*bot.Request)) {
		request := b.request(language, alliance.Ordinary)
		change(&request)
		reply, err := b.press(data, request)
		b.scene(title, reply, err)
	}
	mine, lecture, training := func(*bot.Request) {}, alliance.EventID("temperature"), alliance.EventID("robots")
	press("remind of a training", alliance.ButtonData("remind", training, "on"), mine)
	press("remind of a lecture of today", alliance.ButtonData("remind", lecture, "on"), mine)
	press("mute a lecture on its card", alliance.ButtonData("remind", lecture, "off"), mine)
	press("mute a training under its reminder", alliance.ButtonData("mute", training), mine)
	press("remind, pressed in a group", alliance.ButtonData("remind", training, "on"), func(request *bot.Request) { request.Group = true })
	press("remind, pressed by a guest in a group", alliance.ButtonData("remind", training, "on"), func(request *bot.Request) {
		request.Group, request.Role, request.Member.Role = true, alliance.Guest, alliance.Guest
	})
	for _, snooze := range []string{"10m", "1h", "morning", "forever"} {
		press("snooze "+snooze, alliance.ButtonData("snooze", lecture, snooze), mine)
	}
	press("calendar", alliance.ButtonData("ics", lecture), mine)
	press("calendar of what is gone", alliance.ButtonData("ics", "gone"), mine)
	press("remind without arguments", alliance.ButtonData("remind"), mine)
	_, err := b.store.ChangeMember(context.Background(), chat, func(member *alliance.Member) { member.Leads = []time.Duration{} })
	b.check(err)
	press("remind without a time", alliance.ButtonData("remind", training, "on"), mine)
	_, err = b.store.ChangeMember(context.Background(), chat, func(member *alliance.Member) { member.Leads = []time.Duration{7 * 24 * time.Hour} })
	b.check(err)
	press("remind too late", alliance.ButtonData("remind", lecture, "on"), mine)
}

// questions are texts of all sorts.
func questions(b *book, language alliance.Language) {
	texts := []string{
		"今天有什么活动？", "明天呢", "这周有什么讲座？", "下周三", "12月有哪些活动", "下一场讲座是什么时候？", "最后一场讲座", "Wang Gang 什么时候来",
		"王老师的课", "丽水思博特精密制造有限公司的活动", "机器人", "12月关于机器人的活动", "12月关于火箭的活动", "有什么关于机器人的活动", "参观", "明年的培训",
		"What's on today?", "lectures next week", "when is the next seminar", "robots", "anything by Huang Yi?",
		"你好", "谢谢", "hello", "thanks", "帮助", "你是谁", "设置", "我的提醒", "my reminders", "专家", "阿巴阿巴", "？？？", "",
	}
	for _, text := range texts {
		request := b.request(language, alliance.Ordinary)
		request.Text = text
		reply, err := b.say(request)
		b.scene(fmt.Sprintf("“%s”", text), reply, err)
	}
	media := b.request(language, alliance.Ordinary)
	media.Media = true
	reply, err := b.say(media)
	b.scene("a picture", reply, err)
	long := b.request(language, alliance.Ordinary)
	long.Text = strings.Repeat("讲座", 300)
	reply, err = b.say(long)
	b.scene("a long text", reply, err)
}

// settings presses one button of each sort, twice: the second time nothing more changes. Then buttons that are no more, or never
// were.
func settings(b *book, language alliance.Language) {
	member := func() bot.Request {
		request := b.request(language, alliance.Ordinary)
		stored, err := b.store.ChangeMember(context.Background(), chat, func(*alliance.Member) {})
		b.check(err)
		request.Member = stored
		return request
	}
	_, err := b.store.ChangeMember(context.Background(), chat, func(member *alliance.Member) { member.Language = language })
	b.check(err)
	reply, err := b.run("settings", member())
	b.scene("/settings", reply, err)
	for _, data := range []string{
		"1:set:kind:0:off", "1:set:kind:4:on", "1:set:kind:0:on", "1:set:lead:60:off", "1:set:lead:10080:on", "1:set:lead:1440:off", "1:set:lead:10080:off",
		"1:set:lang:en", "1:set:lang:zh",
	} {
		reply, err := b.press(data, member())
		b.scene(data, reply, err)
		if again, err := b.press(data, member()); shown(again, err) != shown(reply, err) {
			b.Errorf("%s handled twice:\n%s\nonce:\n%s", data, shown(again, err), shown(reply, err))
		}
	}
	for _, data := range []string{
		"1:set:quiet:2300-0800", "1:set:quiet:0000-0000", "1:set:quiet:2200-0700", "1:set:quiet:2500-0700", "1:set:quiet:x",
		"1:set:digest:daily:on", "1:set:digest:weekly:off", "1:set:digest:hourly:on",
		"1:set:times", "1:set:at:daily:1800", "1:set:at:daily:1800", "1:set:show", "1:set:digest:weekly:on", "1:set:times", "1:set:at:weekly:fri1700", "1:set:at:daily:usual",
		"1:set:show", "1:set:at:daily:fri1700", "1:set:at:daily:", "1:set:at:hourly:usual", "1:set:at:daily",
	} {
		reply, err := b.press(data, member())
		b.scene(data, reply, err)
	}
	typed(b, member, "leads", "随便", "3天 40天", "不提醒 1天", "3d 1d 2h 15m")
	typed(b, member, "hours", "随便", "22:30-22:30", "22:30-22:20", "晚上10点40分到早上7点05分")
	b.put(b.event("robots", alliance.Training, 7, 8.5, "工业机器人操作与编程培训", func(event *alliance.Event) { event.Leads = []time.Duration{48 * time.Hour} }))
	b.check(b.store.Snooze(context.Background(), alliance.EventID("temperature"), chat, b.now.Add(time.Hour)))
	b.check(b.store.Snooze(context.Background(), alliance.EventID("class"), chat, b.now.Add(time.Hour))) // which has begun
	for _, text := range []string{"reminders", "提醒"} {
		request := member()
		request.Text = text
		reply, err := b.run("my", request)
		b.scene("/my "+text, reply, err)
	}
	reply, err = b.run("my", member())
	b.scene("/my", reply, err)
	for _, data := range []string{
		"1:set:kind:0", "1:set:lead:60", // of a program whose buttons did not say what is wanted
		"1:set:kind:10:on", "1:set:kind:-1:on", "1:set:kind:0:maybe", "1:set:lead:7:on", "1:set:lang:fr", "1:set:role:owner", "1:set:kind", "1:set",
	} {
		reply, err := b.press(data, member())
		b.scene(data, reply, err)
	}
}

// typed presses the button for something to be written, and writes it; only the last text is taken.
func typed(b *book, member func() bot.Request, what string, texts ...string) {
	reply, err := b.press("1:set:"+what, member())
	b.scene("own "+what, reply, err)
	at := slices.IndexFunc(b.table.Commands, func(command bot.Command) bool { return command.Name == "settings" })
	for i, text := range texts {
		request := member()
		request.Text = text
		reply, err := b.table.Commands[at].Resume(context.Background(), request)
		b.scene("own "+what+": "+text, reply, err)
		_, err = b.store.Draft(context.Background(), chat)
		if waits := err == nil; waits != (i < len(texts)-1) {
			b.Errorf("after %s: the chat waits for more: %v", text, waits)
		}
	}
}

// excuses are what is said where nobody answers.
func excuses(b *book, language alliance.Language) {
	request := b.request(language, alliance.Ordinary)
	for _, command := range []string{"", "nonsense", "今天", strings.Repeat("x", 4000)} {
		request.Command = command
		b.scene("unknown command "+command[:min(len(command), 20)], bot.Say(b.table.Excuse(request, bot.UnknownCommand)), nil)
	}
	for _, excuse := range []bot.Excuse{bot.NotAllowed, bot.OldButton, bot.PrivateOnly} {
		message := b.table.Excuse(request, excuse)
		b.scene(string(excuse), bot.Reply{Messages: []alliance.Message{message}, Toast: b.table.Toast(message)}, nil)
	}
	for _, kind := range []alliance.ErrorKind{alliance.Invalid, alliance.NotFound, alliance.Forbidden, alliance.Conflict, alliance.Unavailable, alliance.Internal, "new"} {
		message := b.table.Sorry(request, kind)
		b.scene("error "+string(kind), bot.Reply{Messages: []alliance.Message{message}, Toast: b.table.Toast(message)}, nil)
	}
}

// empty asks where there is nothing.
func empty(b *book, language alliance.Language) {
	for name := range strings.FieldsSeq("today upcoming lectures experts units") {
		reply, err := b.run(name, b.request(language, alliance.Ordinary))
		b.scene("/"+name, reply, err)
	}
	for _, text := range []string{"下一场讲座是什么时候？", "最后一场讲座", "机器人"} {
		request := b.request(language, alliance.Ordinary)
		request.Text = text
		reply, err := b.say(request)
		b.scene(text, reply, err)
	}
}

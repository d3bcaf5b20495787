package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// FuzzButtons presses every button with arguments of all sorts: no panic, only errors that say what is wrong, and only answers
// that Telegram takes.
func FuzzButtons(f *testing.F) {
	d := newDesk(f)
	d.put(d.samples()...)
	for _, seed := range []string{
		"", ":", "1:htleo:hujuo:0:month", "900:htleo:hujuo:zz:upcoming", "1:0:zzzzzzz:0:x", "1:-1:1:0:", "1:1:0:0:today", "0:0:1:0:today", "1:0:1:-1:today",
		"99999999999999999999:1:2:3:4", "1:htleo:hujuo:0:date", "1:htleo:hujuo:0:", "2:Wang Gang", "1:", "x:x", "1001:讲座", "1:下一场讲座", "1:你好", "1:设置",
		"kind:0", "kind:0:on", "kind:99:on", "lead:60:off", "lead:-60:on", "lang:en", "lang:", "send:x", "cancel:x", "bcercpqe2mqd", "../../etc", "send:" + strings.Repeat("x", 60),
		"1:" + strings.Repeat("讲", 17), "\x00:\xff",
		"x:send", "x:cancel", "x:test", "x:page:unit:in:99", "x:page:unit:ex:-1", "x:in:kind:on:-1", "x:in:role:on:king", "x:ex:of:on:a:reached", "x:in:of:on:a:all",
		"x:event:htleo:2h", "x:place:chat:on:-5", "x:place:topic:off:-5/7", "x:members:off", "x:page:topic:-5:2", "x:page:chat:in:9", "x:event:a:-1ns", "x:version:en:on", "x:links:off", "x:until:off", "x:now", "x:receipt:on", "a:recall:yes", "a:details", "a:show", "a:list",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, args string) {
		d.TB = t
		for _, button := range d.table.Buttons {
			data := alliance.ButtonData(button.Verb, args)
			_, parsed, ok := alliance.ParseButtonData(data)
			if !ok {
				continue // the router refuses it
			}
			request := d.request(alliance.English, alliance.Owner)
			request.Verb, request.Args = button.Verb, parsed
			d.check(d.store.SetDraft(context.Background(), chat, alliance.Draft{
				ID: "x", Command: "broadcast", Dispatch: alliance.Dispatch{Content: alliance.Content{Text: "通知"}},
			}))
			reply, err := button.Handle(context.Background(), request)
			d.judge(data, reply, err)
		}
	})
}

// FuzzTexts asks all sorts of questions, as text and after commands.
func FuzzTexts(f *testing.F) {
	d := newDesk(f)
	d.put(d.samples()...)
	for _, seed := range []string{
		"", "下周的讲座", "Wang Gang", "1965年", "9999年12月31日", "公元前", "<b>", "a:b", "最后", "下一场", "\x00\xff", strings.Repeat("讲座", 400), "😀",
		"3月32日", "2026-02-30", "明年今天", strings.Repeat("下周", 100), "http://example.org", "*_[]()~`>#+-=|{}.!",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		request := d.request(alliance.Chinese, alliance.Owner)
		request.Text = text
		d.TB = t
		reply, err := d.say(request)
		d.judge(text, reply, err)
		for _, name := range []string{"find", "broadcast", "start", "today"} {
			reply, err := d.run(name, request)
			d.judge("/"+name+" "+text, reply, err)
		}
	})
}

// FuzzCompose writes all sorts of texts at every step of composing a broadcast, and sends what comes of it.
func FuzzCompose(f *testing.F) {
	d := newDesk(f)
	d.put(d.samples()...)
	_, err := d.store.ChangeMember(context.Background(), 1, func(member *alliance.Member) { member.Unit = "学校" })
	d.check(err)
	for _, seed := range []string{
		"", "明早8点", "活动前两小时", "提前0小时", "1965年8点", "9999年12月31日8点", "讲座", "报名 https://example.org", "a b http://", "\x00\xff https://a.b", "<b>",
		strings.Repeat("表 https://example.org/\n", 20), strings.Repeat("长", 5000), "前 天", "2 hours before", "http://example.org/ x", "😀 https://example.org/😀",
	} {
		f.Add(seed)
	}
	compose := slices.IndexFunc(d.table.Commands, func(command bot.Command) bool { return command.Resume != nil })
	f.Fuzz(func(t *testing.T, text string) {
		d.TB = t
		for _, waits := range []string{"content", "time", "event", "until", "links", "text", "new"} {
			for _, task := range []alliance.Task{alliance.Say, alliance.Edit} {
				dispatch := alliance.Dispatch{Task: task, Content: alliance.Content{Text: "通知"}, Ahead: time.Hour}
				draft := alliance.Draft{ID: "1", Command: "broadcast", Waits: waits, Version: alliance.English, Dispatch: dispatch}
				d.check(d.store.SetDraft(context.Background(), chat, draft))
				request := d.request(alliance.Chinese, alliance.Owner)
				request.Text = text
				reply, err := d.table.Commands[compose].Resume(context.Background(), request)
				d.judge(waits+" "+text, reply, err)
			}
		}
	})
}

// judge holds an answer to what every answer must keep to.
func (d *desk) judge(what string, reply bot.Reply, err error) {
	d.Helper()
	if err != nil {
		if kind := alliance.KindOf(err); !slices.Contains([]alliance.ErrorKind{alliance.Invalid, alliance.NotFound}, kind) {
			d.Errorf("%q: %s: %v", what, kind, err)
		}
		return
	}
	d.sendable(what, reply)
}

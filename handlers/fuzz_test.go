package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"

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
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, args string) {
		for _, button := range d.table.Buttons {
			data := alliance.ButtonData(button.Verb, args)
			_, parsed, ok := alliance.ParseButtonData(data)
			if !ok {
				continue // the router refuses it
			}
			request := d.request(alliance.English, alliance.Owner)
			request.Verb, request.Args = button.Verb, parsed
			reply, err := button.Handle(context.Background(), request)
			d.TB = t
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

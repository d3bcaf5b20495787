package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// ask answers a text in the chat, in one message.
func (d *desk) ask(t *testing.T, language alliance.Language, text string) alliance.Message {
	t.Helper()
	request := d.request(language, alliance.Ordinary)
	request.Text = text
	reply, err := d.say(request)
	if err == nil {
		d.sendable(text, reply)
	}
	return only(t, reply, err)
}

// heading is the first line of a message.
func heading(message alliance.Message) string {
	first, _, _ := strings.Cut(render.Plain(message), "\n")
	return first
}

// TestConversation: what goes on from a question replaces only what it names.
func TestConversation(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for _, step := range []struct{ text, want string }{
		{"那下周呢？", "下周（12月7日–13日）的活动，4 场"}, // from nothing
		{"下周有什么讲座？", "下周（12月7日–13日）的讲座，3 场"},
		{"那本周呢？", "本周（11月30日–12月6日）的讲座，1 场"},
		{"研讨会呢？", "本周（11月30日–12月6日）的研讨会，1 场"},
		{"在哪？", "本周（11月30日–12月6日）的研讨会，1 场"},
		{"那明天呢", "明天（12月2日周三）的研讨会，1 场"},
		{"下午呢", "明天下午（12月2日周三 12:00–18:00）没有研讨会。"},
		{"活动呢", "明天下午（12月2日周三 12:00–18:00）的活动，1 场"},
		{"Wang Gang 下周讲什么", "下周（12月7日–13日）与“Wang Gang”有关的活动，3 场"},
		{"Lou Haibin呢", "下周（12月7日–13日）没有与“Lou Haibin”有关的活动。"},
		{"今天呢", "今天（12月1日周二）与“Lou Haibin”有关的活动，1 场"},
		{"谢谢", "不客气！"},
		{"几点？", "今天（12月1日周二）与“Lou Haibin”有关的活动，1 场"},
		{"今天有什么活动", "今天（12月1日周二）的活动，2 场"},
	} {
		if got := heading(d.ask(t, alliance.Chinese, step.text)); !strings.HasPrefix(got, step.want) {
			t.Errorf("%s: %s, want %s", step.text, got, step.want)
		}
	}
	other := d.request(alliance.Chinese, alliance.Ordinary)
	other.Chat, other.Text = chat+1, "那下周呢"
	reply, err := d.say(other)
	if got := heading(only(t, reply, err)); got != "下周（12月7日–13日）的活动，4 场" {
		t.Errorf("another chat goes on from this one's question: %s", got)
	}
}

// TestAskedFirst: the answer leads with what was asked.
func TestAskedFirst(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for text, want := range map[string]string{
		"明天的研讨会在哪？":                             "明天（12月2日周三）的研讨会，1 场\n\n📍 学校报告厅\n1. ",
		"今天的讲座谁讲":                               "今天（12月1日周二）的讲座，1 场\n\n👤 Lou Haibin\n1. ",
		"今天的讲座几点":                               "今天（12月1日周二）的讲座，1 场\n\n📅 12月1日（周二）14:00–16:00\n1. ",
		"下一场研讨会几点":                              "下一场研讨会\n📅 12月2日（周三）09:00–11:00\n\n共同体未来发展研讨会",
		"下一场研讨会谁讲":                              "下一场研讨会\n👤 主讲人未注明\n\n共同体未来发展研讨会",
		"When is the next lecture?":             "Next lecture\n📅 Tue 1 Dec, 14:00–16:00\n\n做有",
		"how many lectures are there next week": "Next week (7–13 Dec): 3 lectures\n",
	} {
		language := alliance.Chinese
		if text[0] < 0x80 {
			language = alliance.English
		}
		if got := render.Plain(d.ask(t, language, text)); !strings.HasPrefix(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestTurns presses the buttons that ask the same in another way.
func TestTurns(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for _, c := range []struct{ text, button, want string }{
		{"本周的讲座", "下周 ›", "下周（12月7日–13日）的讲座，3 场"},
		{"本周的讲座", "‹ 上周", "上周（11月23日–29日）没有讲座。"},
		{"今天有什么", "明天 ›", "明天（12月2日周三）的活动，2 场（其中 1 场已取消）"},
		{"本月的讲座", "下月 ›", "下月（2027年1月1日–31日）没有讲座。"},
		{"下周三", "12月10日（周四） ›", "12月10日（周四）没有活动。"},
		{"本周的讲座", "不限类型", "本周（11月30日–12月6日）的活动，6 场（其中 1 场已取消）"},
		{"本周的讲座", "不限时间", "接下来的讲座，19 场"},
		{"Wang Gang 本周的讲座", "不限人物", "本周（11月30日–12月6日）的讲座，1 场"},
		{"本周关于火箭的讲座", "不限主题", "本周（11月30日–12月6日）的讲座，1 场"},
		{"下一场讲座", "查看全部", "接下来的讲座，19 场"},
	} {
		data := key(d.ask(t, alliance.Chinese, c.text), c.button)
		if data == "" {
			t.Errorf("%s: no button %s", c.text, c.button)
			continue
		}
		reply, err := d.press(data, d.request(alliance.Chinese, alliance.Ordinary))
		if got := heading(only(t, reply, err)); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.text, c.button, got, c.want)
		}
	}
	turned := d.ask(t, alliance.Chinese, "那研讨会呢")
	if got := heading(turned); got != "接下来的研讨会，1 场" {
		t.Errorf("after a button: %s", got)
	}
}

// TestExamples: every example of what can be asked is understood, and is answered with what it asks for.
func TestExamples(t *testing.T) {
	for _, language := range alliance.Languages() {
		full, empty := newDesk(t), newDesk(t)
		full.put(full.samples()...)
		for _, d := range []*desk{full, empty} {
			examples := 0
			for line := range strings.Lines(render.Plain(d.ask(t, language, "阿巴阿巴"))) {
				example, isExample := strings.CutPrefix(strings.TrimSpace(line), "· ")
				if !isExample {
					continue
				}
				examples++
				answer := heading(d.ask(t, language, example))
				if strings.HasPrefix(answer, "抱歉") || strings.HasPrefix(answer, "Sorry") {
					t.Errorf("%s is not understood", example)
				}
				if none := strings.Contains(answer, "没有") || strings.Contains(answer, ": no "); none && d == full {
					t.Errorf("%s: %s", example, answer)
				}
			}
			if examples != 3 {
				t.Errorf("%d examples", examples)
			}
		}
	}
}

// TestInline offers events in pages, in the language of whoever asks, and what is near where nothing fits.
func TestInline(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	offers := func(language alliance.Language, text, offset string) bot.Offers {
		request := d.request(language, alliance.Guest)
		request.Chat, request.Inline, request.Text, request.Offset, request.Bot = 0, true, text, offset, "sample_bot"
		found, err := d.table.Inline(context.Background(), request)
		d.check(err)
		return found
	}
	for _, c := range []struct {
		text, offset string
		want         int
		next         string
	}{
		{"", "", 20, "2"},
		{"", "2", 5, ""},
		{"下周讲座", "", 3, ""},
		{"lectures next week", "", 3, ""},
		{"机器人", "", 1, ""},
		{"下周三", "", 3, ""},
		{"阿巴阿巴", "", 0, ""},
		{"", "x", 20, "2"},
		{"", "-1", 20, "2"},
		{"", "99999999", 20, "2"},
		{strings.Repeat("讲座", 300), "", 0, ""},
	} {
		found := offers(alliance.Chinese, c.text, c.offset)
		if len(found.Offers) != c.want || found.Next != c.next {
			t.Errorf("%q from %q: %d offers and next %q, want %d and %q", c.text, c.offset, len(found.Offers), found.Next, c.want, c.next)
		}
		var ids []string
		for _, offer := range found.Offers {
			ids = append(ids, offer.ID)
			d.sendable(c.text, bot.Say(offer.Message))
			link := offer.Message.Keyboard[len(offer.Message.Keyboard)-1][0].URL
			if offer.Title == "" || offer.Description == "" || link != "https://t.me/sample_bot?start=event-"+offer.ID {
				t.Errorf("offer %+v", offer)
			}
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != len(found.Offers) {
			t.Errorf("%q: an offer twice", c.text)
		}
	}
	seminar := offers(alliance.English, "明天研讨会", "").Offers[0]
	if seminar.Title != "共同体未来发展研讨会" || seminar.Description != "Wed 2 Dec, 09:00–11:00, 学校报告厅" {
		t.Errorf("offer %q, %q", seminar.Title, seminar.Description)
	}
	start := d.request(alliance.Chinese, alliance.Ordinary)
	start.Text = "event-" + seminar.ID
	reply, err := d.run("start", start)
	if got := heading(only(t, reply, err)); got != seminar.Title {
		t.Errorf("the link opens %s", got)
	}
	start.New, start.Text = true, "event-nothing"
	reply, err = d.run("start", start)
	if err != nil || len(reply.Messages) != 2 {
		t.Errorf("a link to nothing: %+v, %v", reply, err)
	}
}

// TestTopicEnds: after ten minutes nothing goes on from what was asked.
func TestTopicEnds(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	d.ask(t, alliance.Chinese, "下周的讲座")
	d.pass(11 * time.Minute)
	if got := heading(d.ask(t, alliance.Chinese, "那本周呢")); got != "本周（11月30日–12月6日）的活动，6 场（其中 1 场已取消）" {
		t.Errorf("after eleven minutes: %s", got)
	}
}

// TestUnusualQuestions: questions that were once answered with their opposite, or with something else.
func TestUnusualQuestions(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for text, want := range map[string]string{
		"除了Wang Gang的讲座":    "接下来的讲座（不含“Wang Gang”），1 场",
		"下周除了Wang Gang还有谁讲": "下周（12月7日–13日）的活动（不含“Wang Gang”），1 场",
		"我关注的活动":            "接下来您关注的活动，21 场",
		"关于量子力学的":           "目前没有与“量子力学”有关的活动。",
		"有没有焊接的培训":          "目前没有与“焊接”有关的培训。",
		"11月30日以来的活动":       "11月30日起的活动，26 场",
		"前天的活动":             "前天（11月29日周日）没有活动。",
	} {
		if got := heading(d.ask(t, alliance.Chinese, text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	d.ask(t, alliance.Chinese, "下周有什么讲座")
	if got := d.ask(t, alliance.Chinese, "那谢谢了"); !strings.HasPrefix(got.Text, "不客气") {
		t.Errorf("thanks: %s", got.Text)
	}
	if got := render.Plain(d.ask(t, alliance.Chinese, "那2月30日呢")); !strings.Contains(got, "2月28日（周日）没有讲座") {
		t.Errorf("no such day: %s", got)
	}
	if got := events(d.ask(t, alliance.Chinese, "前天的活动")); len(got) == 0 || got[0] != alliance.EventID("ceremony") {
		t.Errorf("nearest to a past day: %v", got)
	}
}

// TestMuteSeries: the button under a reminder mutes the whole series and leaves the reminder as it is; the one on a card shows what has come
// of it and takes it back; what is of no series any more is said to be an old button.
func TestMuteSeries(t *testing.T) {
	d := newDesk(t)
	weekly := d.event("weekly", alliance.Lecture, 3, 14, "每周讲座", func(event *alliance.Event) { event.Series = "weekly" })
	next := d.event("next", alliance.Lecture, 10, 14, "每周讲座", func(event *alliance.Event) { event.Series = "weekly" })
	d.put(weekly, next)
	presses := func(comes, under string) (bot.Reply, alliance.Member) {
		t.Helper()
		member, err := d.store.Member(context.Background(), chat)
		if alliance.KindOf(err) != alliance.NotFound {
			d.check(err)
		}
		request := d.request(alliance.Chinese, alliance.Ordinary)
		request.Member.Wishes = member.Wishes
		reply, err := d.press(alliance.ButtonData(render.SeriesVerb, weekly.ID, comes, under), request)
		d.check(err)
		member, err = d.store.Member(context.Background(), chat)
		d.check(err)
		return reply, member
	}
	reply, member := presses(render.On, render.UnderReminder)
	if reply.Edit != nil || !strings.Contains(reply.Toast, "已静音整个系列") || !member.Mutes(next.ID, next.SeriesID()) {
		t.Errorf("muted: %+v, %+v", reply, member)
	}
	request := d.request(alliance.Chinese, alliance.Ordinary)
	request.Member.Wishes = member.Wishes
	card, err := d.press(alliance.ButtonData(render.EventVerb, next.ID), request)
	d.check(err)
	if got := shown(card, nil); !strings.Contains(got, "✓ 静音系列") || strings.Contains(got, "✓ 提醒我") {
		t.Errorf("the card of another one shows\n%s", got)
	}
	reply, member = presses(render.Off, render.UnderCard)
	if reply.Edit == nil || member.Mutes(next.ID, next.SeriesID()) || !strings.Contains(reply.Toast, "已恢复") {
		t.Errorf("taken back: %+v, %+v", reply, member)
	}
	weekly.Series = ""
	d.put(weekly) // as from a table without that column
	if _, member := presses(render.On, render.UnderReminder); !member.Mutes(next.ID, next.SeriesID()) {
		t.Errorf("a source that says nothing of it took the event out of its series: %+v", member)
	}
	weekly = d.event("single", alliance.Lecture, 3, 14, "单独讲座", nil)
	d.put(weekly)
	if reply, _ := presses(render.On, render.UnderReminder); !reply.Alert {
		t.Errorf("of what is of no series: %+v", reply)
	}
}

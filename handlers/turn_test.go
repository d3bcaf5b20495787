package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// only is the one message of a reply, said anew or as an edit.
func only(t *testing.T, reply bot.Reply, err error) alliance.Message {
	t.Helper()
	switch {
	case err != nil:
		t.Fatal(err)
	case reply.Edit != nil && len(reply.Messages) == 0:
		return *reply.Edit
	case len(reply.Messages) != 1:
		t.Fatalf("got %d messages", len(reply.Messages))
	}
	return reply.Messages[0]
}

// events are the ids of the events that a list can open.
func events(message alliance.Message) []string {
	var ids []string
	for _, row := range message.Keyboard {
		if id, ok := strings.CutPrefix(row[0].Data, "1:event:"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// key is the data of the button with this text; "" where there is none.
func key(message alliance.Message, text string) string {
	for _, row := range message.Keyboard {
		for _, button := range row {
			if button.Text == text {
				return button.Data
			}
		}
	}
	return ""
}

// TestPaging turns the pages of every sort of list, to the end and back: each event is on one page, and going back shows what
// was there.
func TestPaging(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	command := func(name, text string) func() (bot.Reply, error) {
		return func() (bot.Reply, error) {
			request := d.request(alliance.Chinese, alliance.Ordinary)
			request.Text = text
			return d.run(name, request)
		}
	}
	question := func(text string) func() (bot.Reply, error) {
		return func() (bot.Reply, error) {
			request := d.request(alliance.Chinese, alliance.Ordinary)
			request.Text = text
			return d.say(request)
		}
	}
	for name, c := range map[string]struct {
		begin func() (bot.Reply, error)
		want  int
	}{
		"upcoming":                {command("upcoming", ""), 25},
		"lectures":                {command("lectures", ""), 19},
		"month":                   {command("month", ""), 24},
		"find":                    {command("find", "三教"), 18},
		"find a person":           {command("find", "Wang Gang"), 18},
		"a span":                  {question("12月的讲座"), 19},
		"several kinds":           {question("12月有哪些讲座和培训"), 20},
		"a person":                {question("Wang Gang 的讲座"), 18},
		"subject words":           {question("三教改革"), 18},
		"subject words of a span": {question("12月关于系列的讲座"), 18},
		"english":                 {question("lectures in December"), 19},
	} {
		t.Run(name, func(t *testing.T) {
			reply, err := c.begin()
			var pages []alliance.Message
			var all []string
			for {
				page := only(t, reply, err)
				pages, all = append(pages, page), append(all, events(page)...)
				next := key(page, "›")
				if next == "" {
					break
				}
				reply, err = d.press(next, d.request(alliance.Chinese, alliance.Ordinary))
				if reply.Edit == nil {
					t.Fatal("another page is a message of its own")
				}
			}
			if distinct := slices.Compact(slices.Sorted(slices.Values(all))); len(distinct) != c.want || len(all) != c.want {
				t.Errorf("%d events on %d pages, %d of them different, want %d", len(all), len(pages), len(distinct), c.want)
			}
			for i := len(pages) - 2; i >= 0; i-- {
				reply, err = d.press(key(pages[i+1], "‹"), d.request(alliance.Chinese, alliance.Ordinary))
				if page := only(t, reply, err); page.Text != pages[i].Text || !slices.Equal(events(page), events(pages[i])) {
					t.Errorf("back on page %d: %s", i+1, page.Text)
				}
			}
			if len(pages) < 2 {
				return
			}
			reply, err = d.press(key(pages[0], fmt.Sprintf("1/%d", len(pages))), d.request(alliance.Chinese, alliance.Ordinary))
			if page := only(t, reply, err); page.Text != pages[0].Text {
				t.Errorf("the page's own button shows %s", page.Text)
			}
		})
	}
}

// TestPagesThatAreGone: a button for a page that does not exist any more shows the last one.
func TestPagesThatAreGone(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	first, err := d.run("upcoming", d.request(alliance.Chinese, alliance.Ordinary))
	last := strings.Replace(key(only(t, first, err), "›"), ":2:", ":900:", 1)
	page := func() alliance.Message {
		reply, err := d.press(last, d.request(alliance.Chinese, alliance.Ordinary))
		return only(t, reply, err)
	}
	if got := page(); len(events(got)) != 1 || key(got, "4/4") == "" {
		t.Errorf("got %s", got.Text)
	}
	empty := newDesk(t)
	reply, err := empty.press(last, empty.request(alliance.Chinese, alliance.Ordinary))
	if err != nil || reply.Toast == "" || !reply.Alert { // a question that was asked elsewhere
		t.Errorf("got %+v, %v", reply, err)
	}
}

// TestNearest: where nothing matches, what is shown is near what was asked for.
func TestNearest(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for text, want := range map[string][]string{
		"下周三":      {"series-0", "series-1", "series-2"}, // the ones after it
		"下周三的讲座":   {"series-0", "series-1", "series-2"},
		"明年3月的讲座":  {"series-17", "series-16", "series-15"}, // none later: those before
		"下周有技能大赛吗": {"robots", "series-0", "series-1"},      // none of the kind at all: the same week
		"明年5月有比赛吗": {"class", "temperature", "seminar"},     // nor anything then
		"昨天有讲座吗":   {"temperature", "series-0", "series-1"},
		"今天有联盟活动吗": {"activity"},
	} {
		request := d.request(alliance.Chinese, alliance.Ordinary)
		request.Text = text
		reply, err := d.say(request)
		var ids []string
		for _, uid := range want {
			ids = append(ids, alliance.EventID(uid))
		}
		if got := only(t, reply, err); !slices.Equal(events(got), ids) {
			t.Errorf("%s: got %s", text, got.Text)
		}
	}
}

// TestLongLists: lists of names and programmes that are too long for one message come in several.
func TestLongLists(t *testing.T) {
	d := newDesk(t)
	long := d.event("long", alliance.Ceremony, 1, 9, strings.Repeat("长", 200), func(event *alliance.Event) {
		for i := range 150 {
			event.Speakers = append(event.Speakers, fmt.Sprintf("Speaker of the Community %d", i))
			event.Units = append(event.Units, fmt.Sprintf("丽水市第%d职业高级中学和附属实训基地", i))
			event.Sessions = append(event.Sessions, alliance.Session{Title: strings.Repeat("议", 40), Start: event.Start, Track: "A"})
		}
	})
	d.put(long)
	for _, name := range []string{"experts", "units", "tomorrow"} {
		reply, err := d.run(name, d.request(alliance.Chinese, alliance.Ordinary))
		d.check(err)
		d.sendable(name, reply)
	}
	reply, err := d.press(alliance.ButtonData("event", long.ID), d.request(alliance.Chinese, alliance.Ordinary))
	d.check(err)
	d.sendable("card", reply)
	if len(reply.Messages) < 2 {
		t.Errorf("a programme of 150 sessions in %d message", len(reply.Messages))
	}
	request := d.request(alliance.Chinese, alliance.Ordinary)
	request.Text = strings.Repeat("火箭", 2000)
	reply, err = d.run("find", request)
	d.check(err)
	d.sendable("/find with a long text", reply)
}

func TestFind(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for text, want := range map[string]int{
		"机器人": 1, "操作 编程": 1, "情怀的专业教师": 1, "zhu meifen": 1, "丽水思博特": 1, "实训楼": 2, "提问交流": 1, "！！！": 0, "-": 0, "机器人 ！": 1,
		"共同体": 2, "火箭": 0, "😀": 0, "教师学校": 0,
	} {
		request := d.request(alliance.Chinese, alliance.Ordinary)
		request.Text = text
		reply, err := d.run("find", request)
		if got := only(t, reply, err); len(events(got)) != want {
			t.Errorf("%s: got %d, want %d: %s", text, len(events(got)), want, got.Text)
		}
	}
}

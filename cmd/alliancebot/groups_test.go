package main_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

const (
	forum   = -1000000003001
	staff   = -3002
	channel = -1000000003003
)

// groupWorld has a forum, a group and a channel, none of which the bot is in yet. The teacher administers all three.
func groupWorld(t *testing.T) *world {
	t.Helper()
	return newWorld(t, sandbox.Config{Groups: []sandbox.Group{
		{ID: forum, Title: "教研论坛", Type: "supergroup", Forum: true, Members: []int64{teacher, guest}, Without: true},
		{ID: staff, Title: "教研组", Members: []int64{teacher, guest}, Without: true},
		{ID: channel, Title: "公告栏", Type: "channel", Members: []int64{teacher}, Without: true},
	}})
}

func (w *world) stands(chat int64, status string) {
	w.t.Helper()
	if err := w.Stand(w.t.Context(), sandbox.Standing{Chat: chat, Status: status}); err != nil {
		w.t.Fatal(err)
	}
}

// pressesIn has a user press the newest button with this text in a group, and gives what the bot answers.
func (w *world) pressesIn(chat, user int64, text string) sandbox.Pressed {
	w.t.Helper()
	pressed, err := w.Press(w.t.Context(), sandbox.Press{User: user, Chat: chat, Text: text, WaitMS: int(patience.Milliseconds())})
	if err != nil || !pressed.Answered {
		w.t.Fatalf("button %q in %d: %+v, %v", text, chat, pressed, err)
	}
	return pressed
}

// TestGroupsAndTopics: the bot is added to a forum and a group; an administrator subscribes the forum in a topic, and a reminder
// comes there; the secretariat sends to members, a topic and a group that has put the bot out, and hears so.
func TestGroupsAndTopics(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := groupWorld(t)
		zone := midday(t, time.Now())
		s := w.settings().with(store).with(settings{"REMINDER_LEADS": "1h", "TIMEZONE": zone.String()})
		bot := run(t, s)
		for _, user := range []int64{teacher, guest, owner} {
			w.says(user, "/start")
		}
		w.awaits(sandbox.Awaited{Chat: owner, Contains: "您好"})
		w.stands(forum, "member")
		w.stands(staff, "member")
		topic, err := w.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Action: "open", Name: "通知"})
		if err != nil {
			t.Fatal(err)
		}
		w.subscribesForum(topic)
		bot.stop()

		lecture := occasion{"lecture", "话题里的提醒", "讲座", time.Now().In(zone).Truncate(time.Second).Add(time.Hour + 3*time.Second), days(time.Now().In(zone), 1, 12, 0), "报告厅", ""}
		succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(lecture)))
		reach(lecture.start.Add(-time.Hour))
		run(t, s)
		for _, chat := range []int64{forum, teacher, guest} {
			w.awaits(sandbox.Awaited{Chat: chat, Contains: lecture.title})
		}
		if told := w.told(forum, lecture.title); len(told) != 1 || told[0].Topic != topic || len(w.told(staff, lecture.title)) > 0 {
			t.Errorf("the forum is told %+v, the group %+v", told, w.told(staff, lecture.title))
		}
		w.sendsToGroups(topic)
	})
}

// subscribesForum lets somebody try it who may not, and then the administrator.
func (w *world) subscribesForum(topic int64) {
	w.t.Helper()
	ask := func(user int64, answer string) {
		w.t.Helper()
		before := w.posts(sandbox.Post{From: user, Chat: forum, Topic: topic, Text: "/settings@sandbox_bot"})
		if said := w.awaits(sandbox.Awaited{Chat: forum, AfterNS: before, Contains: answer}); said.Topic != topic {
			w.t.Errorf("answered in topic %d", said.Topic)
		}
	}
	ask(guest, "只有本群或本频道的管理员")
	ask(teacher, "还没有订阅")
	if pressed := w.pressesIn(forum, guest, "讲座"); !pressed.Alert || !strings.Contains(pressed.Text, "只有本群或本频道的管理员") {
		w.t.Errorf("who may not hears %+v", pressed)
	}
	before := time.Now().UnixNano()
	w.pressesIn(forum, teacher, "讲座")
	if shown := w.awaits(sandbox.Awaited{Chat: forum, AfterNS: before, Contains: "订阅的活动：讲座", Edits: true}); !strings.Contains(shown.Text, "发到话题：通知") {
		w.t.Errorf("the settings say\n%s", shown.Text)
	}
	w.typesLeads(topic)
}

// typesLeads has the administrator type a lead time, after somebody who may not, and after a word that is none.
func (w *world) typesLeads(topic int64) {
	w.t.Helper()
	before := time.Now().UnixNano()
	w.pressesIn(forum, teacher, "自定义提醒时间")
	asked := w.awaits(sandbox.Awaited{Chat: forum, AfterNS: before, Contains: "请管理员回复这条消息"})
	reply := func(user int64, text, answer string) {
		w.t.Helper()
		before := w.posts(sandbox.Post{From: user, Chat: forum, Topic: topic, Text: text, ReplyTo: asked.ID})
		if said := w.awaits(sandbox.Awaited{Chat: forum, AfterNS: before, Contains: answer}); said.Topic != topic {
			w.t.Errorf("answered in topic %d", said.Topic)
		}
	}
	reply(guest, "2小时", "管理员可以更改这项设置")
	reply(teacher, "随便", "没能认出“随便”")
	reply(teacher, "60分钟", "提醒时间：提前 1 小时")
}

func (w *world) sendsToGroups(topic int64) {
	w.t.Helper()
	w.asks(owner, "/broadcast 下周三教研。", "现在发送吗？")
	w.edits("对象", "请选择对象")
	w.edits("群和频道", "分话题的群")
	w.edits("教研组", "另发到 1 个群：教研组")
	w.edits("教研论坛", "请选择发到哪些话题")
	w.edits("通知", "教研论坛 › 通知")
	w.stands(staff, "kicked")
	report := w.edits("发送给 3 人、1 个群和 1 个话题", "发送完毕")
	for _, want := range []string{"共 5 个（含 1 个群和 1 个话题）", "以下 1 个群未送达", "已送达：4 个", "教研组：机器人已被移出"} {
		if !strings.Contains(report.Text, want) {
			w.t.Errorf("the report lacks %q:\n%s", want, report.Text)
		}
	}
	if told := w.told(forum, "下周三教研"); len(told) != 1 || told[0].Topic != topic {
		w.t.Errorf("the forum is told %+v", told)
	}
	for _, member := range []int64{teacher, guest} {
		if told := w.told(member, "下周三教研"); len(told) != 1 {
			w.t.Errorf("member %d is told %+v", member, told)
		}
	}
	w.asks(owner, "/broadcast 再来一次。", "现在发送吗？")
	w.edits("对象", "请选择对象")
	offered := buttons(w.edits("群和频道", "分话题的群"))
	if slices.ContainsFunc(offered, func(text string) bool { return strings.Contains(text, "教研组") }) || !slices.Contains(offered, "教研论坛 ›") {
		w.t.Errorf("offered are %q", offered)
	}
}

// TestChannelSubscribes: who posts in a channel subscribes it by a post, and it gets what is sent to channels alone.
func TestChannelSubscribes(t *testing.T) {
	t.Parallel()
	w := groupWorld(t)
	run(t, w.settings())
	w.asks(owner, "/start", "您好")
	w.stands(channel, "administrator")
	before := w.posts(sandbox.Post{From: teacher, Chat: channel, Text: "/settings"})
	w.awaits(sandbox.Awaited{Chat: channel, AfterNS: before, Contains: "本频道的订阅"})
	if pressed := w.pressesIn(channel, guest, "讲座"); !pressed.Alert {
		t.Errorf("a reader of the channel hears %+v", pressed)
	}
	if pressed := w.pressesIn(channel, teacher, "讲座"); pressed.Text != "已订阅讲座" {
		t.Errorf("its administrator hears %+v", pressed)
	}
	w.asks(owner, "/broadcast 公告。", "现在发送吗？")
	w.edits("对象", "请选择对象")
	w.edits("群和频道", "分话题的群")
	w.edits("公告栏", "另发到 1 个频道：公告栏")
	w.edits("同时发给成员", "只发到 1 个频道：公告栏")
	w.edits("发送给 1 个频道", "发送完毕")
	if told := w.told(channel, "公告。"); len(told) != 1 || len(w.told(owner, "公告。")) > 1 {
		t.Errorf("the channel is told %+v, the secretariat %+v", told, w.told(owner, "公告。"))
	}
}

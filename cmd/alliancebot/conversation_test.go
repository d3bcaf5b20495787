package main_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestConversation is a teacher who asks in their own words: one question goes on from the other, buttons ask on, and the same can
// be asked in a group and from any other chat.
func TestConversation(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		zone := midday(t, time.Now())
		today := time.Now().In(zone)
		monday := days(today, 8-int((today.Weekday()+6)%7)-1, 0, 0) // of next week
		s := w.settings().with(store).with(settings{"TIMEZONE": zone.String()})
		robots := occasion{"robots", "工业机器人操作与编程", "培训", days(monday, 1, 9, 0), days(monday, 1, 11, 0), "实训楼 301", "Ye Jun"}
		reform := occasion{"reform", "“三教”改革与课堂教学", "讲座", days(monday, 2, 14, 30), days(monday, 2, 16, 0), "学校报告厅", "Wang Gang"}
		skills := occasion{"skills", "技能竞赛与教学实施", "讲座", days(monday, 9, 14, 0), days(monday, 9, 16, 0), "学校报告厅", "Ye Jun"}
		succeeds(t, s, "", "import", fileOf(t, "活动.csv", table(t, robots, reform, skills)))
		bot := run(t, s)
		defer bot.stop()
		w.asks(teacher, "/start", "您好")

		t.Log("In the private chat.")
		for _, step := range []struct {
			says, heading string
			lists         []occasion
		}{
			{"请问下周有什么活动？", "下周", []occasion{robots, reform}},
			{"讲座呢？", "的讲座，1 场", []occasion{reform}},
			{"那下下周呢", "的讲座，1 场", []occasion{skills}},
			{"下週除了講座還有什麼", "讲座以外的活动，1 场", []occasion{robots}},
			{"关于机器人的", "与“机器人”有关", []occasion{robots}},
			{"王老师下周讲什么", "与“Wang Gang”有关", []occasion{reform}},
			{"下周的讲座在哪儿？", "的讲座，1 场\n\n📍 学校报告厅\n1. ", nil},
			{"下一场培训几点开始", "下一场培训\n📅 ", nil},
		} {
			answer := w.asks(teacher, step.says, step.heading)
			if count := strings.Count(answer.Text, "\n📅"); len(step.lists) > 0 && count != len(step.lists) {
				t.Errorf("%s: %d events, want %d:\n%s", step.says, count, len(step.lists), answer.Text)
			}
			for _, o := range step.lists {
				if !strings.Contains(answer.Text, o.zh()) {
					t.Errorf("%s: the answer lacks\n%s\nand says\n%s", step.says, o.zh(), answer.Text)
				}
			}
		}

		t.Log("The buttons under an answer.")
		before := w.says(teacher, "下周的讲座")
		list := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "下周", AfterNS: before})
		w.presses(teacher, "不限类型")
		turned := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "的活动，2 场", AfterNS: before, Edits: true})
		if turned.ID != list.ID || !strings.Contains(turned.Text, robots.zh()) {
			t.Errorf("after pressing: %s", turned.Text)
		}

		t.Log("In a group, in the language its administrators chose.")
		if answer := w.asksIn(group, owner, "/language", "本群使用哪种语言？"); len(answer.Keyboard) == 0 {
			t.Error("no languages to choose from")
		}
		pressed, err := w.Press(t.Context(), sandbox.Press{User: owner, Chat: group, Text: "English", WaitMS: int(patience.Milliseconds())})
		if err != nil || !pressed.Answered {
			t.Fatalf("%+v, %v", pressed, err)
		}
		answer := w.asksIn(group, teacher, "@sandbox_bot 下周的讲座", "Next week")
		if !strings.Contains(answer.Text, reform.en()) {
			t.Errorf("in the group: %s", answer.Text)
		}

		t.Log("From any other chat.")
		offered, err := w.Ask(t.Context(), sandbox.InlineQuery{User: guest, Query: "lectures next week", WaitMS: int(patience.Milliseconds())})
		if err != nil {
			t.Fatal(err)
		}
		var results []struct{ Title string }
		if err := json.Unmarshal(offered.Results, &results); err != nil || len(results) != 1 || results[0].Title != reform.title {
			t.Errorf("offered %s, %v", offered.Results, err)
		}
	})
}

// asksIn has a user say something in a chat and waits for an answer with these words.
func (w *world) asksIn(chat, user int64, text, answer string) sandbox.Message {
	w.t.Helper()
	return w.awaits(sandbox.Awaited{Chat: chat, AfterNS: w.posts(sandbox.Post{From: user, Chat: chat, Text: text}), Contains: answer})
}

package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestStory is the main job from end to end: the secretariat imports its calendars, members ask, are reminded, and hear what
// the secretariat announces.
func TestStory(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		const sends = 25 // a second
		w := newWorld(t, sandbox.Config{Limits: sandbox.Limits{Rate: sends, Window: true, ChatRate: 1, ChatBurst: 5, GroupPerMinute: 20}})
		now := time.Now()
		zone := midday(t, now)
		s := w.settings().with(store).with(settings{
			"TIMEZONE": zone.String(), "TELEGRAM_RATE": fmt.Sprint(sends), "TELEGRAM_CHAT_RATE": "1/s", "TELEGRAM_GROUP_RATE": "20/min",
		})
		story := &story{world: w, due: now.Add(15 * time.Second).Truncate(time.Minute).Add(time.Minute).In(zone)}
		story.plan()

		t.Log("The secretariat has a table and a calendar, and imports them before the bot ever ran.")
		list := fileOf(t, "活动.csv", table(t, story.soon, story.contest, story.talk))
		diary := fileOf(t, "联盟.ics", calendar(story.alliance))
		printed := succeeds(t, s, "", "import", list, diary)
		if !strings.Contains(printed, "3 new") || !strings.Contains(printed, "1 new") {
			t.Errorf("import says %q", printed)
		}

		bot := run(t, s)
		story.membersAsk()
		story.reminded()
		story.announced()
		bot.stop()
		if flood := w.counts().Flood; flood > 0 {
			t.Errorf("%d requests were refused with 429", flood)
		}
	})
}

type story struct {
	*world
	due                           time.Time // of the reminder
	soon, contest, talk, alliance occasion
}

func (s *story) plan() {
	start := s.due.Add(time.Hour)
	s.soon = occasion{"soon", "“三教”改革背景下的课堂教学", "讲座", start, start.Add(90 * time.Minute), "学校报告厅", "Wang Gang"}
	s.contest = occasion{"contest", "技能竞赛与教学实施", "lecture", days(s.due, 1, 14, 0), days(s.due, 1, 16, 0), "学校报告厅", "Ye Jun"}
	s.talk = occasion{"talk", "共同体发展座谈", "座谈会", days(s.due, 40, 9, 30), days(s.due, 40, 11, 0), "行政楼会议室", "Li Lijin"}
	s.alliance = occasion{"meet@alliance", "中职机械专业教研", "联盟活动", days(s.due, 1, 8, 30), days(s.due, 1, 11, 30), "机械实训基地", ""}
}

// all is the calendar, by time.
func (s *story) all() []occasion { return []occasion{s.soon, s.alliance, s.contest, s.talk} }

func (s *story) membersAsk() {
	s.t.Log("Members start the bot and ask.")
	s.asks(teacher, "/start", "您好，陈老师！")
	s.asks(guest, "/start", "Hello, Ms Lin!")

	sunday := days(s.due, (7-int(s.due.Weekday()))%7+1, 0, 0)
	s.lists(s.asks(teacher, "/week", "本周"), occasion.zh, func(o occasion) bool { return o.start.Before(sunday) })
	lectures := func(o occasion) bool { return o == s.soon || o == s.contest }
	s.lists(s.asks(teacher, "/lectures", "讲座"), occasion.zh, lectures)
	s.lists(s.asks(guest, "/lectures", "lectures"), occasion.en, lectures)
	s.lists(s.asks(teacher, "明天有什么？", "明天"), occasion.zh, func(o occasion) bool { return o == s.alliance || o == s.contest })
}

// lists wants exactly those of the calendar in an answer, in order and with all that has to be said of each.
func (s *story) lists(answer sandbox.Message, said func(occasion) string, wanted func(occasion) bool) {
	s.t.Helper()
	number := 0
	for _, o := range s.all() {
		if !wanted(o) {
			if strings.Contains(answer.Text, o.title) {
				s.t.Errorf("%s does not belong into the answer:\n%s", o.title, answer.Text)
			}
			continue
		}
		number++
		if item := fmt.Sprintf("\n%d. %s", number, said(o)); !strings.Contains(answer.Text+"\n", item+"\n") {
			s.t.Errorf("the answer lacks\n%s\nand says\n%s", item, answer.Text)
		}
	}
}

func (s *story) reminded() {
	s.t.Log("An hour before the lecture, members are reminded, each in their language.")
	for member, words := range map[int64][]string{
		teacher: {"讲座提醒：还有 1 小时", s.soon.zh()},
		guest:   {"Lecture in 1 hour", s.soon.en()},
	} {
		reminder := s.awaits(sandbox.Awaited{Chat: member, Contains: words[0], Timeout: time.Until(s.due) + patience})
		if !strings.Contains(reminder.Text, words[1]) {
			s.t.Errorf("the reminder is\n%s\nwant in it\n%s", reminder.Text, words[1])
		}
		if late := time.Unix(0, reminder.AtNS).Sub(s.due); late < 0 || late > 3*time.Second {
			s.t.Errorf("the reminder came %s after its minute", late)
		}
		if all := s.told(member, words[0]); len(all) != 1 {
			s.t.Errorf("member %d was reminded %d times", member, len(all))
		}
	}
}

func (s *story) announced() {
	s.t.Log("The owner announces something to all members.")
	const many, text = 120, "明天的讲座改在行政楼会议室 <B203> & 同时直播。"
	s.joins(many)
	heads := many + 3
	preview := s.asks(owner, "/broadcast "+text, "现在发送吗？")
	if !strings.HasPrefix(preview.Text, text+"\n") || !strings.Contains(preview.Text, fmt.Sprintf("全体成员，%d 人", heads)) {
		s.t.Errorf("preview:\n%s", preview.Text)
	}
	if got := buttons(preview); !slices.Equal(got, []string{
		fmt.Sprintf("发送给 %d 人", heads), "对象", "定时", "回执", "链接按钮", "双语", "紧急", "试发给我", "换内容", "取消",
	}) {
		s.t.Errorf("buttons of the preview: %q", got)
	}
	begun := time.Now().UnixNano()
	if pressed := s.presses(owner, "发送"); !strings.Contains(pressed.Text, fmt.Sprintf("发送给 %d 人", heads)) {
		s.t.Errorf("after pressing: %q", pressed.Text)
	}
	s.awaits(sandbox.Awaited{Chat: owner, Contains: "正在发送", AfterNS: begun, Edits: true})
	report := s.awaits(sandbox.Awaited{Chat: owner, Contains: "发送完毕", AfterNS: begun, Edits: true, Timeout: 2 * patience})
	if report.ID != preview.ID || !strings.Contains(report.Text, fmt.Sprintf("共 %d 人", heads)) ||
		!strings.Contains(report.Text, fmt.Sprintf("已送达：%d 人\n失败：0 人\n跳过：0 人", heads)) {
		s.t.Errorf("report:\n%s", report.Text)
	}
	members := []int64{teacher, guest, owner}
	for i := range int64(many) {
		members = append(members, crowd+i)
	}
	for _, member := range members {
		told := slices.DeleteFunc(s.told(member, text), func(m sandbox.Message) bool { return m.Text != text })
		if len(told) != 1 {
			s.t.Errorf("member %d was told %d times", member, len(told))
		}
	}
	if pressed := s.pressesForged(preview.ID); pressed.Answered && !strings.Contains(pressed.Text, "已经失效") {
		s.t.Errorf("after a forged press: %q", pressed.Text)
	}
}

// pressesAgain presses the button of a message whose keyboard has gone, as an old client does.
func (s *story) pressesForged(message int64) sandbox.Pressed {
	s.t.Helper()
	pressed, err := s.Press(s.t.Context(), sandbox.Press{User: owner, Message: message, Data: "1:bc:send:x", Forge: true, WaitMS: int(patience.Milliseconds())})
	if err != nil {
		s.t.Fatal(err)
	}
	return pressed
}

func buttons(message sandbox.Message) []string {
	var texts []string
	for _, row := range message.Keyboard {
		for _, key := range row {
			texts = append(texts, key.Text)
		}
	}
	return texts
}

package handlers_test

import (
	"testing"

	"alliancebot/alliance"
)

// TestHours: a part of the day is asked for of each day of a week, alone and going on from a question, and buttons keep it.
func TestHours(t *testing.T) {
	d := newDesk(t)
	d.put(
		d.event("a", alliance.Lecture, 7, 9, "早课", nil), d.event("b", alliance.Lecture, 8, 14, "午课", nil), d.event("c", alliance.Meeting, 9, 19, "晚会", nil),
		d.event("d", alliance.Lecture, 14, 9, "又一堂早课", nil),
	)
	for _, step := range []struct{ text, want string }{
		{"下周上午的活动", "下周（12月7日–13日）每天 06:00–12:00 的活动，1 场"},
		{"下午呢", "下周（12月7日–13日）每天 12:00–18:00 的活动，1 场"},
		{"会议呢", "下周（12月7日–13日）每天 12:00–18:00 没有会议。"},
		{"晚上呢", "下周（12月7日–13日）每天 18:00–24:00 的会议，1 场"},
		{"下周上午第一场活动", "下周（12月7日–13日）每天 06:00–12:00 第一场活动"},
	} {
		if got := heading(d.ask(t, alliance.Chinese, step.text)); got != step.want {
			t.Errorf("%s: %s, want %s", step.text, got, step.want)
		}
	}
	message := d.ask(t, alliance.English, "morning events next week")
	if got := heading(message); got != "Next week (7–13 Dec), 06:00–12:00 each day: 1 event" {
		t.Errorf("in English: %s", got)
	}
	reply, err := d.press(key(message, "14–20 Dec ›"), d.request(alliance.English, alliance.Ordinary))
	if got := heading(only(t, reply, err)); got != "14–20 Dec, 06:00–12:00 each day: 1 event" {
		t.Errorf("the week after: %s", got)
	}
}

// TestLikelier: where only the other reading of a time finds something, it is taken, and the button leads back.
func TestLikelier(t *testing.T) {
	d := newDesk(t)
	d.put(d.event("a", alliance.Lecture, -40, 9, "十月的讲座", nil))
	message := d.ask(t, alliance.Chinese, "10月有什么讲座")
	if got := heading(message); got != "10月的讲座，1 场" {
		t.Errorf("heading: %s", got)
	}
	if key(message, "改看2027年10月") == "" {
		t.Errorf("no button to the other year: %+v", message.Keyboard)
	}
}

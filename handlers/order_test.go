package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"alliancebot/alliance"
	"alliancebot/render"
)

// TestSeveral: an order after several events lists them, and leaves out what does not take place.
func TestSeveral(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	for text, want := range map[string]string{
		"接下来两场活动":           "接下来 2 场活动\n\n1. 做有“温度”、有“情怀”的专业教师",
		"next 2 seminars":   "Next seminar\n\n共同体未来发展研讨会",
		"next three events": "Next 3 events\n\n1. 做有“温度”、有“情怀”的专业教师",
		"最后一场讲座":            "目前已安排的最后一场讲座\n",
	} {
		language := alliance.Chinese
		if text[0] < 0x80 {
			language = alliance.English
		}
		got := render.Plain(d.ask(t, language, text))
		if !strings.HasPrefix(got, want) || strings.Contains(got, "参观机械实训基地") {
			t.Errorf("%s:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestCancelledLast: what is asked of an event is first told of those that take place.
func TestCancelledLast(t *testing.T) {
	d := newDesk(t)
	off := func(event *alliance.Event) { event.Status = alliance.Cancelled }
	on := func(event *alliance.Event) { event.Speakers = []string{"Lou Haibin"} }
	d.put(d.event("off", alliance.Lecture, 1, 9, "取消的讲座", off), d.event("on", alliance.Lecture, 1, 14, "照常的讲座", on))
	got := render.Plain(d.ask(t, alliance.Chinese, "明天的讲座谁讲"))
	if want := "明天（12月2日周三）的讲座，2 场（其中 1 场已取消）\n\n👤 Lou Haibin\n1. 照常的讲座"; !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestFar: what comes has no end, except in a large calendar, where only names are looked for beyond three months.
func TestFar(t *testing.T) {
	d := newDesk(t)
	d.put(d.event("far", alliance.Lecture, 200, 9, "明年的讲座", func(event *alliance.Event) { event.Speakers = []string{"Lou Haibin"} }))
	if got := heading(d.ask(t, alliance.Chinese, "有哪些讲座")); got != "接下来的讲座，1 场" {
		t.Errorf("in a small calendar: %s", got)
	}
	many := make([]alliance.Event, 2000)
	for i := range many {
		many[i] = d.event(fmt.Sprint(i), alliance.Meeting, -i, 9, "例会", nil)
	}
	d.put(many...)
	if got := heading(d.ask(t, alliance.Chinese, "有哪些讲座")); got != "接下来（12月1日–2027年2月28日）没有讲座。" {
		t.Errorf("in a large calendar: %s", got)
	}
	if got := heading(d.ask(t, alliance.Chinese, "Lou Haibin有哪些讲座")); got != "接下来与“Lou Haibin”有关的讲座，1 场" {
		t.Errorf("a name in a large calendar: %s", got)
	}
}

// TestSchool: a school that is a unit and a place is named once, and dropped with one button.
func TestSchool(t *testing.T) {
	d := newDesk(t)
	d.put(d.event("school", alliance.Lecture, 1, 9, "讲座", func(event *alliance.Event) {
		event.Venue, event.Units = "缙云县职业中等专业学校", []string{"缙云县职业中等专业学校"}
	}))
	message := d.ask(t, alliance.Chinese, "缙云明天的讲座")
	if got := heading(message); got != "明天（12月2日周三）与“缙云县职业中等专业学校”有关的讲座，1 场" {
		t.Errorf("heading: %s", got)
	}
	if key(message, "不限地点") != "" {
		t.Error("a button for the place beside that for the unit")
	}
	reply, err := d.press(key(message, "不限单位"), d.request(alliance.Chinese, alliance.Ordinary))
	if got := heading(only(t, reply, err)); got != "明天（12月2日周三）的讲座，1 场" {
		t.Errorf("without the unit: %s", got)
	}
}

package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// occasion is an event as somebody plans it, with the times on the community's clock.
type occasion struct {
	id, title, kind string
	start, end      time.Time
	venue, speaker  string
}

// midday gives a zone in which now is far from midnight, so that "tomorrow" does not change while a test runs: the community's
// own, or one further west.
func midday(t *testing.T, now time.Time) *time.Location {
	t.Helper()
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		if hour := now.In(zone).Hour(); hour >= 1 && hour < 22 {
			return zone
		}
	}
	t.Fatal("it is midnight everywhere")
	return nil
}

// days is the time of day some days after t.
func days(t time.Time, n, hour, minute int) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day+n, hour, minute, 0, 0, t.Location())
}

// zh is the occasion as a Chinese list has to show it, all but its number.
func (o occasion) zh() string {
	day := fmt.Sprintf("%d月%d日（周%s）", o.start.Month(), o.start.Day(), []string{"日", "一", "二", "三", "四", "五", "六"}[o.start.Weekday()])
	if o.start.Year() != time.Now().In(o.start.Location()).Year() {
		day = fmt.Sprintf("%d年", o.start.Year()) + day
	}
	return o.listed(day)
}

// listed is how both languages put it once the day is said.
func (o occasion) listed(day string) string {
	text := fmt.Sprintf("%s\n📅 %s%s–%s\n📍 %s", o.title, day, o.start.Format("15:04"), o.end.Format("15:04"), o.venue)
	if o.speaker != "" {
		text += "\n👤 " + o.speaker
	}
	return text
}

// en is the same in English.
func (o occasion) en() string {
	months := []string{"Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"}
	day := fmt.Sprintf("%s %d %s", o.start.Format("Mon"), o.start.Day(), months[o.start.Month()-1])
	if o.start.Year() != time.Now().In(o.start.Location()).Year() {
		day += fmt.Sprintf(" %d", o.start.Year())
	}
	return o.listed(day + ", ")
}

// table is the occasions as Excel in China saves them: GB18030, Chinese headers.
func table(t *testing.T, occasions ...occasion) []byte {
	t.Helper()
	var text strings.Builder
	text.WriteString("编号,标题,类型,开始,结束,地点,主讲人\r\n")
	for _, o := range occasions {
		fmt.Fprintf(&text, "%s,%s,%s,%s,%s,%s,%s\r\n", o.id, o.title, o.kind,
			o.start.Format("2006/1/2 15:04"), o.end.Format("2006年1月2日 15:04"), o.venue, o.speaker)
	}
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text.String())
	if err != nil {
		t.Fatal(err)
	}
	return []byte(encoded)
}

// calendar is the occasions as a calendar program exports them; it knows seconds, but no speakers.
func calendar(occasions ...occasion) []byte {
	var text strings.Builder
	text.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//acceptance//zh\r\n")
	for _, o := range occasions {
		at := func(t time.Time) string { return t.Location().String() + ":" + t.Format("20060102T150405") }
		fmt.Fprintf(&text, "BEGIN:VEVENT\r\nUID:%s\r\nDTSTART;TZID=%s\r\nDTEND;TZID=%s\r\nSUMMARY:%s\r\nCATEGORIES:%s\r\nLOCATION:%s\r\nEND:VEVENT\r\n",
			o.id, at(o.start), at(o.end), o.title, o.kind, o.venue)
	}
	text.WriteString("END:VCALENDAR\r\n")
	return []byte(text.String())
}

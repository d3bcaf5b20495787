package ask_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
)

// corpusSpan is the span between two times as the corpus writes them.
func corpusSpan(t *testing.T, now time.Time, from, to string) alliance.Span {
	t.Helper()
	return alliance.Span{From: corpusTime(t, from, now), To: corpusTime(t, to, now)}
}

func sameSpan(one, other alliance.Span) bool {
	return one.From.Equal(other.From) && one.To.Equal(other.To)
}

func TestReadOther(t *testing.T) {
	const none = "-"
	for _, test := range []struct{ now, text, from, to, otherFrom, otherTo string }{
		{"2026-11-22T10:00", "明天七八点有什么活动", "2026-11-23T07:00", "2026-11-23T09:00", "2026-11-23T19:00", "2026-11-23T21:00"},
		{"2026-11-22T10:00", "今天七八点", "2026-11-22T19:00", "2026-11-22T21:00", "2026-11-22T07:00", "2026-11-22T09:00"},
		{"2026-11-22T10:00", "明天9点", "2026-11-23T09:00", "2026-11-23T10:00", "2026-11-23T21:00", "2026-11-23T22:00"},
		{"2026-11-22T10:00", "9点", "2026-11-22T21:00", "2026-11-22T22:00", "2026-11-23T09:00", "2026-11-23T10:00"},
		{"2026-11-22T22:00", "8点", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T20:00", "2026-11-23T21:00"},
		{"2026-11-22T10:00", "明天9点到11点", "2026-11-23T09:00", "2026-11-23T11:00", "2026-11-23T21:00", "2026-11-23T23:00"},
		{"2026-11-22T10:00", "tomorrow at 8", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T20:00", "2026-11-23T21:00"},
		{"2026-11-22T10:00", "明天上午9点", "2026-11-23T09:00", "2026-11-23T10:00", none, none},
		{"2026-11-22T10:00", "明天3点", "2026-11-23T15:00", "2026-11-23T16:00", none, none},
		{"2026-11-22T10:00", "明天9点到15点", "2026-11-23T09:00", "2026-11-23T15:00", none, none},
		{"2026-11-22T10:00", "10月8日", "2027-10-08", "2027-10-09", "2026-10-08", "2026-10-09"},
		{"2026-11-22T10:00", "10月8日讲了什么", "2026-10-08", "2026-10-09", none, none},
		{"2026-11-22T10:00", "6月13日", "2027-06-13", "2027-06-14", none, none},
		{"2026-11-22T10:00", "十月", "2027-10-01", "2027-11-01", "2026-10-01", "2026-11-01"},
		{"2026-11-22T10:00", "11月10日到12日", "2027-11-10", "2027-11-13", "2026-11-10", "2026-11-13"},
		{"2026-11-22T10:00", "13号", "2026-12-13", "2026-12-14", "2026-11-13", "2026-11-14"},
		{"2026-11-22T10:00", "25号", "2026-11-25", "2026-11-26", none, none},
		{"2026-11-22T10:00", "十月一日以后", "2026-10-01", "-", "2027-10-01", "-"},
		{"2026-09-22T10:00", "十月一日以后", "2026-10-01", "-", none, none},
		{"2026-11-22T10:00", "since October 1", "2026-10-01", "-", none, none},
		{"2026-11-22T10:00", "最近三天", "now", "2026-11-26", "2026-11-19", "now"},
		{"2026-11-22T10:00", "lectures on 12/1", "2026-12-01", "2026-12-02", "2027-01-12", "2027-01-13"},
		{"2026-11-22T10:00", "12/1的讲座", "2026-12-01", "2026-12-02", none, none},
		{"2026-11-22T10:00", "lectures on 12/12", "2026-12-12", "2026-12-13", none, none},
	} {
		now := corpusTime(t, test.now, time.Time{})
		reading := ask.Read(test.text, now, nil)
		if want := corpusSpan(t, now, test.from, test.to); !sameSpan(reading.Question.Span, want) {
			t.Errorf("%s at %s: %v, want %v", test.text, test.now, reading.Question.Span, want)
		}
		other := alliance.Span{}
		if reading.Other != nil {
			other = *reading.Other
		}
		if want := corpusSpan(t, now, test.otherFrom, test.otherTo); !sameSpan(other, want) {
			t.Errorf("%s at %s: other %v, want %v", test.text, test.now, other, want)
		}
	}
}

func TestReadImpossible(t *testing.T) {
	for _, test := range []struct{ text, impossible, near string }{
		{"2月30日", "2月30日", "2027-02-28"},
		{"请问２月３０日有讲座吗", "2月30日", "2027-02-28"},
		{"二月三十號的講座", "二月三十號", "2027-02-28"},
		{"2028年2月30日", "2028年2月30日", "2028-02-29"},
		{"13月5日", "13月5日", "2026-12-05"},
		{"11月31日", "11月31日", "2026-11-30"},
		{"lectures on Feb 30?", "Feb 30", "2027-02-28"},
		{"31 November", "31 November", "2026-11-30"},
		{"2026-02-30", "2026-02-30", "2026-02-28"},
		{"明天25点", "25点", "2026-11-23"},
		{"14:75", "14:75", "2026-11-22"},
		{"12月3日14:75", "14:75", "2026-12-03"},
		{"明年2月29日", "明年2月29日", "2027-02-28"},
		{"下周八有讲座吗", "下周八", "2026-11-29"},
		{"星期九", "星期九", "2026-11-22"},
		{"下个月32号", "", ""},
		{"一周八天", "", ""},
		{"下周八点", "", ""},
		{"24:00", "", ""},
		{"明天24点", "", ""},
	} {
		reading := ask.Read(test.text, sunday, nil)
		if test.impossible == "" {
			if reading.Impossible != nil {
				t.Errorf("%s: impossible %q", test.text, reading.Impossible.Text)
			}
			continue
		}
		if reading.Impossible == nil || !reading.Understood || reading.Question.Timed() {
			t.Errorf("%s: read as %+v", test.text, reading)
			continue
		}
		if got := reading.Impossible.Text; got != test.impossible {
			t.Errorf("%s: impossible %q, want %q", test.text, got, test.impossible)
		}
		if want := alliance.Day(corpusTime(t, test.near, sunday), 0); !sameSpan(reading.Impossible.Near, want) {
			t.Errorf("%s: near %v, want %v", test.text, reading.Impossible.Near, want)
		}
	}
}

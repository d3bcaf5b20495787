package render

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestRemaining(t *testing.T) {
	renderer := newRenderer(t)
	for _, test := range []struct {
		left   time.Duration
		zh, en string
	}{
		{-time.Hour, "0 秒", "0 seconds"},
		{time.Second, "1 秒", "1 second"},
		{59*time.Second + 400*time.Millisecond, "59 秒", "59 seconds"},
		{59*time.Second + 600*time.Millisecond, "1 分钟", "1 minute"},
		{time.Minute, "1 分钟", "1 minute"},
		{59*time.Minute + 58*time.Second, "1 小时", "1 hour"},
		{time.Hour, "1 小时", "1 hour"},
		{23*time.Hour + 40*time.Minute, "23 小时 40 分钟", "23 hours 40 minutes"},
		{24*time.Hour - 3*time.Second, "1 天", "1 day"},
		{24*time.Hour + 59*time.Minute, "1 天", "1 day"},
		{51*time.Hour - time.Second, "2 天 3 小时", "2 days 3 hours"},
	} {
		if zh, en := renderer.Remaining(alliance.Chinese, test.left), renderer.Remaining(alliance.English, test.left); zh != test.zh || en != test.en {
			t.Errorf("%s: %q %q, want %q %q", test.left, zh, en, test.zh, test.en)
		}
	}
}

func TestWhen(t *testing.T) {
	renderer, now, zone := newRenderer(t), monday(t), shanghai(t)
	at := func(year, month, day, hour, minute int) time.Time {
		return time.Date(year, time.Month(month), day, hour, minute, 0, 0, zone).UTC()
	}
	for _, test := range []struct {
		name       string
		start, end time.Time
		zh, en     string
	}{
		{"same day", at(2026, 11, 23, 14, 0), at(2026, 11, 23, 16, 0), "11月23日（周一）14:00–16:00", "Mon 23 Nov, 14:00–16:00"},
		{"no end", at(2026, 11, 23, 0, 30), time.Time{}, "11月23日（周一）00:30", "Mon 23 Nov, 00:30"},
		{"end before start", at(2026, 11, 23, 9, 0), at(2026, 11, 23, 8, 0), "11月23日（周一）09:00", "Mon 23 Nov, 09:00"},
		{
			"over new year", at(2026, 12, 31, 9, 0), at(2027, 1, 1, 16, 0),
			"12月31日（周四）09:00–2027年1月1日（周五）16:00", "Thu 31 Dec, 09:00–Fri 1 Jan 2027, 16:00",
		},
		{"all day", at(2026, 12, 1, 0, 0), at(2026, 12, 2, 0, 0), "12月1日（周二）", "Tue 1 Dec"},
		{"two whole days", at(2026, 12, 1, 0, 0), at(2026, 12, 3, 0, 0), "12月1日（周二）–12月2日（周三）", "Tue 1 Dec–Wed 2 Dec"},
	} {
		for language, want := range map[alliance.Language]string{alliance.Chinese: test.zh, alliance.English: test.en} {
			got, err := renderer.voices[language].when(alliance.Event{Start: test.start, End: test.end}, now)
			if plain(string(got)) != want || err != nil {
				t.Errorf("%s: %q %v, want %q", test.name, plain(string(got)), err, want)
			}
		}
	}
}

func TestTimeTagsStayWithinWhatTelegramAccepts(t *testing.T) {
	speaker, now := newRenderer(t).voices[alliance.Chinese], monday(t)
	for at, tagged := range map[time.Time]bool{now: true, now.Add(furthest): true, now.Add(furthest + time.Second): false, time.Unix(0, 0): false} {
		text, err := speaker.at(at, now)
		if got := len(text) != Length(string(text)) && text[0] == '<'; got != tagged || err != nil {
			t.Errorf("%s: %s, %v", at, text, err)
		}
	}
}

func TestSpan(t *testing.T) {
	renderer, now := newRenderer(t), monday(t)
	day := alliance.Day(now, 0)
	hours := func(from, to int) alliance.Span {
		return alliance.Span{From: day.From.Add(time.Duration(from) * time.Hour), To: day.From.Add(time.Duration(to) * time.Hour)}
	}
	for _, test := range []struct {
		name   string
		span   alliance.Span
		zh, en string
	}{
		{"day", day, "11月23日（周一）", "Mon 23 Nov"},
		{"day in UTC", alliance.Span{From: day.From.UTC(), To: day.To.UTC()}, "11月23日（周一）", "Mon 23 Nov"},
		{"week", alliance.Week(now, 0), "11月23日–29日", "23–29 Nov"},
		{"week of two months", alliance.Week(now, 1), "11月30日–12月6日", "30 Nov – 6 Dec"},
		{"week of two years", alliance.Week(now, 5), "12月28日–2027年1月3日", "28 Dec – 3 Jan 2027"},
		{"month of next year", alliance.Month(now, 2), "2027年1月", "Jan 2027"},
		{"days of next year", alliance.Span{From: alliance.Month(now, 2).From, To: alliance.Month(now, 4).From}, "2027年1月1日–2月28日", "1 Jan – 28 Feb 2027"},
		{"since", alliance.Span{From: now}, "11月23日起", "from 23 Nov"},
		{"before a day", alliance.Span{To: day.From}, "截至11月22日", "until 22 Nov"},
		{"before a time", alliance.Span{To: now}, "截至11月23日", "until 23 Nov"},
		{"all", alliance.Span{}, "全部时间", "any time"},
		{"afternoon", hours(12, 18), "11月23日（周一）12:00–18:00", "Mon 23 Nov, 12:00–18:00"},
		{"evening to midnight", hours(18, 24), "11月23日（周一）18:00–24:00", "Mon 23 Nov, 18:00–24:00"},
		{"from now on, many days", alliance.Span{From: now, To: alliance.Day(now, 90).From}, "11月23日–2027年2月20日", "23 Nov – 20 Feb 2027"},
		{"from now to the end of the month", alliance.Span{From: now, To: alliance.Month(now, 1).From}, "11月23日–30日", "23–30 Nov"},
		{"night", hours(20, 32), "11月23日 20:00–11月24日 08:00", "23 Nov, 20:00 – 24 Nov, 08:00"},
	} {
		if zh, en := renderer.Span(alliance.Chinese, test.span, now), renderer.Span(alliance.English, test.span, now); zh != test.zh || en != test.en {
			t.Errorf("%s: %q %q, want %q %q", test.name, zh, en, test.zh, test.en)
		}
	}
}

package ask_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
)

// readDeadline is how long reading the longest message may take. Other work on the machine makes it slower now and then,
// so the test tries a few times.
const readDeadline = 5 * time.Millisecond * slowness

func FuzzRead(f *testing.F) {
	corpus, err := os.ReadFile("testdata/corpus.tsv")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(corpus)) {
		f.Add(strings.Split(line, "\t")[1], sunday.Unix())
	}
	zones := []*time.Location{shanghai}
	for _, name := range []string{"America/Havana", "Europe/Berlin"} { // one without midnight on some days, one with daylight saving
		zone, err := time.LoadLocation(name)
		if err != nil {
			f.Fatal(err)
		}
		zones = append(zones, zone)
	}
	f.Add("2026-13-40 24:61 99999999999天 百百百月", int64(0))
	f.Fuzz(func(t *testing.T, text string, seconds int64) {
		if len(text) > 4*4096 {
			t.Skip("longer than a message")
		}
		begin := time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
		end := time.Date(2100, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
		now := time.Unix(begin+int64(uint64(seconds)%uint64(end-begin)), 0).In(zones[uint64(seconds)%uint64(len(zones))])
		reading := ask.Read(text, now, known)
		checkSpan(t, text, now, reading.Question.Span)
		if reading.Other != nil {
			checkSpan(t, text, now, *reading.Other)
		}
		if reading.Impossible != nil {
			checkSpan(t, text, now, reading.Impossible.Near)
			if !reading.Understood || reading.Impossible.Text == "" || reading.Question.Timed() {
				t.Errorf("%q at %v: impossible %q, but read as %+v", text, now, reading.Impossible.Text, reading.Question)
			}
		}
		if reading.Understood && reading.Talk != ask.NoTalk {
			t.Errorf("%q: understood, but talk %q", text, reading.Talk)
		}
	})
}

// checkSpan checks that a span is one: it has a length, and lies in the calendar and the zone of now.
func checkSpan(t *testing.T, text string, now time.Time, span alliance.Span) {
	t.Helper()
	if !span.From.IsZero() && !span.To.IsZero() && !span.From.Before(span.To) {
		t.Errorf("%q at %v: from %v, to %v", text, now, span.From, span.To)
	}
	for _, bound := range []time.Time{span.From, span.To} {
		if !bound.IsZero() && (bound.Year() > 9999 || bound.Location() != now.Location()) {
			t.Errorf("%q at %v: bound %v", text, now, bound)
		}
	}
}

func TestReadLongest(t *testing.T) {
	for _, piece := range []string{"下", "周", "a", "a-", "9", "十", "1 ", "next ", "明天", "day after ", "lou ", "丽", "2月30日", "七八点", "9点到", "1 to ", "第", "最近三天", "三天后", "month of ", "和", "ﷺ", "的", "在 the "} {
		text := strings.Repeat(piece, 4096)[:4096*len(piece)/len([]rune(piece))]
		fastest := time.Hour
		for try := 0; try < 50 && fastest > readDeadline; try++ {
			begin := time.Now()
			ask.Read(text, sunday, known)
			fastest = min(fastest, time.Since(begin))
		}
		if fastest > readDeadline {
			t.Errorf("%q over and over took %v", piece, fastest)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var people []string
	for _, syllable := range []string{"Chen", "Dai", "Huang", "Li", "Lou", "Sang", "Wang", "Ye", "Zhou", "Zhu"} {
		for _, given := range []string{"Haixiang", "Meisong", "Yi", "Lijin", "Haibin", "Wenyong", "Gang", "Jun", "Zairong", "Meifen"} {
			people = append(people, syllable+" "+given)
		}
	}
	names := ask.NewNames(people, []string{"丽水学院", "丽水市职业高级中学"}, []string{"一号会议室", "报告厅"})
	for _, text := range []string{"明天有什么？", "请问下周五下午有没有楼老师的讲座或者培训呢？", "Is there any lecture by Lou Haibin next Friday afternoon, please?"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ask.Read(text, sunday, names)
			}
		})
	}
}

package exchange

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"alliancebot/alliance"
)

// sampleEvents are events with everything that a table, or else only a calendar, can say.
func sampleEvents(forTable bool) []alliance.Event {
	full := alliance.Event{
		UID: "sample-1@example.org", Kind: alliance.Lecture, Title: "专题讲座，“三教”改革（示例）; \"sample\"",
		Start: time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 1, 8, 0, 30, 0, time.UTC),
		Zone: "Asia/Shanghai", Venue: "丽水市职业高级中学, 报告厅", Link: "https://example.org/a?b=c,d;e", Status: alliance.Planned,
		Description: strings.Repeat("示例说明 with a few words, and more；", 12) + "\n第二行\\n \"引号\"\n=1+1",
	}
	cancelled := alliance.Event{
		Kind: alliance.Other, Title: "示例", Start: time.Date(2026, 12, 2, 1, 0, 0, 0, time.UTC),
		Zone: "Asia/Shanghai", Status: alliance.Cancelled,
	}
	cancelled.UID = alliance.DerivedUID(cancelled)
	repeated := alliance.Event{ // from and to an hour that the clocks of Berlin show twice
		UID: "sample-3", Kind: alliance.Visit, Title: "示例参观", Start: time.Date(2027, 10, 31, 0, 30, 0, 0, time.UTC), End: time.Date(2027, 10, 31, 1, 30, 0, 0, time.UTC),
		Zone: "Asia/Shanghai", Status: alliance.Planned,
	}
	if forTable {
		full.Speakers, full.Units = []string{"Lou Haibin", "Wang Gang"}, []string{"Lishui Sibot Precision Manufacturing Co., Ltd.", "丽水市职业高级中学"}
		full.Leads = []time.Duration{72 * time.Hour, 90 * time.Minute}
		full.Capacity, full.Address, full.Deadline = 120, "=HYPERLINK(\"x\")", full.Start.Add(-time.Hour)
		cancelled.Title, cancelled.Venue, repeated.Status = "'-示例", "+86", alliance.Finished
	} else {
		full.Revision, cancelled.Zone, repeated.Zone = 7, "UTC", "Europe/Berlin"
	}
	events := []alliance.Event{full, cancelled, repeated}
	for i := range events {
		events[i].ID = alliance.EventID(events[i].UID)
	}
	return events
}

func TestCSVRoundTrip(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "UTC"} {
		events := sampleEvents(true)
		for i := range events {
			events[i].Zone = name
		}
		var table bytes.Buffer
		if err := WriteCSV(&table, events, zone(t, name)); err != nil {
			t.Fatal(err)
		}
		again, problems, err := Read("events.csv", &table, zone(t, name))
		if err != nil || len(problems) > 0 {
			t.Fatalf("problems %v, error %v", problems, err)
		}
		if !reflect.DeepEqual(again, events) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, again, events)
		}
	}
}

func TestCSVAsExcelWantsIt(t *testing.T) {
	var table bytes.Buffer
	if err := WriteCSV(&table, sampleEvents(true)[2:], zone(t, "Asia/Shanghai")); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff标题,类型,开始,结束,地点,地址,主讲人,主办单位,名额,报名截止,说明,链接,编号,状态,提醒,系列\r\n" +
		"示例参观,参观,2027-10-31 08:30,2027-10-31 09:30,,,,,,,,,sample-3,结束,,\r\n"
	if got := table.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestICSRoundTrip(t *testing.T) {
	events := sampleEvents(false)
	var calendar bytes.Buffer
	if err := WriteICS(&calendar, events, time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	again, problems, err := Read("events.ics", &calendar, time.UTC)
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	for i := range events {
		events[i].Zone = "UTC" // the zone that was read with
	}
	if !reflect.DeepEqual(again, events) {
		t.Errorf("\ngot  %+v\nwant %+v", again, events)
	}
}

// TestICSText compares a calendar with its golden file and checks its lines.
func TestICSText(t *testing.T) {
	events := sampleEvents(false)
	events[0].Address = "莲都区\r\nATTENDEE:mailto:forged@example.org"
	events[1].Title += "\xff"
	events[2].End = time.Date(2027, 11, 1, 0, 30, 0, 0, time.UTC)
	var calendar bytes.Buffer
	if err := WriteICS(&calendar, events, time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "written.ics")
	if *update {
		if err := os.WriteFile(path, calendar.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(calendar.Bytes(), want) {
		t.Errorf("the calendar differs from %s:\n%s", path, calendar.Bytes())
	}
	for line := range strings.Lines(calendar.String()) {
		if len(line) > 75+2 || !strings.HasSuffix(line, "\r\n") || !utf8.ValidString(line) || strings.HasPrefix(line, "ATTENDEE") {
			t.Errorf("line %q", line)
		}
	}
}

func TestWritersReportErrors(t *testing.T) {
	full := errors.New("disk full")
	events := sampleEvents(true)
	if err := WriteICS(failingWriter{full}, events, time.Time{}); !errors.Is(err, full) {
		t.Errorf("WriteICS: %v", err)
	}
	if err := WriteCSV(failingWriter{full}, events, time.UTC); !errors.Is(err, full) {
		t.Errorf("WriteCSV: %v", err)
	}
}

type failingWriter struct{ err error }

func (writer failingWriter) Write([]byte) (int, error) { return 0, writer.err }

func FuzzCSV(f *testing.F) {
	f.Add("标题,类型,开始\n示例,讲座,2026-12-01 14:00\n")
	f.Add("title;kind;start;end;id;speakers\n\"a\n\"\"b\";lecture;２０２６年１２月１日下午２点;16:00;'=x;Ye Jun、Wang Gang, Ltd\n")
	f.Add("\xff\xfet\x00i\x00")
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, content string) {
		checkEvents(t, "fuzz.csv", content, berlin)
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(`[{"title":"示例","kind":"讲座","start":"2026-12-01 14:00","speakers":["Ye Jun",1,null],"capacity":3}]`)
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, content string) {
		checkEvents(t, "fuzz.json", content, berlin)
	})
}

// checkEvents reads a file and checks what must be true of all events, and that a table of them is read back without problems.
func checkEvents(t *testing.T, name, content string, zone *time.Location) {
	t.Helper()
	events, _, err := Read(name, strings.NewReader(content), zone)
	if err != nil {
		return
	}
	for i, event := range events {
		if event.Title == "" || !event.Kind.Known() || event.Start.IsZero() || event.ID != alliance.EventID(event.UID) {
			t.Errorf("unsound event %+v", event)
		}
		if i > 0 && event.Start.Before(events[i-1].Start) {
			t.Errorf("event %d is out of order", i)
		}
	}
	var table, calendar bytes.Buffer
	if err := WriteCSV(&table, events, zone); err != nil {
		t.Fatal(err)
	}
	if err := WriteICS(&calendar, events, time.Time{}); err != nil {
		t.Fatal(err)
	}
	for name, written := range map[string]*bytes.Buffer{"again.csv": &table, "again.ics": &calendar} {
		again, problems, err := Read(name, written, zone)
		if err != nil || len(problems) > 0 || len(again) != len(events) {
			t.Errorf("%s: %d of %d events, problems %v, error %v", name, len(again), len(events), problems, err)
		}
	}
}

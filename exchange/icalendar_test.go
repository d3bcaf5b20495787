package exchange

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// calendar makes a file of one calendar from its lines.
func calendar(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
}

// sampleEvent makes a calendar of one VEVENT from its lines.
func sampleEvent(lines ...string) string {
	return calendar("BEGIN:VEVENT\r\nUID:sample\r\nSUMMARY:示例\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VEVENT")
}

// starts reads a calendar and lists the starts of its events, in UTC.
func starts(t *testing.T, content string) []string {
	t.Helper()
	events, problems, err := Read("events.ics", strings.NewReader(content), zone(t, "Asia/Shanghai"))
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	var starts []string
	for _, event := range events {
		starts = append(starts, event.Start.Format(time.RFC3339))
	}
	return starts
}

// customZone is a zone that only the file knows, with the daylight saving of Berlin.
const customZone = `BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
`

func TestCalendarTimes(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"UTC", sampleEvent("DTSTART:20261201T060000Z"), "2026-12-01T06:00:00Z"},
		{"floating", sampleEvent("DTSTART:20261201T140000"), "2026-12-01T06:00:00Z"},
		{"all day", sampleEvent("DTSTART;VALUE=DATE:20261201"), "2026-11-30T16:00:00Z"},
		{"IANA name", sampleEvent("DTSTART;TZID=Europe/Berlin:20261201T140000"), "2026-12-01T13:00:00Z"},
		{"lower case", sampleEvent("dtstart;tzid=Europe/Berlin:20261201T140000"), "2026-12-01T13:00:00Z"},
		{"path before the name", sampleEvent("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Shanghai:20261201T140000"), "2026-12-01T06:00:00Z"},
		{"name of Windows", sampleEvent("DTSTART;TZID=China Standard Time:20261201T140000"), "2026-12-01T06:00:00Z"},
		{"Chinese name of Windows", sampleEvent(`DTSTART;TZID="(UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐":20261201T140000`), "2026-12-01T06:00:00Z"},
		{"zone of the file, winter", customZone + "DTSTART;TZID=Customized Time Zone:20261201T140000", "2026-12-01T13:00:00Z"},
		{"zone of the file, summer", customZone + "DTSTART;TZID=Customized Time Zone:20260701T140000", "2026-07-01T12:00:00Z"},
		{"zone of the file, before the change", customZone + "DTSTART;TZID=Customized Time Zone:20260329T015900", "2026-03-29T00:59:00Z"},
		{"zone of the file, hour shown twice", customZone + "DTSTART;TZID=Customized Time Zone:20261025T023000", "2026-10-25T00:30:00Z"},
		{"zone of the file, after the change", customZone + "DTSTART;TZID=Customized Time Zone:20260329T030000", "2026-03-29T01:00:00Z"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			content := test.content
			if property, found := strings.CutPrefix(content, customZone); found {
				content = strings.Replace(sampleEvent(property), "BEGIN:VEVENT", customZone+"BEGIN:VEVENT", 1)
			}
			if got := starts(t, content); !slices.Equal(got, []string{test.want}) {
				t.Errorf("got %v, want %s", got, test.want)
			}
		})
	}
}

func TestRecurrence(t *testing.T) {
	const begin = "DTSTART;TZID=Asia/Shanghai:20261201T140000"
	tests := []struct {
		name  string
		lines []string
		want  []string
	}{
		{"count", []string{begin, "RRULE:FREQ=DAILY;COUNT=2"}, []string{"2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z"}},
		{"until in UTC", []string{begin, "RRULE:FREQ=DAILY;UNTIL=20261202T060000Z"}, []string{"2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z"}},
		{"until just before", []string{begin, "RRULE:FREQ=DAILY;UNTIL=20261202T055959Z"}, []string{"2026-12-01T06:00:00Z"}},
		{"until a date", []string{begin, "RRULE:FREQ=DAILY;UNTIL=20261202"}, []string{"2026-12-01T06:00:00Z", "2026-12-02T06:00:00Z"}},
		{"excluded in UTC", []string{begin, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261201T060000Z,20261203T060000Z"}, []string{"2026-12-02T06:00:00Z"}},
		{"excluded day", []string{begin, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20261201"}, []string{"2026-12-02T06:00:00Z"}},
		{"all excluded", []string{begin, "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20261201T140000"}, nil},
		{"dates", []string{begin, "RDATE;TZID=Asia/Shanghai:20261205T140000,20261207T140000"}, []string{"2026-12-01T06:00:00Z", "2026-12-05T06:00:00Z", "2026-12-07T06:00:00Z"}},
		{"over daylight saving", []string{"DTSTART;TZID=Europe/Berlin:20260328T140000", "RRULE:FREQ=DAILY;COUNT=2"}, []string{"2026-03-28T13:00:00Z", "2026-03-29T12:00:00Z"}},
		{"all day", []string{"DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;UNTIL=20261208"}, []string{"2026-11-30T16:00:00Z", "2026-12-07T16:00:00Z"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := starts(t, sampleEvent(test.lines...)); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	if got := len(starts(t, sampleEvent(begin, "RRULE:FREQ=DAILY"))); got != maxOccurrences {
		t.Errorf("an endless daily event has %d occurrences, want %d", got, maxOccurrences)
	}
	if got := len(starts(t, sampleEvent(begin, "RRULE:FREQ=MONTHLY"))); got != 12*maxYears+1 {
		t.Errorf("an endless monthly event has %d occurrences, want those of %d years", got, maxYears)
	}
}

func TestCancelledCalendar(t *testing.T) {
	content := calendar("METHOD:CANCEL", "BEGIN:VEVENT", "UID:sample", "SEQUENCE:4", "SUMMARY:Seminars of the Community (sample)", "DTSTART:20261201T060000Z", "END:VEVENT")
	events, problems, err := Read("events.ics", strings.NewReader(content), time.UTC)
	if err != nil || len(problems) > 0 || len(events) != 1 {
		t.Fatalf("events %v, problems %v, error %v", events, problems, err)
	}
	if event := events[0]; event.Status != alliance.Cancelled || event.Revision != 4 || event.Kind != alliance.Seminar {
		t.Errorf("%+v", event)
	}
}

func TestGuessKind(t *testing.T) {
	for title, want := range map[string]alliance.Kind{
		"专题讲座：技能大赛与教学实施":                    alliance.Lecture,
		"技能大赛（示例）":                          alliance.Competition,
		"Visit to the training base":        alliance.Visit,
		"Lectures for teachers":             alliance.Lecture,
		"Stalking horses and another thing": alliance.Other,
		"ＳＥＭＩＮＡＲ":                           alliance.Seminar,
		"":                                  alliance.Other,
	} {
		if got := guessKind(title); got != want {
			t.Errorf("%q is a %s, want %s", title, got, want)
		}
	}
}

func TestProblemsOfCalendars(t *testing.T) {
	tests := []struct {
		name, content string
		want          Problem
	}{
		{"no title", calendar("BEGIN:VEVENT", "DTSTART:20261201T060000Z", "END:VEVENT"), Problem{Row: 3, Column: "SUMMARY", Expected: "a title"}},
		{"no start", sampleEvent("STATUS:CONFIRMED"), Problem{Row: 3, Column: "DTSTART", Expected: "a date or time"}},
		{"no such start", sampleEvent("DTSTART:20260230T060000Z"), Problem{Row: 3, Column: "DTSTART", Found: "20260230T060000Z", Expected: "a date or time"}},
		{"unknown zone", sampleEvent("DTSTART;TZID=Nowhere:20261201T140000"), Problem{Row: 3, Column: "DTSTART", Found: "20261201T140000", Expected: "instead of Nowhere"}},
		{"zone of this machine", sampleEvent("DTSTART;TZID=Local:20261201T140000"), Problem{Row: 3, Column: "DTSTART", Found: "20261201T140000", Expected: "instead of Local"}},
		{"zone of a path", sampleEvent("DTSTART;TZID=../../etc/passwd:20261201T140000"), Problem{Row: 3, Column: "DTSTART", Found: "20261201T140000", Expected: "a zone that is known"}},
		{"gap", sampleEvent("DTSTART;TZID=Europe/Berlin:20260329T023000"), Problem{Row: 3, Column: "DTSTART", Found: "20260329T023000", Expected: "a time that exists"}},
		{"gap of the file's zone", strings.Replace(sampleEvent("DTSTART;TZID=Customized Time Zone:20260329T023000"), "BEGIN:VEVENT", customZone+"BEGIN:VEVENT", 1), Problem{Row: 18, Column: "DTSTART", Found: "20260329T023000", Expected: "a time that exists"}},
		{"end before start", sampleEvent("DTSTART:20261201T060000Z", "DTEND:20261201T050000Z"), Problem{Row: 3, Column: "DTEND", Found: "20261201T050000Z", Expected: "not before"}},
		{"duration", sampleEvent("DTSTART:20261201T060000Z", "DURATION:P"), Problem{Row: 3, Column: "DURATION", Found: "P", Expected: "a duration such as"}},
		{"long duration", sampleEvent("DTSTART:20261201T060000Z", "DURATION:P53W"), Problem{Row: 3, Column: "DURATION", Found: "P53W", Expected: "366 days"}},
		{"every second", sampleEvent("DTSTART:20261201T060000Z", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), Problem{Row: 3, Column: "RRULE", Found: "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", Expected: "a rule of days"}},
		{"never", sampleEvent("DTSTART:20261201T060000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), Problem{Row: 3, Column: "RRULE", Found: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", Expected: "yields a date"}},
		{"no rule", sampleEvent("DTSTART:20261201T060000Z", "RRULE:often"), Problem{Row: 3, Column: "RRULE", Found: "often", Expected: "a rule of days"}},
		{"all that follow", sampleEvent("DTSTART:20261201T060000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T060000Z"), Problem{Row: 3, Column: "RECURRENCE-ID", Found: "THISANDFUTURE", Expected: "one occurrence"}},
		{"link", sampleEvent("DTSTART:20261201T060000Z", "URL:message://x"), Problem{Row: 3, Column: "URL", Found: "message://x", Expected: "http://"}},
		{"sequence", sampleEvent("DTSTART:20261201T060000Z", "SEQUENCE:-1"), Problem{Row: 3, Column: "SEQUENCE", Found: "-1", Expected: "a whole number"}},
		{"broken line", sampleEvent("DTSTART:20261201T060000Z", "ORGANIZER;CN:mailto:sample@example.org"), Problem{Row: 3, Column: "ORGANIZER", Found: "ORGANIZER;CN:mailto:sample@example.org", Expected: "RFC 5545"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.File = "events.ics"
			checkProblem(t, "events.ics", test.content, test.want)
		})
	}
	twice := strings.Replace(sampleEvent("DTSTART:20261201T060000Z"), "END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:sample\r\nSUMMARY:x\r\nDTSTART:20261201T060000Z\r\nEND:VEVENT\r\n", 1)
	checkProblem(t, "events.ics", twice, Problem{File: "events.ics", Row: 8, Column: "UID", Found: "sample", Expected: "line 3 has the same"})
}

// TestHostileRules reads many rules that never come true; each takes a third of a second to find that out.
func TestHostileRules(t *testing.T) {
	var events []string
	for range 2000 {
		events = append(events, "BEGIN:VEVENT", "SUMMARY:x", "DTSTART:20261201T060000Z", "RRULE:FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53", "END:VEVENT")
	}
	_, problems, err := Read("events.ics", strings.NewReader(calendar(events...)), time.UTC)
	if err != nil || len(problems) != 2000 || problems[1999].Expected != errSpent.Error() {
		t.Errorf("%d problems, error %v", len(problems), err)
	}
}

func FuzzICS(f *testing.F) {
	f.Add(sampleEvent("DTSTART;TZID=Asia/Shanghai:20261201T140000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TU,-1FR;INTERVAL=2;COUNT=5", "EXDATE:20261201T140000"))
	f.Add(strings.Replace(sampleEvent("DTSTART;TZID=Customized Time Zone:20260329T023000", "RRULE:FREQ=YEARLY;BYSETPOS=-1;BYDAY=MO"), "BEGIN:VEVENT", customZone+"BEGIN:VEVENT", 1))
	f.Add(sampleEvent("DTSTART;VALUE=DATE:20261201", "RECURRENCE-ID:20261201T140000Z", "RDATE;VALUE=PERIOD:20261201T140000/PT1H"))
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, content string) {
		checkEvents(t, "fuzz.ics", content, berlin)
	})
}

package alliance

import (
	"maps"
	"os"
	"strings"
	"testing"
	"time"
)

func TestChineseWorkdays(t *testing.T) {
	workdays, err := ParseWorkdays(chineseWorkdays)
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]bool{
		"2025-01-27": true, "2025-01-28": false, "2025-02-04": false, "2025-02-05": true, "2025-02-08": true, "2025-10-11": true,
		"2026-01-02": false, "2026-01-04": true, "2026-02-14": true, "2026-02-23": false, "2026-02-24": true, "2026-05-09": true,
		"2026-09-20": true, "2026-10-07": false, "2026-10-08": true, "2026-10-10": true, "2026-11-28": false, "2026-11-30": true,
		"2027-02-05": false, "2027-10-01": false, "2030-01-01": true, "2030-01-05": false,
	} {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		if got := workdays.Workday(day); got != want {
			t.Errorf("%s: workday %v, want %v", date, got, want)
		}
	}
	for date, work := range workdays.named { // what is named differs from the weekday, or stands in the middle of a holiday
		day, err := time.Parse(time.DateOnly, date)
		if weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday; err != nil || work && !weekend {
			t.Errorf("%s is named a workday", date)
		}
	}
}

// TestAnnouncedWorkdays: of the years that have been announced the table names just the days that the notices name.
func TestAnnouncedWorkdays(t *testing.T) {
	text, err := os.ReadFile("testdata/announced.txt")
	if err != nil {
		t.Fatal(err)
	}
	announced, err := ParseWorkdays(string(text))
	if err != nil {
		t.Fatal(err)
	}
	named := maps.Clone(ChineseWorkdays().named)
	maps.DeleteFunc(named, func(date string, _ bool) bool { return date >= "2027" })
	if !maps.Equal(named, announced.named) {
		t.Errorf("the table names\n%v, announced were\n%v", named, announced.named)
	}
}

func TestParseWorkdays(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "# x\n\n2026-01-01 off # y": "", "2026-01-01..2026-01-03 off": "",
		"2026-01-01": "line 1", "\n2026-1-1 off": "line 2", "2026-01-01 holiday": "line 1", "2026-01-03..2026-01-01 off": "line 1",
		"2026-01-01..2027-01-01 off": "line 1", "2026-01-01 off\n2026-01-01 work": "line 2", "2026-01-01 off x": "line 1",
	} {
		_, err := ParseWorkdays(text)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzParseWorkdays(f *testing.F) {
	f.Add(chineseWorkdays)
	f.Add("2026-01-01..9999-12-31 off")
	f.Fuzz(func(_ *testing.T, text string) { _, _ = ParseWorkdays(text) }) // ends, and does not panic
}

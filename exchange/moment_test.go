package exchange

import (
	"errors"
	"testing"
	"time"
)

func TestMoments(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2026-12-01 14:00", "2026-12-01 14:00:00"},
		{"2026-12-1 9:05", "2026-12-01 09:05:00"},
		{"2026/12/1 14:00", "2026-12-01 14:00:00"},
		{"2026.12.1 14:00", "2026-12-01 14:00:00"},
		{"2026-12-01 14:00:30", "2026-12-01 14:00:30"},
		{"2026-12-01T14:00", "2026-12-01 14:00:00"},
		{"2026-12-01T14:00:00+08:00", "2026-12-01 14:00:00"},
		{"2026-12-01T06:00:00Z", "2026-12-01 14:00:00"},
		{"2026-12-01T06:00:00.123Z", "2026-12-01 14:00:00"},
		{"2026-11-30T20:00:00-10:00", "2026-12-01 14:00:00"},
		{"2026-12-01 14:00 +0800", "2026-12-01 14:00:00"},
		{"2026年12月1日 14:00", "2026-12-01 14:00:00"},
		{"2026年12月1日14:00", "2026-12-01 14:00:00"},
		{"2026年12月1日下午2点", "2026-12-01 14:00:00"},
		{"2026年12月1日下午2点半", "2026-12-01 14:30:00"},
		{"2026年12月1号 下午2点一刻", "2026-12-01 14:15:00"},
		{"2026年12月1日上午9时30分", "2026-12-01 09:30:00"},
		{"2026年12月1日上午9时30分15秒", "2026-12-01 09:30:15"},
		{"2026年12月1日（周二）14:00", "2026-12-01 14:00:00"},
		{"2026年12月1日 星期二 下午 2:00", "2026-12-01 14:00:00"},
		{"2026年12月1日下午14:00", "2026-12-01 14:00:00"},
		{"2026年12月1日中午12点", "2026-12-01 12:00:00"},
		{"2026年12月1日下午12点半", "2026-12-01 12:30:00"},
		{"2026年12月1日中午1点", "2026-12-01 13:00:00"},
		{"2026年12月1日晚上7点整", "2026-12-01 19:00:00"},
		{"2026年12月1日凌晨12点", "2026-12-01 00:00:00"},
		{"2026-12-01 2:00 PM", "2026-12-01 14:00:00"},
		{"2026-12-01 2pm", "2026-12-01 14:00:00"},
		{"2026-12-01 12:00 am", "2026-12-01 00:00:00"},
		{"2026-12-01 24:00", "2026-12-02 00:00:00"},
		{"２０２６－１２－０１　１４：００", "2026-12-01 14:00:00"},
		{"２０２６年１２月１日下午２点", "2026-12-01 14:00:00"},
		{"２０２６／１２／１　１４：００：３０", "2026-12-01 14:00:30"},
		{"\u200b 2026-12-01\t14:00 ", "2026-12-01 14:00:00"},
		{"2028-02-29 08:00", "2028-02-29 08:00:00"},
	}
	shanghai := zone(t, "Asia/Shanghai")
	for _, test := range tests {
		got, err := instantOf(test.text, shanghai)
		if err != nil || got.Format(time.DateTime) != test.want {
			t.Errorf("%q: %v, %v, want %s", test.text, got, err, test.want)
		}
	}
}

// instantOf reads a full date and time in zone.
func instantOf(text string, zone *time.Location) (time.Time, error) {
	written, err := parseMoment(text)
	if err != nil {
		return time.Time{}, err
	}
	instant, err := written.in(zone)
	return instant.In(zone), err
}

func TestMomentsThatAreNone(t *testing.T) {
	tests := []struct {
		text string
		want error
	}{
		{"", errTimeForm},
		{"soon", errTimeForm},
		{"14", errTimeForm},
		{"2026-12-01 14", errTimeForm},
		{"2026-12-01 14:5", errTimeForm},
		{"2026-12-01 14:", errTimeForm},
		{"2026-12-114:00", errTimeForm},
		{"2026-12-01 10:00-12:00", errTimeForm}, // a span, not an offset
		{"2026-12-01 下午", errTimeForm},
		{"26-12-01 14:00", errTimeForm},
		{"12/1/2026 14:00", errTimeForm},
		{"2026-12-01 14:00 2026-12-02", errTimeForm},
		{"2026-12-01", errNoClock},
		{"2026年12月1日", errNoClock},
		{"14:00", errNoDate},
		{"下午2点", errNoDate},
		{"2026-02-30 14:00", errDate},
		{"2026-13-01 14:00", errDate},
		{"2026-00-00 14:00", errDate},
		{"2027-02-29 14:00", errDate},
		{"2026-12-01 25:00", errClock},
		{"2026-12-01 24:01", errClock},
		{"2026-12-01 14:60", errClock},
		{"2026-12-01 14:00:60", errClock},
		{"2026年12月1日上午14点", errClock},
		{"2026年12月1日上午12点", errClock}, // noon to some, midnight to others
		{"2026年12月1日晚上12点", errClock},
		{"2026年12月1日（周三）14:00", errWeekday},
		{"1926-12-01 14:00", errYear},
		{"2026-12-01T14:00:00+15:00", errUTCOffset},
	}
	for _, test := range tests {
		if got, err := instantOf(test.text, time.UTC); !errors.Is(err, test.want) {
			t.Errorf("%q: %v, %v, want %q", test.text, got, err, test.want)
		}
	}
}

func TestDaylightSaving(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	if got, err := instantOf("2026-03-29 02:30", berlin); err == nil {
		t.Errorf("a time in the gap is %v, want an error", got)
	}
	for text, want := range map[string]string{
		"2026-03-29 01:59":          "2026-03-29T00:59:00Z",
		"2026-03-29 03:00":          "2026-03-29T01:00:00Z",
		"2026-10-25 02:30":          "2026-10-25T00:30:00Z", // shown twice: the first counts
		"2026-10-25 03:00":          "2026-10-25T02:00:00Z",
		"2026-10-25T02:30:00+02:00": "2026-10-25T00:30:00Z",
		"2026-10-25T02:30:00+01:00": "2026-10-25T01:30:00Z",
	} {
		got, err := instantOf(text, berlin)
		if err != nil || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%s: %v, %v, want %s", text, got, err, want)
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, text := range []string{"2026-12-01 14:00", "２０２６年１２月１日下午２点半", "2026-12-01T14:00:00+08:00", "16:00", "24:00"} {
		f.Add(text)
	}
	shanghai := zone(f, "Asia/Shanghai")
	f.Fuzz(func(t *testing.T, text string) {
		first, err := instantOf(text, shanghai)
		if err != nil {
			return
		}
		second, err := instantOf(writeTime(first, shanghai), shanghai)
		if err != nil || !second.Equal(first) {
			t.Errorf("%q is %v, written and read again %v, %v", text, first, second, err)
		}
	})
}

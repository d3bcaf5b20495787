package alliance

import (
	"testing"
	"time"
)

func TestWidened(t *testing.T) {
	for text, want := range map[string]string{
		"22:30-07:15": "22:30-07:15", "22:37-07:12": "22:30-07:15", "22:00-23:50": "22:00-00:00", "00:05-00:10": "00:00-00:15", "12:00-11:45": "12:00-11:45",
		"22:10-21:50": "", "22:14-22:01": "",
	} {
		quiet, err := ParseQuiet(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if widened, ok := quiet.Widened(); ok {
			got = widened.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestParseQuiet(t *testing.T) {
	clock := func(hours, minutes int) time.Duration { return time.Duration(60*hours+minutes) * time.Minute }
	for text, want := range map[string]Quiet{
		"22:00-07:00": {clock(22, 0), clock(7, 0)},
		"22:30-7:05":  {clock(22, 30), clock(7, 5)},
		"00:00-00:00": {},
		"0:00-24:00":  {0, clock(24, 0)},
		"24:00-06:00": {clock(24, 0), clock(6, 0)},
		"13:00-14:00": {clock(13, 0), clock(14, 0)},
	} {
		if got, err := ParseQuiet(text); err != nil || got != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "22:00", "22:00-", "-07:00", "22-07", "22:00-25:00", "24:01-07:00", "22:60-07:00", "-1:00-07:00", "22:00--7:00", "22:00-07:00x",
		"22:00-07:00 x", "x22:00-07:00", "22:00–07:00", "22：00-07：00", "22:00-07:00-08:00", "+22:00-07:00", "22:+5-07:00", "-0:00-07:00", " 22:00-07:00",
		"22:00 - 07:00", "22:00-07:00:00", "022:00-07:00", "22:0-07:00",
	} {
		if got, err := ParseQuiet(text); err == nil {
			t.Errorf("%q: got %v", text, got)
		} else if KindOf(err) != Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParseQuiet(f *testing.F) {
	for _, seed := range []string{"22:00-07:00", "24:00-0:00", "-1:00-2:00", "99999999999999:00-1:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quiet, err := ParseQuiet(text)
		if err == nil && (quiet.From < 0 || quiet.From > 24*time.Hour || quiet.To < 0 || quiet.To > 24*time.Hour) {
			t.Errorf("%q: %v", text, quiet)
		}
	})
}

func TestReminderDue(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	for _, c := range []struct {
		zone, start string
		lead        time.Duration
		quiet, want string
	}{
		// Outside quiet hours the lead time counts.
		{"Asia/Shanghai", "2026-12-01T14:00:00+08:00", hour, "22:00-07:00", "2026-12-01T13:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T14:00:00+08:00", day, "22:00-07:00", "2026-11-30T14:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T08:00:00+08:00", hour, "22:00-07:00", "2026-12-01T07:00:00+08:00"}, // just when they end
		{"Asia/Shanghai", "2026-12-01T22:59:00+08:00", hour, "22:00-07:00", "2026-12-01T21:59:00+08:00"}, // just before they begin
		{"Asia/Shanghai", "2026-12-01T02:00:00+08:00", hour, "00:00-00:00", "2026-12-01T01:00:00+08:00"}, // there are none
		// Events within them, or by nine: brought forward.
		{"Asia/Shanghai", "2026-12-01T23:00:00+08:00", hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T00:30:00+08:00", hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T06:59:00+08:00", hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T07:00:00+08:00", hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T07:59:00+08:00", hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T08:00:00+08:00", 3 * hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T09:00:00+08:00", 3 * hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T09:00:00+08:00", 11 * hour, "22:00-07:00", "2026-12-01T21:45:00+08:00"}, // just when they begin
		// Later ones: put off to their end.
		{"Asia/Shanghai", "2026-12-02T09:01:00+08:00", 3 * hour, "22:00-07:00", "2026-12-02T07:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T10:30:00+08:00", 12 * hour, "22:00-07:00", "2026-12-02T07:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-05T23:00:00+08:00", 3 * day, "22:00-07:00", "2026-12-03T07:00:00+08:00"},
		{"Asia/Shanghai", "2027-01-01T10:00:00+08:00", 12 * hour, "22:00-07:00", "2027-01-01T07:00:00+08:00"},
		{"Asia/Shanghai", "2028-03-01T06:30:00+08:00", day, "22:00-07:00", "2028-02-29T07:00:00+08:00"},
		// Quiet hours that do not run over midnight, or into the morning.
		{"Asia/Shanghai", "2026-12-01T14:30:00+08:00", hour, "13:00-14:00", "2026-12-01T14:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T13:50:00+08:00", 30 * time.Minute, "13:00-14:00", "2026-12-01T12:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T14:00:00+08:00", hour, "13:00-14:00", "2026-12-01T12:45:00+08:00"}, // put off it would come too late
		{"Asia/Shanghai", "2026-12-01T05:00:00+08:00", hour, "00:00-06:00", "2026-11-30T23:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T10:00:00+08:00", hour, "22:00-10:00", "2026-11-30T21:45:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T10:01:00+08:00", hour, "22:00-10:00", "2026-12-01T10:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-02T05:00:00+08:00", hour, "24:00-06:00", "2026-12-01T23:45:00+08:00"},
		// The clock counts where daylight saving shifts it: 2:00 becomes 3:00 on 29 March, and 3:00 becomes 2:00 on 25 October.
		{"Europe/Berlin", "2026-03-29T08:00:00+02:00", 2 * hour, "22:00-07:00", "2026-03-28T21:45:00+01:00"},
		{"Europe/Berlin", "2026-03-29T12:00:00+02:00", 10 * hour, "22:00-07:00", "2026-03-29T07:00:00+02:00"},
		{"Europe/Berlin", "2026-10-25T12:00:00+01:00", 10 * hour, "22:00-07:00", "2026-10-25T07:00:00+01:00"},
		{"Europe/Berlin", "2026-10-25T09:00:00+01:00", 6 * hour, "22:00-07:00", "2026-10-24T21:45:00+02:00"},
		{"Europe/Berlin", "2026-10-26T08:30:00+01:00", day, "22:00-07:00", "2026-10-25T08:30:00+01:00"},
	} {
		start, err := time.Parse(layout, c.start)
		if err != nil {
			t.Fatal(err)
		}
		quiet, err := ParseQuiet(c.quiet)
		if err != nil {
			t.Fatal(err)
		}
		due := ReminderDue(start.UTC(), c.lead, quiet, zone(t, c.zone))
		if got := due.In(zone(t, c.zone)).Format(layout); got != c.want {
			t.Errorf("%s, %v before, quiet %s: got %s, want %s", c.start, c.lead, c.quiet, got, c.want)
		}
		if due.Location() != time.UTC {
			t.Errorf("%s: not UTC", c.start)
		}
	}
}

// TestReminderDueInTime: a reminder comes before its event and, of quiet hours that leave room for it, outside of them.
func TestReminderDueInTime(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	for _, text := range []string{"22:00-07:00", "00:00-06:00", "13:00-14:30", "22:00-10:00", "20:15-09:45"} {
		quiet, err := ParseQuiet(text)
		if err != nil {
			t.Fatal(err)
		}
		for minute := range 24 * 60 {
			start := time.Date(2026, 12, 2, 0, minute, 0, 0, shanghai)
			for _, lead := range LeadChoices(nil) {
				due := ReminderDue(start, lead, quiet, shanghai)
				if _, inside := quiet.around(due.In(shanghai)); inside || !due.Before(start) {
					t.Fatalf("quiet %s, %v before %s: due %s", text, lead, start.Format(time.TimeOnly), due.In(shanghai))
				}
			}
		}
	}
}

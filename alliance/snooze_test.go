package alliance

import (
	"testing"
	"time"
)

func TestSnooze(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	const form = "2006-01-02 15:04:05"
	for _, c := range []struct {
		snooze    Snooze
		now, want string
	}{
		{TenMinutes, "2026-12-01 13:00:00", "2026-12-01 13:10:00"},
		{TenMinutes, "2026-12-31 23:55:01", "2027-01-01 00:06:00"},
		{OneHour, "2026-12-01 13:00:30", "2026-12-01 14:01:00"},
		{Morning, "2026-12-01 13:00:00", "2026-12-02 08:00:00"},
		{Morning, "2028-02-28 23:59:59", "2028-02-29 08:00:00"},
		{Morning, "2026-12-02 03:59:59", "2026-12-02 08:00:00"},
		{Morning, "2026-12-02 04:00:00", "2026-12-03 08:00:00"},
	} {
		now, err := time.ParseInLocation(form, c.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		if until, ok := c.snooze.Until(now); !ok || until.Format(form) != c.want {
			t.Errorf("%s at %s: until %s, want %s", c.snooze, c.now, until.Format(form), c.want)
		}
	}
	if _, ok := Snooze("2h").Until(time.Now()); ok {
		t.Error("2h is no snooze")
	}
}

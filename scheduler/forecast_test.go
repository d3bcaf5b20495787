package scheduler_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/scheduler"
)

// TestForecastComesTrue: what organisers are told of who will be reminded when is what the timetable then does.
func TestForecastComesTrue(t *testing.T) {
	w := newWorld(t)
	const quarter = 15 * time.Minute
	plan := alliance.Plan{Zone: time.UTC, Leads: []time.Duration{day, hour}, Quiet: alliance.Quiet{From: 22 * hour, To: 7 * hour}}
	stored := w.under(plan)
	w.reminders.Plan, w.reminders.Defaults = stored, plan.Leads
	w.now = w.now.Truncate(day).Add(12 * hour)
	event := w.put("lecture", w.now.Add(3*day-4*hour), func(event *alliance.Event) {
		event.Series, event.Leads = "weekly", []time.Duration{2 * day, 10 * hour, hour}
	}) // at 8:00
	hours := []*alliance.Quiet{nil, nil, {}, {From: 23 * hour, To: 6 * hour}, {From: 12 * hour, To: 14 * hour}, {From: 20*hour + quarter, To: 8*hour + quarter}}
	leads := [][]time.Duration{nil, nil, {}, {3 * hour, 9 * hour}, {2 * day, quarter}, {11 * hour}}
	forecast := alliance.NewForecast(plan, event, w.now)
	for id := range int64(60) {
		member, err := w.ChangeMember(t.Context(), id+1, func(member *alliance.Member) {
			member.Quiet, member.Leads = hours[id%6], leads[id/6%6]
			switch id % 11 {
			case 3:
				*member = member.Wishing(event, false, w.now)
			case 5:
				*member = member.Wishing(event, true, w.now)
			case 9:
				*member = member.Muting(event, true, w.now)
			case 7:
				member.Kinds = []alliance.Kind{alliance.Visit}
			}
		})
		w.check(err)
		forecast.Add(member)
	}
	for id := range int64(6) {
		chat, err := w.ChangeChat(t.Context(), -id-1, func(chat *alliance.Chat) {
			subscribed := chat.Subscribed()
			subscribed.Kinds, subscribed.Quiet, subscribed.Leads = []alliance.Kind{alliance.Lecture}, hours[id], leads[5-id]
			chat.Subscriber = &subscribed
		})
		w.check(err)
		forecast.AddChat(chat)
	}
	want := ""
	for _, moment := range forecast.Moments() {
		want += fmt.Sprintf("%s: %d\n", moment.Due.Format("01-02 15:04"), moment.Heads)
	}
	got := ""
	for at := w.now; at.Before(event.Start); at = at.Add(quarter) {
		for id := range w.tick(at) {
			dispatch, err := w.Dispatch(t.Context(), id)
			w.check(err)
			var heads alliance.Heads
			for _, page := range w.MemberPages() {
				members, err := w.Audience(t.Context(), dispatch.Audience, alliance.Chinese, page)
				w.check(err)
				heads.Members += len(members)
			}
			chats, err := w.Chats(t.Context())
			w.check(err)
			for _, chat := range chats {
				if dispatch.Audience.Includes(chat.Member(), alliance.Chinese) {
					heads.Groups++
				}
			}
			if heads.All() > 0 {
				got += fmt.Sprintf("%s: %d\n", at.UTC().Format("01-02 15:04"), heads)
			}
		}
	}
	if got != want || len(forecast.Moments()) < 8 {
		t.Errorf("sent\n%s\nforecast\n%s", got, want)
	}
}

// TestMentions: the editions of the digests that are to tell of an event are those that do.
func TestMentions(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	digests := &scheduler.Digests{
		Workdays: alliance.ChineseWorkdays(), Zone: zone, Specs: map[alliance.Digest]string{alliance.Weekly: "0 18 * * 0", alliance.Daily: "30 7 * * *"},
	}
	at := func(text string) time.Time {
		moment, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for _, c := range []struct{ now, start, want string }{
		{"2026-09-26 12:00", "2026-09-30 14:00", "weekly 09-27 18:00, weekly sun2000 09-27 20:00, weekly mon0730 09-28 07:30, daily 1800 09-29 18:00, daily 0630 09-30 06:30, daily 09-30 07:30, daily 0800 09-30 08:00"},
		{"2026-09-28 12:00", "2026-09-30 14:00", "daily 1800 09-29 18:00, daily 0630 09-30 06:30, daily 09-30 07:30, daily 0800 09-30 08:00"},
		{"2026-09-28 12:00", "2026-10-02 14:00", ""}, // a holiday of a week that has been told of
		{"2026-01-01 12:00", "2026-10-10 14:00", "weekly fri1700 10-02 17:00, weekly 10-04 18:00, weekly sun2000 10-04 20:00, weekly mon0730 10-05 07:30, daily 1800 10-09 18:00, daily 0630 10-10 06:30, daily 10-10 07:30, daily 0800 10-10 08:00"},
		{"2026-09-30 08:00", "2026-09-30 14:00", ""},
		{"2026-09-30 07:30", "2026-09-30 07:50", ""}, // before the last of them
		{"2026-09-30 07:40", "2026-09-30 14:00", "daily 0800 09-30 08:00"},
	} {
		var got []string
		for _, mention := range digests.Mentions(alliance.Event{Start: at(c.start)}, at(c.now)) {
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(mention.Digest, " ", mention.Key, mention.At.In(zone).Format(" 01-02 15:04"))), " "))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("on %s of an event on %s: %q, want %q", c.now, c.start, got, c.want)
		}
	}
}

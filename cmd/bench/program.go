package main

import (
	"fmt"
	"time"

	"alliancebot/alliance"
)

// thisWeek is how many events of a program take place in the week of now.
const thisWeek = 12

// spread is how far ahead the other events of a program lie, evenly.
const spread = 2 * 365 * 24 * time.Hour

// program makes count events: always the same in the week of now, the rest from two weeks ahead on. Reminders with lead times
// of whole quarters of an hour fall due five minutes past one, never on a full hour.
func program(now time.Time, count int) []alliance.Event {
	now = now.In(zone())
	week, later := alliance.Week(now, 0), alliance.Week(now, 2)
	events := make([]alliance.Event, 0, count)
	for i := range count {
		start := week.From.Add(time.Duration(i)*13*time.Hour + 8*time.Hour + 5*time.Minute)
		if i >= thisWeek {
			after := spread / time.Duration(max(count-thisWeek, 1)) * time.Duration(i-thisWeek)
			start = later.From.Add(after.Truncate(15*time.Minute) + 5*time.Minute)
		}
		events = append(events, sample(i, start))
	}
	return events
}

// sample is the i-th event: of one of the kinds, with one of fifty speakers, at one of thirty venues.
func sample(i int, start time.Time) alliance.Event {
	kinds := alliance.Kinds()
	event := alliance.Event{
		UID: fmt.Sprintf("bench-%d", i), Kind: kinds[i%len(kinds)], Title: title(i), Start: start.UTC(), End: start.Add(90 * time.Minute).UTC(),
		Zone: "Asia/Shanghai", Venue: fmt.Sprintf("实训楼 %d", 101+i%30), Speakers: []string{fmt.Sprintf("Speaker %d", i%50)},
		Units: []string{"丽水市职业高级中学"}, Description: "智能制造产教融合活动，用于测量。", Status: alliance.Planned,
	}
	event.ID = alliance.EventID(event.UID)
	return event
}

// titled begins the titles of all events.
const titled = "智能制造专题活动"

func title(i int) string { return fmt.Sprintf(titled+"第 %d 场", i+1) }

package store

import (
	"slices"
	"sync"

	"alliancebot/alliance"
)

// recollection remembers the events decoded last by the text they are stored as, so that it never tells of one that has changed.
// The events of a week are read again for everybody who asks, and decoding them costs more than all the rest of reading them.
type recollection struct {
	mu     sync.Mutex
	events map[string]alliance.Event
}

// recollectionLimit bounds how many events are remembered, and so the memory they take to some megabytes.
const recollectionLimit = 512

// event decodes a stored event. What it returns is the caller's to change.
func (recollection *recollection) event(text string) (alliance.Event, error) {
	recollection.mu.Lock()
	event, known := recollection.events[text]
	recollection.mu.Unlock()
	if known {
		return duplicate(event), nil
	}
	event, err := decodeEvent(text)
	if err != nil {
		return alliance.Event{}, err
	}
	recollection.mu.Lock()
	defer recollection.mu.Unlock()
	if recollection.events == nil || len(recollection.events) >= recollectionLimit {
		recollection.events = map[string]alliance.Event{}
	}
	recollection.events[text] = duplicate(event)
	return event, nil
}

// duplicate is the event again, sharing nothing with it that can be changed.
func duplicate(event alliance.Event) alliance.Event {
	event.Speakers, event.Units = slices.Clone(event.Speakers), slices.Clone(event.Units)
	event.Sessions, event.Leads = slices.Clone(event.Sessions), slices.Clone(event.Leads)
	for i := range event.Sessions {
		event.Sessions[i].Speakers = slices.Clone(event.Sessions[i].Speakers)
	}
	event.Audience = duplicateAudience(event.Audience)
	return event
}

func duplicateAudience(audience alliance.Audience) alliance.Audience {
	audience.Roles, audience.Units, audience.Languages = slices.Clone(audience.Roles), slices.Clone(audience.Units), slices.Clone(audience.Languages)
	audience.Slots, audience.Defaults, audience.Added = slices.Clone(audience.Slots), slices.Clone(audience.Defaults), slices.Clone(audience.Added)
	audience.Only, audience.Chats = slices.Clone(audience.Only), slices.Clone(audience.Chats)
	audience.Drawn = slices.Clone(audience.Drawn)
	if audience.Exclude != nil {
		excluded := duplicateAudience(*audience.Exclude)
		audience.Exclude = &excluded
	}
	return audience
}

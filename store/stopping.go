package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// stopAnnouncements does in the document what withdraw.lua does in a store, so that whatever a crash leaves of it is stopped: who
// got an announcement after the backup was made is not known. That concerns those under way or paused, those that waited for approval,
// and those whose time has come meanwhile.
func (given document) stopAnnouncements(now time.Time) ([]Stopped, error) {
	var stopped []Stopped
	active, later, asked := given.Keys[keyActive], given.Keys[keyScheduled], given.Keys[keyProposed]
	ids := slices.Concat(slices.Collect(maps.Keys(active.Hash)), given.Keys[keyLatest].List, slices.Collect(maps.Keys(later.Hash)))
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		fields := given.Keys[keyDispatch(id)].Hash
		if fields == nil { // begun while the export was written, or its time is over
			delete(active.Hash, id)
			delete(later.Hash, id)
			continue
		}
		found, err := decodeDispatch(id, fields)
		if err != nil {
			return nil, err
		}
		if passed, err := given.mayHaveBegun(found, now); err != nil || !passed {
			if err != nil {
				return nil, err
			}
			continue
		}
		fields["state"] = string(alliance.Withdrawn)
		delete(active.Hash, id)
		delete(later.Hash, id)
		delete(asked.Hash, id)
		given.mortal(id, now.Add(ledgerKept))
		stopped = append(stopped, Stopped{ID: id, Tally: tallyOf(given.Keys[keyTally(id)].Hash)})
	}
	for key, hash := range map[string]value{keyActive: active, keyScheduled: later, keyProposed: asked} {
		if len(hash.Hash) == 0 {
			delete(given.Keys, key)
		}
	}
	return stopped, nil
}

// mortal has a ledger end by itself.
func (given document) mortal(id string, end time.Time) {
	for _, key := range []string{keyDispatch(id), keyReady(id), keyWaiting(id), keyOutcomes(id), keyTally(id), keyDoubts(id)} {
		if ledger, there := given.Keys[key]; there {
			ledger.Until = end.UnixMilli()
			given.Keys[key] = ledger
		}
	}
}

// mayHaveBegun reports whether an announcement may have gone to some since the backup that the document does not know of.
func (given document) mayHaveBegun(found alliance.Dispatch, now time.Time) (bool, error) {
	switch {
	case found.Purpose != alliance.ForBroadcast:
		return false, nil
	case found.State != alliance.Scheduled:
		return found.State == alliance.Proposed || found.State == alliance.Expanding || found.State == alliance.Running || found.State == alliance.Paused, nil
	}
	text, there := given.Keys[keyScheduled].Hash[found.ID]
	if !there { // begun while the export was written
		return true, nil
	}
	var appointment dispatch.Appointment
	if err := json.Unmarshal([]byte(text), &appointment); err != nil {
		return false, fmt.Errorf("decode appointment %s: %w", found.ID, err)
	}
	if appointment.Ahead == 0 {
		return !appointment.At.After(now), nil
	}
	var event alliance.Event
	if text, there = given.Keys[keyEvents].Hash[appointment.Event]; !there {
		return false, nil // it is called off when the bot runs
	}
	if err := json.Unmarshal([]byte(text), &event); err != nil {
		return false, fmt.Errorf("decode event %s: %w", appointment.Event, err)
	}
	return !event.Start.Add(-appointment.Ahead).After(now), nil
}

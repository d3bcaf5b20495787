package store

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// slotFields are the fields of keySlots for what a member has chosen; none for who goes by the community's plan.
func slotFields(member alliance.Member) []string {
	quiet := member.OwnQuiet()
	if member.Leads == nil && quiet == "" {
		return nil
	}
	if member.Leads == nil {
		return []string{slotField("", quiet)}
	}
	fields := make([]string, len(member.Leads))
	for i, lead := range member.Leads {
		fields[i] = slotField(minutesOf(lead), quiet)
	}
	return fields
}

// ofEvents stands in the place of quiet hours in the fields of keySlots for lead times that events have added.
const ofEvents = "event"

func slotField(minutes, quiet string) string { return minutes + "/" + quiet }

// choose enters what a member has chosen anew. Each choice writes another value, so that ForgetSlots sees one made meanwhile.
func (s *swap) choose(before, after alliance.Member) {
	had := slotFields(before)
	for _, field := range slotFields(after) {
		if !slices.Contains(had, field) {
			s.write(keySlots, field, strconv.FormatUint(rand.Uint64(), 36))
		}
	}
}

// ForgetSlots forgets the times that no member and no event has any more, so that trying them out makes no tick read more for ever.
func (store *Store) ForgetSlots(ctx context.Context) error {
	unused, err := store.redis.HGetAll(ctx, keySlots).Result()
	if err != nil {
		return failed("read times of reminders", err)
	}
	for _, page := range store.MemberPages() {
		if len(unused) == 0 {
			break
		}
		members, err := store.MembersOnPage(ctx, page)
		if err != nil {
			return err
		}
		for _, member := range members {
			for _, field := range slotFields(member) {
				delete(unused, field)
			}
		}
	}
	chats, err := store.Chats(ctx)
	if err != nil {
		return err
	}
	for _, chat := range chats {
		if chat.Subscriber != nil {
			for _, field := range slotFields(*chat.Subscriber) {
				delete(unused, field)
			}
		}
	}
	if len(unused) > 0 {
		if err := store.EveryEvent(ctx, func(events []alliance.Event) error {
			for _, event := range events {
				for _, slot := range addedSlots(event) {
					delete(unused, addedSlotField(slot))
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	for field, value := range unused {
		forgotten := newSwap()
		forgotten.replace(keySlots, field, value, "")
		if err := forgotten.run(ctx, store); err != nil && alliance.KindOf(err) != alliance.Conflict { // somebody has just chosen it
			return err
		}
	}
	return nil
}

// slots lists the slots that members can have reminders at: those of the plan, those that members have chosen, and for the lead
// times that events have added, and those at which is told who has a part in one, one for each of the quiet hours that there are.
func (store *Store) slots(ctx context.Context) ([]slot, error) {
	fields, err := store.redis.HKeys(ctx, keySlots).Result()
	if err != nil {
		return nil, failed("read times of reminders", err)
	}
	found := map[slot]bool{}
	hours := map[string]alliance.Quiet{}
	var added []alliance.Slot
	for _, field := range append(fields, slotField("", "")) {
		minutes, own, _ := strings.Cut(field, "/")
		number, errNumber := strconv.Atoi(minutes)
		lead := time.Duration(number) * time.Minute
		if own == ofEvents || own == toPrepare {
			added = append(added, alliance.Slot{Lead: lead, Prepares: own == toPrepare})
			continue
		}
		quiet, leads := store.own.Quiet, store.own.Leads
		if own != "" {
			if quiet, err = alliance.ParseQuiet(own); err != nil {
				continue // no member can have such hours
			}
		}
		if errNumber == nil {
			leads = []time.Duration{lead}
		}
		hours[own] = quiet
		for _, lead := range leads {
			found[slot{lead: lead, quiet: quiet, own: own}] = true
		}
	}
	for _, at := range added {
		for own, quiet := range hours {
			found[slot{lead: at.Lead, quiet: quiet, own: own, added: true, prepares: at.Prepares}] = true
		}
	}
	return slices.Collect(maps.Keys(found)), nil
}

package store

import (
	"context"
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
		fields[i] = slotField(strconv.Itoa(int(lead/time.Minute)), quiet)
	}
	return fields
}

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

// ForgetSlots forgets the times that no member has any more, so that nobody's trying them out makes every tick read more.
func (store *Store) ForgetSlots(ctx context.Context) error {
	unused, err := store.redis.HGetAll(ctx, keySlots).Result()
	if err != nil {
		return failed("read times of reminders", err)
	}
	for page := 0; page < store.MemberPages() && len(unused) > 0; page++ {
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
	for field, value := range unused {
		forgotten := newSwap()
		forgotten.replace(keySlots, field, value, "")
		if err := forgotten.run(ctx, store); err != nil && alliance.KindOf(err) != alliance.Conflict { // somebody has just chosen it
			return err
		}
	}
	return nil
}

// slots lists the slots that members can have reminders at: those of the plan, and those that members have chosen.
func (store *Store) slots(ctx context.Context) ([]slot, error) {
	fields, err := store.redis.HKeys(ctx, keySlots).Result()
	if err != nil {
		return nil, failed("read times of reminders", err)
	}
	found := map[slot]bool{}
	for _, field := range append(fields, slotField("", "")) {
		minutes, own, _ := strings.Cut(field, "/")
		quiet, leads := store.own.Quiet, store.own.Leads
		if own != "" {
			if quiet, err = alliance.ParseQuiet(own); err != nil {
				continue // no member can have such hours
			}
		}
		if lead, err := strconv.Atoi(minutes); err == nil {
			leads = []time.Duration{time.Duration(lead) * time.Minute}
		}
		for _, lead := range leads {
			found[slot{lead, quiet, own}] = true
		}
	}
	slots := make([]slot, 0, len(found))
	for slot := range found {
		slots = append(slots, slot)
	}
	return slots, nil
}

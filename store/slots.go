package store

import (
	"context"
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

// choose enters what a member has chosen anew.
func (s *swap) choose(before, after alliance.Member) {
	had := slotFields(before)
	for _, field := range slotFields(after) {
		if !slices.Contains(had, field) {
			s.write(keySlots, field, "1")
		}
	}
}

// slots lists the slots that members can have reminders at: those of the plan, and those that anybody has ever chosen.
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

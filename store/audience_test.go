package store

import (
	"slices"
	"testing"

	"alliancebot/alliance"
)

// TestAudienceOfAnEarlierBroadcast: each part of those to whom it went, and combinations with what is known of members.
func TestAudienceOfAnEarlierBroadcast(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		units := map[int64]string{1: "school", 2: "school", 3: "school", 4: "factory", 5: "school"}
		for id, unit := range units {
			_, err := store.ChangeMember(ctx, id, func(member *alliance.Member) { member.Unit = unit })
			must(t, err)
		}
		ledgerOf(t, store, "b", 1, 2, 3, 4) // 5 came later
		settledAs(t, store, "b", now, map[int64]alliance.Outcome{
			1: {State: alliance.Sent, Messages: []int64{1}}, 2: {State: alliance.Failed, Reason: "http 502"},
			3: {State: alliance.Skipped, Reason: "blocked"}, 4: {State: alliance.Sent, Messages: []int64{1}},
		})
		_, err := store.Confirm(ctx, "b", 4, now)
		must(t, err)
		school := []string{"school"}
		for _, c := range []struct {
			name     string
			audience alliance.Audience
			want     []int64
		}{
			{"all", alliance.Audience{}, []int64{1, 2, 3, 4, 5}},
			{"reached", alliance.Audience{Of: "b", Which: alliance.WhichReached}, []int64{1, 4}},
			{"unreached", alliance.Audience{Of: "b", Which: alliance.WhichUnreached}, []int64{2, 3, 5}},
			{"failed", alliance.Audience{Of: "b", Which: alliance.WhichFailed}, []int64{2}},
			{"confirmed", alliance.Audience{Of: "b", Which: alliance.WhichConfirmed}, []int64{4}},
			{"unconfirmed", alliance.Audience{Of: "b", Which: alliance.WhichUnconfirmed}, []int64{1}},
			{"reached of a unit", alliance.Audience{Of: "b", Which: alliance.WhichReached, Units: school}, []int64{1}},
			{"all but a unit", alliance.Audience{Exclude: &alliance.Audience{Units: school}}, []int64{4}},
			{"all but those reached", alliance.Audience{Exclude: &alliance.Audience{Of: "b", Which: alliance.WhichReached}}, []int64{2, 3, 5}},
			{"not reached by what is no longer kept", alliance.Audience{Of: "none", Which: alliance.WhichUnreached}, nil},
			{"no such part", alliance.Audience{Of: "b"}, nil},
		} {
			var got []int64
			for _, page := range store.MemberPages() {
				members, err := store.Audience(ctx, c.audience, alliance.Chinese, page)
				must(t, err)
				got = append(got, chatsOf(members)...)
			}
			slices.Sort(got)
			same(t, c.name, got, c.want)
		}
	})
}

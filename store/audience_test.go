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

// TestAudienceOfSignUps: each part of the members by how they stand with an event, and combinations; who signs up joins what is for late
// joiners.
func TestAudienceOfSignUps(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		for id := range int64(7) {
			_, err := store.ChangeMember(ctx, id+1, func(member *alliance.Member) {
				if id < 5 {
					member.Unit = "school"
				}
			})
			must(t, err)
		}
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00", func(event *alliance.Event) { event.Audience = alliance.Audience{Units: []string{"school"}} }))
		for id, signUp := range map[int64]alliance.SignUp{1: alliance.SignedUp, 2: alliance.Waits, 3: alliance.Attended, 4: alliance.Declined, 6: alliance.SignedUp} {
			must(t, store.SetSignUp(ctx, "a", id, signUp))
		}
		must(t, store.SetSignUp(ctx, "a", 5, alliance.SignedUp))
		must(t, store.SetSignUp(ctx, "a", 5, ""))
		fails(t, "no such sign-up", store.SetSignUp(ctx, "a", 5, "perhaps"), alliance.Invalid)
		stands := func(standing alliance.Standing) alliance.Audience {
			return alliance.Audience{Event: "a", Standing: standing}
		}
		signed := stands(alliance.StandingSignedUp)
		for _, c := range []struct {
			name     string
			audience alliance.Audience
			want     []int64
		}{
			{"signed up", signed, []int64{1, 3, 6}},
			{"waiting", stands(alliance.StandingWaiting), []int64{2}},
			{"attended", stands(alliance.StandingAttended), []int64{3}},
			{"not answered, of those invited", stands(alliance.StandingUnanswered), []int64{5}},
			{"all but those signed up", alliance.Audience{Exclude: &signed}, []int64{2, 4, 5, 7}},
			{"signed up of a unit", alliance.Audience{Event: "a", Standing: alliance.StandingSignedUp, Units: []string{"school"}}, []int64{1, 3}},
			{"of an event that is gone", alliance.Audience{Event: "gone", Standing: alliance.StandingUnanswered}, nil},
			{"no such part", stands(""), nil},
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
		stirred, err := store.Stirred(ctx)
		must(t, err)
		must(t, store.Settled(ctx, stirred))
		must(t, store.SetSignUp(ctx, "a", 7, alliance.SignedUp))
		stirred, err = store.Stirred(ctx)
		must(t, err)
		same(t, "stirred", len(stirred), 1)
		joined, err := store.Among(ctx, signed, alliance.Chinese, []int64{7})
		must(t, err)
		same(t, "joins", chatsOf(joined), []int64{7})
	})
}

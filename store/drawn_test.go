package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// wentTo begins a broadcast to places and works off those that have an outcome.
func wentTo(t *testing.T, store *Store, begun alliance.Dispatch, outcomes map[alliance.Place]alliance.Outcome) {
	t.Helper()
	ctx, lease := t.Context(), begun.Created.Add(time.Minute)
	same(t, "begun", begin(t, store, begun), true)
	var recipients []dispatch.Recipient
	for place := range outcomes {
		recipients = append(recipients, dispatch.Recipient{Chat: place.Chat, Topic: place.Topic})
	}
	must(t, store.Append(ctx, begun.ID, "0", "end", recipients))
	_, err := store.Lease(ctx, begun.ID, begun.Created, lease, 99)
	must(t, err)
	for place, outcome := range outcomes {
		_, err := store.Settle(ctx, begun.ID, []dispatch.Settlement{{Chat: place.Chat, Topic: place.Topic, Lease: lease, Outcome: outcome}})
		must(t, err)
	}
}

// at are chats as places.
func at(chats ...int64) []alliance.Place {
	var places []alliance.Place
	for _, chat := range chats {
		places = append(places, alliance.Place{Chat: chat})
	}
	return places
}

// inTopic is a topic to which broadcasts went.
var inTopic = alliance.Place{Chat: -1, Topic: 5}

// twoBroadcasts are one that is done, and one for those whom it has not reached, which runs. One group has become a supergroup since.
func twoBroadcasts(t *testing.T, store *Store) {
	t.Helper()
	ctx, now := t.Context(), moment(t, "06-13 09:00")
	sent, failed := alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}, alliance.Outcome{State: alliance.Failed, Reason: "http 502"}
	must(t, store.SetChatLanguage(ctx, -2, alliance.English))
	_, err := store.ChangeChat(ctx, -4, func(chat *alliance.Chat) { chat.Title = "group" })
	must(t, err)
	must(t, store.Migrate(ctx, -4, -1000000000004))

	done := broadcast("done", now)
	done.Audience = alliance.Audience{Chats: append(at(-1, -2, -3, -4, -9), inTopic)} // -9 was left out
	wentTo(t, store, done, map[alliance.Place]alliance.Outcome{
		{Chat: -1}: sent, inTopic: failed, {Chat: -2}: failed, {Chat: -3}: {State: alliance.Skipped, Reason: "kicked"}, {Chat: -4}: sent,
	})
	_, err = store.Conclude(ctx, "done", now)
	must(t, err)
	running := broadcast("running", now)
	running.Audience = alliance.Audience{
		Chats: at(-5, -6, -1000000000004), Of: "done", Which: alliance.WhichUnreached, Drawn: append(at(-2, -3), inTopic),
		Exclude: &alliance.Audience{Of: "done", Which: alliance.WhichReached},
	}
	wentTo(t, store, running, map[alliance.Place]alliance.Outcome{{Chat: -5}: sent, {Chat: -2}: sent})
}

// TestPlacesOfAnEarlierBroadcast: each part of the groups, channels and topics to which it went, as of members; and those left out.
func TestPlacesOfAnEarlierBroadcast(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		twoBroadcasts(t, store)
		of := func(id string, which alliance.Which) alliance.Audience {
			return alliance.Audience{Of: id, Which: which}
		}
		unreached, reached := of("done", alliance.WhichUnreached), of("done", alliance.WhichReached)
		english, role, kind := unreached, unreached, unreached
		english.Languages, role.Roles, kind.Follows = []alliance.Language{alliance.English}, []alliance.Role{alliance.Guest}, alliance.Lecture
		for _, c := range []struct {
			name     string
			audience alliance.Audience
			want     []alliance.Place
		}{
			{"named", alliance.Audience{Chats: at(-7, -1)}, at(-7, -1)},
			{"reached", reached, at(-1, -4)},
			{"unreached", unreached, append(at(-2, -3), inTopic)},
			{"failed", of("done", alliance.WhichFailed), append(at(-2), inTopic)},
			{"who confirms is a member", of("done", alliance.WhichConfirmed), nil},
			{"and who does not", of("done", alliance.WhichUnconfirmed), nil},
			{"of a language", english, at(-2)},
			{"of a role", role, nil},
			{"following a kind", kind, nil},
			{"no longer kept", of("none", alliance.WhichUnreached), nil},
			{"unreached by one that runs, which left some out", of("running", alliance.WhichUnreached), append(at(-6, -3), inTopic)},
			{"named besides", alliance.Audience{Chats: at(-1), Of: "done", Which: alliance.WhichUnreached}, append(at(-1, -2, -3), inTopic)},
			{"all but those reached", alliance.Audience{Chats: at(-1, -2, -1000000000004), Exclude: &reached}, at(-2)},
			{"all but a language", alliance.Audience{Chats: at(-2), Of: "done", Which: alliance.WhichFailed, Exclude: &alliance.Audience{Languages: english.Languages}}, append(at(-2), inTopic)},
			{"all but a language, unless named", alliance.Audience{Of: "done", Which: alliance.WhichFailed, Exclude: &alliance.Audience{Languages: english.Languages}}, []alliance.Place{inTopic}},
			{"none left", alliance.Audience{Chats: at(-1), Exclude: &reached}, nil},
			{"all but a role", alliance.Audience{Chats: at(-1), Exclude: &alliance.Audience{Roles: role.Roles}}, at(-1)},
		} {
			got, err := store.PlacesMeant(t.Context(), c.audience, alliance.Chinese)
			must(t, err)
			same(t, c.name, got, c.want)
		}
	})
}

// TestEndlessPlaces: broadcasts whose audiences name each other are an error.
func TestEndlessPlaces(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		for id, of := range map[string]string{"a": "b", "b": "a"} {
			begun := broadcast(id, moment(t, "06-13 09:00"))
			begun.Audience = alliance.Audience{Of: of, Which: alliance.WhichUnreached}
			same(t, "begun", begin(t, store, begun), true)
		}
		_, err := store.PlacesMeant(t.Context(), alliance.Audience{Of: "a", Which: alliance.WhichUnreached}, alliance.Chinese)
		same(t, "kind", alliance.KindOf(err), alliance.Invalid)
	})
}

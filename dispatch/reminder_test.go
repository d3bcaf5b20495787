package dispatch_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/dispatch"
	"alliancebot/render"
)

// TestReminderReachesFollowers: those who follow the kind and want this lead time, each in their language, and nobody else.
func TestReminderReachesFollowers(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 7)
		event := w.lecture(time.Hour, nil)
		for id, change := range map[int64]func(*alliance.Member){
			2: func(member *alliance.Member) { member.Language = alliance.Chinese },
			3: func(member *alliance.Member) { member.Language, member.Client = "", "en-GB" },
			4: func(member *alliance.Member) { member.Language, member.Client = "", "fr" },
			5: func(member *alliance.Member) { member.Kinds = []alliance.Kind{alliance.Visit} },
			6: func(member *alliance.Member) { member.Leads = []time.Duration{24 * time.Hour} },
			7: func(member *alliance.Member) { member.Leads = []time.Duration{time.Hour} },
			8: func(member *alliance.Member) { member.Leads = []time.Duration{} },
		} {
			w.change(id, change)
		}
		w.begin(reminder(event, time.Hour))
		w.dispatcher()
		tally := w.await(reminder(event, time.Hour).ID)
		if tally.Total != 5 || tally.Sent != 5 {
			t.Errorf("tally %+v, want five sent", tally)
		}
		for id, language := range map[int64]alliance.Language{
			1: alliance.English, 2: alliance.Chinese, 3: alliance.English, 4: alliance.Chinese, 5: "", 6: "", 7: alliance.English, 8: "",
		} {
			var want []string
			if language != "" {
				want = []string{render.Plain(w.render.Reminder(language, event, w.clock.now()))}
			}
			var got []string
			for _, message := range w.got(id) {
				got = append(got, message.Text)
				if outcome := w.outcome(reminder(event, time.Hour).ID, id); outcome.State != alliance.Sent || !slices.Equal(outcome.Messages, []int64{message.ID}) {
					t.Errorf("member %d: the ledger says %+v of message %d", id, outcome, message.ID)
				}
			}
			if len(got) != len(want) || len(got) == 1 && got[0] != want[0] {
				t.Errorf("member %d got %q, want %q", id, got, want)
			}
		}
	})
}

// TestReminderNotTrueAnyMore: what has changed since the reminder began is not reminded of, and the ledger says why.
func TestReminderNotTrueAnyMore(t *testing.T) {
	for reason, change := range map[string]func(*alliance.Event){
		"event moved":     func(event *alliance.Event) { event.Start = event.Start.Add(time.Hour) },
		"event cancelled": func(event *alliance.Event) { event.Status = alliance.Cancelled },
		"event begun":     nil,
		"event gone":      nil,
	} {
		t.Run(reason, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 3)
				event := w.lecture(time.Hour, nil)
				begun := reminder(event, time.Hour)
				switch reason {
				case "event begun":
					w.clock.ahead = time.Hour
				case "event gone":
					begun.Event = "nosuchevent"
				default:
					w.lecture(time.Hour, func(event *alliance.Event) { event.Start = begun.Start; change(event) })
				}
				w.begin(begun)
				w.dispatcher()
				tally := w.await(begun.ID)
				if tally.Skipped != 4 || !maps.Equal(tally.Reasons, map[string]int{reason: 4}) {
					t.Errorf("tally %+v, want four skipped: %s", tally, reason)
				}
				if got := w.got(author); len(got) != 0 {
					t.Errorf("sent %q", got[0].Text)
				}
			})
		})
	}
}

// TestReminderChangedInTheMiddle: the event is cancelled while its reminder is being sent; from then on nobody gets it.
func TestReminderChangedInTheMiddle(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 120
		w := newWorld(t, members)
		event := w.lecture(time.Hour, nil)
		begun := reminder(event, time.Hour)
		w.begin(begun)
		w.dispatcher()
		w.until("the first ones have it", func() bool {
			tally, err := w.store.Tally(t.Context(), begun.ID)
			return err == nil && tally.Sent > 10
		})
		w.lecture(time.Hour, func(event *alliance.Event) { event.Start, event.Status = begun.Start, alliance.Cancelled })
		tally := w.await(begun.ID)
		if tally.Sent+tally.Skipped != members+1 || tally.Skipped == 0 {
			t.Errorf("tally %+v", tally)
		}
		if tally.Reasons["event cancelled"] != tally.Skipped {
			t.Errorf("reasons %v of %d skipped", tally.Reasons, tally.Skipped)
		}
	})
}

// TestBlocked: who has blocked the bot is noted and not tried again, until they write.
func TestBlocked(t *testing.T) {
	play(t, func(t *testing.T) {
		const blocked, deleted = 2, 3
		w := newWorld(t, 3)
		w.check(w.telegram.Block(t.Context(), blocked, true))
		w.check(w.telegram.Deactivate(t.Context(), deleted))
		wake, _ := w.dispatcher()
		send := func(id string) alliance.Tally {
			t.Helper()
			w.begin(alliance.Dispatch{ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: id}})
			wake()
			return w.await(id)
		}
		requests := func() int64 {
			stats, err := w.telegram.Stats(t.Context())
			w.check(err)
			return stats.Requests["sendMessage"]
		}
		want := map[string]int{"blocked": 1, "deactivated": 1}
		if tally := send("first"); tally.Sent != 2 || !maps.Equal(tally.Reasons, want) {
			t.Errorf("first: %+v", tally)
		}
		if member, err := w.store.Member(t.Context(), blocked); err != nil || member.Unreachable != "blocked" {
			t.Errorf("noted %+v, %v", member, err)
		}
		before := requests()
		if tally := send("second"); tally.Sent != 2 || !maps.Equal(tally.Reasons, want) {
			t.Errorf("second: %+v", tally)
		}
		if got := requests() - before; got != 2 {
			t.Errorf("%d tries for two who can be reached", got)
		}
		w.check(w.telegram.Block(t.Context(), blocked, false))
		router := &bot.Router{
			Members: w.store, Chats: w.store, Sender: w.sender, Username: "sandbox_bot", Language: alliance.Chinese, Now: w.clock.now, Meter: w.meter, Log: w.log,
			Table: bot.Table{Text: func(context.Context, bot.Request) (bot.Reply, error) { return bot.Reply{}, nil }},
		}
		w.check(router.Handle(t.Context(), bot.Update{ID: 1, Payload: `{"update_id":1,"message":{"message_id":1,"date":1,"text":"hi","from":{"id":2,"first_name":"B"},"chat":{"id":2,"type":"private"}}}`}))
		if tally := send("third"); tally.Sent != 3 || tally.Skipped != 1 {
			t.Errorf("third: %+v", tally)
		}
	})
}

// TestRemindersDueTogether: who has had one of the reminders that are sent together still gets the other one.
func TestRemindersDueTogether(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		event := w.lecture(12*time.Hour, nil)
		late := alliance.Quiet{From: 23 * time.Hour, To: 6 * time.Hour}
		for id := author; id <= 3; id++ {
			w.change(id, func(member *alliance.Member) { member.Leads = []time.Duration{10 * time.Hour, 2 * time.Hour} })
		}
		w.change(2, func(member *alliance.Member) { member.Quiet = &late })
		first, both := reminder(event, 10*time.Hour), reminder(event, 2*time.Hour)
		both.ID, both.Audience.Slots = "r-both", []alliance.Slot{{Lead: 10 * time.Hour, Quiet: late.String()}, {Lead: 2 * time.Hour}}
		w.dispatcher()
		w.begin(first)
		w.await(first.ID)
		w.change(3, func(member *alliance.Member) { member.Quiet = &late }) // who has had the first of them already
		w.begin(both)
		if tally := w.await(both.ID); tally.Sent != 2 || tally.Reasons["reminded already"] != 1 {
			t.Errorf("tally %+v", tally)
		}
		for id, want := range map[int64]int{author: 2, 2: 1, 3: 1} {
			if got := w.got(id); len(got) != want {
				t.Errorf("member %d was reminded %d times, want %d", id, len(got), want)
			}
		}
	})
}

// TestQuietHoursChangedBetween: who changes the own quiet hours between the moments at which these and the former ones have the same
// reminder gets it once, also where the first dispatch still has it to send.
func TestQuietHoursChangedBetween(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		event := w.lecture(12*time.Hour, nil)
		late := alliance.Quiet{From: 23 * time.Hour, To: 6 * time.Hour}
		first, second := reminder(event, time.Hour), reminder(event, time.Hour)
		second.ID, second.Audience.Slots = "r-later", []alliance.Slot{{Lead: time.Hour, Quiet: late.String()}}
		w.dispatcher()
		w.begin(first)
		if tally := w.await(first.ID); tally.Sent != 3 {
			t.Fatalf("tally %+v", tally)
		}
		w.change(2, func(member *alliance.Member) { member.Quiet = &late })
		w.begin(second)
		if tally := w.await(second.ID); tally.Total != 1 || tally.Reasons["reminded already"] != 1 {
			t.Errorf("tally %+v, want the one who has changed hours left out", tally)
		}
		if got := w.got(2); len(got) != 1 {
			t.Errorf("reminded %d times", len(got))
		}
	})
}

// TestEventNotRead: those who were leased when the event could not be read are sent to as soon as it can, and not when their lease ends.
func TestEventNotRead(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		event := w.lecture(time.Hour, nil)
		begun := w.clock.now()
		w.begin(reminder(event, time.Hour))
		w.dispatcherWith(func(dispatcher *dispatch.Dispatcher) { dispatcher.Events = &away{Events: w.store} })
		if tally := w.await(reminder(event, time.Hour).ID); tally.Sent != 4 {
			t.Errorf("tally %+v, want four sent", tally)
		}
		if took := w.clock.now().Sub(begun); took > 5*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// away is a calendar whose first event cannot be read.
type away struct {
	dispatch.Events

	once sync.Once
}

func (away *away) Event(ctx context.Context, id string) (event alliance.Event, err error) {
	away.once.Do(func() { err = alliance.Errorf(alliance.Unavailable, "the store is away") })
	if err != nil {
		return alliance.Event{}, err
	}
	return away.Events.Event(ctx, id)
}

package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// TestBackup takes the state of one engine to the other: nothing is lost on the way, there and back.
func TestBackup(t *testing.T) {
	for from := range engines() {
		for to := range engines() {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				first, second := engines()[from](t), engines()[to](t)
				fill(t, first)
				var written, again bytes.Buffer
				must(t, first.Export(t.Context(), &written))
				document := written.String()
				restored, err := second.Restore(t.Context(), &written, false)
				must(t, err)
				must(t, first.Withdraw(t.Context(), "running")) // as was done on the way
				want := contents(t, first)
				for _, key := range passingKeys {
					delete(want, key)
				}
				contained := contents(t, second)
				same(t, "told to followers", contained[keyChanges], []string{"1 "})
				delete(contained, keyChanges)
				same(t, "restored", contained, want)
				same(t, "keys counted", restored.Keys, len(want))
				tally := alliance.Tally{Total: 5, Waiting: 3, Sent: 1, Failed: 1, Reasons: map[string]int{"http 502": 1}}
				same(t, "stopped", restored.Stopped, []Stopped{{ID: "running", Tally: tally}})
				same(t, "what ends by itself", ends(t, second), ends(t, first))
				must(t, second.Export(t.Context(), &again))
				same(t, "exported again", decoded(t, again.String()), stopped(t, decoded(t, document)))
			})
		}
	}
}

// ends is when the keys end by themselves, to the minute: Redis counts what is left, and that passes while it is read.
func ends(t *testing.T, store *Store) map[string]time.Time {
	t.Helper()
	found := map[string]time.Time{}
	for _, key := range mortals(t, store) {
		found[key] = time.Now().Add(store.redis.PTTL(t.Context(), key).Val()).Round(5 * time.Minute)
	}
	maps.DeleteFunc(found, func(key string, _ time.Time) bool { return key == keyLeader })
	return found
}

// decoded is an export without what the clock puts into it.
func decoded(t *testing.T, text string) document {
	t.Helper()
	var read document
	must(t, json.Unmarshal([]byte(text), &read))
	read.Written = time.Time{}
	for key, value := range read.Keys {
		value.Until = 0
		read.Keys[key] = value
	}
	return read
}

// stopped is an export as it is restored.
func stopped(t *testing.T, read document) document {
	t.Helper()
	_, err := read.stopAnnouncements(time.Now())
	must(t, err)
	for key, value := range read.Keys {
		value.Until = 0
		read.Keys[key] = value
	}
	return read
}

// TestRestoreStopsAnnouncements takes a backup while announcements are under way, paused and scheduled, and a reminder is under way:
// afterwards the reminder alone goes on, and of what was scheduled what is still to come.
func TestRestoreStopsAnnouncements(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		must(t, store.Migrations(ctx))
		ledgerOf(t, store, "b1", 1, 2, 3)
		begin(t, store, broadcast("b2", now))
		must(t, store.Append(ctx, "b2", "0", "1", []dispatch.Recipient{{Chat: 1}, {Chat: 2, Skipped: "blocked"}}))
		begin(t, store, reminderDispatch("r", event(t, "a", "06-13 14:00"), day))
		must(t, store.Append(ctx, "r", "0", "end", []dispatch.Recipient{{Chat: 1}}))
		ledgerOf(t, store, "paused", 1)
		must(t, store.Pause(ctx, "paused"))
		put(t, store, now, event(t, "a", "06-13 14:00"))
		for id, moment := range map[string]time.Time{"past": time.Now().Add(-time.Hour), "future": time.Now().Add(time.Hour)} {
			timed, ahead := broadcast(id, moment.Add(-day)), broadcast(id+" ahead", now)
			timed.NotBefore = moment
			ahead.Event, ahead.Ahead = "a", event(t, "a", "06-13 14:00").Start.Sub(moment)
			begin(t, store, timed)
			begin(t, store, ahead)
		}
		var written bytes.Buffer
		must(t, store.Export(ctx, &written))
		// "b3" began while the export was written: it stands among the active ones, and nowhere else.
		document := strings.Replace(written.String(), `"b1": "`, `"b3": "1 1", "b1": "`, 1)
		if document == written.String() {
			t.Fatal("b1 is not among the active ones")
		}
		restored, err := store.Restore(ctx, strings.NewReader(document), true)
		must(t, err)
		same(t, "stopped", restored.Stopped, []Stopped{
			{ID: "b1", Tally: alliance.Tally{Total: 3, Waiting: 3, Reasons: map[string]int{}}},
			{ID: "b2", Tally: alliance.Tally{Total: 2, Waiting: 1, Skipped: 1, Reasons: map[string]int{"blocked": 1}}},
			{ID: "past", Tally: alliance.Tally{Reasons: map[string]int{}}},
			{ID: "past ahead", Tally: alliance.Tally{Reasons: map[string]int{}}},
			{ID: "paused", Tally: alliance.Tally{Total: 1, Waiting: 1, Reasons: map[string]int{}}},
		})
		scheduled, err := store.Scheduled(ctx)
		must(t, err)
		same(t, "scheduled", len(scheduled), 2)
		active, err := store.Active(ctx)
		must(t, err)
		same(t, "active", active, []string{"r"})
		for id, want := range map[string]int{"b1": 0, "b2": 0, "r": 1} {
			leased, err := store.Lease(ctx, id, now, now.Add(time.Minute), 9)
			must(t, err)
			same(t, "sent to by "+id, len(leased), want)
		}
		fails(t, "the expansion going on", store.Append(ctx, "b2", "1", "end", nil), alliance.Conflict)
		found, err := store.Dispatch(ctx, "b1")
		must(t, err)
		same(t, "state", found.State, alliance.Withdrawn)
		tally, err := store.Tally(ctx, "b2")
		must(t, err)
		same(t, "tally", tally, restored.Stopped[1].Tally)
	})
}

func TestRestoreRefuses(t *testing.T) {
	const good = `{"format":"alliancebot","version":1,"keys":{"{alliance}:drafts":{"hash":{"1":"{}"}}}}`
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		must(t, store.Migrations(ctx))
		must(t, store.SetMenu(ctx, "default/zh", "1"))
		due(t, store, "06-01 12:00")
		bare := contents(t, store)
		for _, test := range []struct {
			name, text string
			want       alliance.ErrorKind
		}{
			{"no JSON", `events`, alliance.Invalid},
			{"cut off", good[:len(good)-4], alliance.Invalid},
			{"another program's", `{"format":"other","version":1,"keys":{}}`, alliance.Invalid},
			{"another version", `{"format":"alliancebot","version":2,"keys":{}}`, alliance.Invalid},
			{"somebody else's key", `{"format":"alliancebot","version":1,"keys":{"other":{"string":"1"}}}`, alliance.Invalid},
			{"a newer program's", `{"format":"alliancebot","version":1,"keys":{"{alliance}:schema":{"string":"4"}}}`, alliance.Conflict},
		} {
			for _, replace := range []bool{false, true} {
				_, err := store.Restore(ctx, strings.NewReader(test.text), replace)
				fails(t, test.name, err, test.want)
				same(t, "state after "+test.name, contents(t, store), bare)
			}
		}
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00"))
		before := contents(t, store)
		_, err := store.Restore(ctx, strings.NewReader(good), false)
		fails(t, "a store that is not empty", err, alliance.Conflict)
		same(t, "state after that", contents(t, store), before)
		_, err = store.Restore(ctx, strings.NewReader(good), true)
		must(t, err)
		want := maps.Clone(bare)
		want[keyDrafts] = map[string]string{"1": "{}"}
		want[keyChanges] = []string{"1 a", "2 "}
		delete(want, keyTick)
		same(t, "state after replacing it", contents(t, store), want)
	})
}

// TestBackupOfMany has more in one key than one command should carry.
func TestBackupOfMany(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		var chats []int64
		for chat := range int64(3*writtenAtOnce + 1) {
			chats = append(chats, chat+1)
		}
		must(t, store.Migrations(t.Context()))
		ledgerOf(t, store, "b", chats...)
		now := moment(t, "06-13 09:00")
		_, err := store.Lease(t.Context(), "b", now, now.Add(time.Minute), len(chats)/2)
		must(t, err)
		var given []any
		for i := range 2*writtenAtOnce + 1 {
			given = append(given, fmt.Sprint(i), strings.Repeat("x", 100))
		}
		must(t, store.redis.HSet(t.Context(), keyNames(aspectUnit), given...).Err())
		var written bytes.Buffer
		must(t, store.Export(t.Context(), &written))
		must(t, store.Withdraw(t.Context(), "b")) // as is done on the way
		before := contents(t, store)
		_, err = store.Restore(t.Context(), &written, true)
		must(t, err)
		before[keyChanges] = []string{"1 "}
		same(t, "restored", contents(t, store), before)
	})
}

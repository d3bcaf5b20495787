package store

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// periodBorder is the end of one period of the register of updates, far ahead.
func periodBorder() time.Time {
	return time.Unix(45_300*int64(updatesPeriod/time.Second), 0).UTC()
}

func updates(ids ...int64) []bot.Update {
	var made []bot.Update
	for _, id := range ids {
		made = append(made, bot.Update{ID: id, Payload: fmt.Sprintf(`{"update_id":%d}`, id)})
	}
	return made
}

func accept(t *testing.T, store *Store, replica string, now time.Time, given ...bot.Update) []int64 {
	t.Helper()
	fresh, err := store.Accept(t.Context(), replica, given, now)
	must(t, err)
	ids := []int64{}
	for _, update := range fresh {
		ids = append(ids, update.ID)
		if want := updates(update.ID)[0].Payload; update.Payload != want {
			t.Errorf("payload of %d is %q", update.ID, update.Payload)
		}
	}
	return ids
}

// unfinished lists what a replica left, and the ids.
func unfinished(t *testing.T, store *Store, replica string) ([]bot.Update, []string) {
	t.Helper()
	found, err := store.Unfinished(t.Context(), replica)
	must(t, err)
	listed := []string{}
	for _, update := range found {
		listed = append(listed, strconv.FormatInt(update.ID, 10))
	}
	return found, listed
}

func TestInbox(t *testing.T) {
	now := periodBorder()
	period := now.Unix() / int64(updatesPeriod/time.Second)
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		same(t, "fresh", accept(t, store, "one", now, updates(12, 7, 9)...), []int64{12, 7, 9})
		same(t, "state", contents(t, store), map[string]any{
			keyUpdates(period): map[string]string{"7": `{"update_id":7}`, "9": `{"update_id":9}`, "12": `{"update_id":12}`},
			keyInbox("one"):    []string{inboxField(period, 12), inboxField(period, 7), inboxField(period, 9)},
		})
		left, found := unfinished(t, store, "one")
		same(t, "unfinished, by id", found, []string{"7", "9", "12"})
		for want := 1; want <= 2; want++ {
			for _, update := range []bot.Update{left[0], left[2]} {
				attempts, err := store.Attempt(ctx, update)
				must(t, err)
				same(t, "attempts", attempts, want)
			}
		}

		must(t, store.Finish(ctx, "one", left[0]))
		must(t, store.Park(ctx, "one", left[1]))
		must(t, store.Finish(ctx, "one", left[0]))
		same(t, "state", contents(t, store), map[string]any{
			keyUpdates(period): map[string]string{"7": "", "9": "", "12": `{"update_id":12}`},
			keyInbox("one"):    []string{inboxField(period, 12)},
			keyParked:          map[string]string{"9": `{"update_id":9}`},
			keyAttempts:        map[string]string{"12": "2"},
		})
		must(t, store.Finish(ctx, "one", left[2]))
		same(t, "what is kept of finished updates", contents(t, store), map[string]any{
			keyUpdates(period): map[string]string{"7": "", "9": "", "12": ""},
			keyParked:          map[string]string{"9": `{"update_id":9}`},
		})
		_, found = unfinished(t, store, "one")
		same(t, "unfinished in the end", found, []string{})
		same(t, "nothing accepted", accept(t, store, "one", now), []int64{})
		_, err := store.Beat(ctx, "one", now)
		must(t, err)
		same(t, "what ends by itself", mortals(t, store), []string{keyUpdates(period)})
	})
}

// TestAcceptRepeated gives an update again after a while, finished or not, to the same or to another replica.
func TestAcceptRepeated(t *testing.T) {
	none, again := []int64{}, []int64{7}
	for _, test := range []struct {
		name     string
		first    time.Time
		after    time.Duration
		finished bool
		replica  string
		want     []int64
	}{
		{"finished, at once", periodBorder(), 0, true, "one", none},
		{"finished, over the border", periodBorder().Add(-time.Second), time.Second, true, "one", none},
		{"finished, after 25 hours", periodBorder(), updatesPeriod, true, "one", none},
		{"finished, after nearly 25 hours from the middle", periodBorder().Add(12 * time.Hour), updatesPeriod - time.Second, true, "one", none},
		{"finished, elsewhere", periodBorder(), time.Minute, true, "two", none},
		{"finished, elsewhere, over the border", periodBorder().Add(-time.Second), time.Minute, true, "two", none},
		{"after two periods it is another one", periodBorder(), 2 * updatesPeriod, true, "one", again},
		{"the answer was lost", periodBorder(), 0, false, "one", again},
		{"the answer was lost, over the border", periodBorder().Add(-time.Second), time.Second, false, "one", again},
		{"waits elsewhere", periodBorder(), time.Minute, false, "two", none},
		{"waits elsewhere, over the border", periodBorder().Add(-time.Second), time.Minute, false, "two", none},
	} {
		t.Run(test.name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				first, err := store.Accept(t.Context(), "one", updates(7), test.first)
				must(t, err)
				waiting := inboxField(first[0].Period, 7)
				if test.finished {
					must(t, store.Finish(t.Context(), "one", first[0]))
				}
				same(t, "fresh", accept(t, store, test.replica, test.first.Add(test.after), updates(7, 8)...), append(test.want, 8))
				if test.finished {
					return
				}
				held, err := store.redis.SIsMember(t.Context(), keyInbox("one"), waiting).Result()
				must(t, err)
				same(t, "held by the one who took it", held, true)
				_, found := unfinished(t, store, "one")
				_, elsewhere := unfinished(t, store, "two")
				same(t, "held once", len(found)+len(elsewhere), 2)
			})
		})
	}
}

// TestAcceptAfterLostTidying repeats a finished update whose mark was left in the inbox: its removal had failed.
func TestAcceptAfterLostTidying(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := periodBorder()
		first, err := store.Accept(t.Context(), "one", updates(7), now)
		must(t, err)
		must(t, store.Finish(t.Context(), "one", first[0]))
		must(t, store.redis.SAdd(t.Context(), keyInbox("one"), inboxField(first[0].Period, 7)).Err())
		same(t, "fresh", accept(t, store, "one", now, updates(7)...), []int64{})
		_, found := unfinished(t, store, "one")
		same(t, "unfinished", found, []string{})
	})
}

// TestFinishedLeaveWithTheNext: finished updates are in nobody's way until others come in, also where the process ends before.
func TestFinishedLeaveWithTheNext(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := periodBorder()
		inbox := func() int64 { return store.redis.SCard(t.Context(), keyInbox("one")).Val() }
		first, err := store.Accept(t.Context(), "one", updates(7, 8), now)
		must(t, err)
		must(t, store.Finish(t.Context(), "one", first[0]))
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = store.Accept(gone, "one", updates(9), now)
		fails(t, "accept", err, alliance.Unavailable)
		same(t, "fresh", accept(t, store, "one", now, updates(7, 9)...), []int64{9})
		same(t, "those that wait", inbox(), int64(2))
		must(t, store.Finish(t.Context(), "one", first[1]))
		store.leaving.take("one") // as a new process would know of none
		same(t, "those that stand there", inbox(), int64(2))
		_, found := unfinished(t, store, "one")
		same(t, "unfinished", found, []string{"9"})
		same(t, "those that wait", inbox(), int64(1))
	})
}

func TestAcceptTwiceInOneCall(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		accept(t, store, "one", periodBorder(), updates(7, 7, 8)...)
		_, found := unfinished(t, store, "one")
		same(t, "unfinished", found, []string{"7", "8"})
	})
}

// TestAcceptByMany gives the same updates to several replicas at once, as a webhook may: each is fresh for one of them.
func TestAcceptByMany(t *testing.T) {
	const size = 40
	onEveryEngine(t, func(t *testing.T, store *Store) {
		var mu sync.Mutex
		taken := map[int64]int{}
		var accepting sync.WaitGroup
		for replica := range 4 {
			accepting.Go(func() {
				for id := range int64(size) {
					fresh, err := store.Accept(t.Context(), strconv.Itoa(replica), updates(id+1), periodBorder())
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					taken[id+1] += len(fresh)
					mu.Unlock()
				}
			})
		}
		accepting.Wait()
		want := map[int64]int{}
		for id := range int64(size) {
			want[id+1] = 1
		}
		same(t, "how often each was fresh", taken, want)
		held := 0
		for replica := range 4 {
			found, _ := unfinished(t, store, strconv.Itoa(replica))
			held += len(found)
		}
		same(t, "updates in all inboxes", held, size)
	})
}

func TestBeat(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := periodBorder()
		beat := func(replica string, after time.Duration) int {
			adopted, err := store.Beat(t.Context(), replica, now.Add(after))
			must(t, err)
			return adopted
		}
		same(t, "the first", beat("one", 0), 0)
		same(t, "two", beat("two", 0), 0)
		same(t, "three, who never had an update", beat("three", 0), 0)
		accept(t, store, "one", now, updates(7, 8)...)
		accept(t, store, "two", now, updates(9)...)
		same(t, "while one still lives", beat("two", deadReplica), 0)
		same(t, "after that", beat("two", deadReplica+time.Millisecond), 2)
		_, found := unfinished(t, store, "two")
		same(t, "adopted", found, []string{"7", "8", "9"})
		_, found = unfinished(t, store, "one")
		same(t, "left to the dead", found, []string{})
		same(t, "once", beat("two", deadReplica+time.Millisecond), 0)
		same(t, "replicas known", contents(t, store)[keyReplicas], map[string]string{
			"two": strconv.FormatInt(now.Add(deadReplica+time.Millisecond).UnixMilli(), 10),
		})
		same(t, "the dead comes back", beat("one", deadReplica+time.Second), 0)
		same(t, "two dies too, and one was silent itself", beat("one", time.Hour), 0)
		same(t, "one has been back for a while", beat("one", time.Hour+time.Second), 3)
	})
}

func TestBeatContested(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		_, err := store.Beat(t.Context(), "dead", periodBorder())
		must(t, err)
		accept(t, store, "dead", periodBorder(), updates(1, 2, 3, 4, 5)...)
		adopted := make([]int, 6)
		var beating sync.WaitGroup
		for i := range adopted {
			_, err := store.Beat(t.Context(), strconv.Itoa(i), periodBorder().Add(time.Minute-time.Second))
			must(t, err)
		}
		for i := range adopted {
			beating.Go(func() {
				n, err := store.Beat(t.Context(), strconv.Itoa(i), periodBorder().Add(time.Minute))
				if adopted[i] = n; err != nil {
					t.Error(err)
				}
			})
		}
		beating.Wait()
		total := 0
		for _, n := range adopted {
			total += n
		}
		same(t, "adopted by all", total, 5)
	})
}

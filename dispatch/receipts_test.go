package dispatch_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// confirms has members confirm a broadcast, one each step.
func (w *world) confirms(id string, from, to int64, step time.Duration) {
	w.Helper()
	for member := from; member <= to; member++ {
		_, err := w.store.Confirm(w.Context(), id, member, w.clock.now())
		w.check(err)
		w.passes(step)
	}
}

// statusShows waits until the status of a broadcast says how many have confirmed it.
func (w *world) statusShows(chat int64, confirmed int) {
	w.Helper()
	w.until(fmt.Sprintf("the status shows %d", confirmed), func() bool {
		return strings.Contains(w.got(chat)[0].Text, fmt.Sprintf("已确认收到：%d 人", confirmed))
	})
}

// TestLiveTally: the status follows the confirmations without being asked, no more often than every three seconds, more slowly later,
// and goes on where another process leads.
func TestLiveTally(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 60)
		chat, status := w.status()
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "x"}, Author: chat, Status: status})
		_, stop := w.dispatcher()
		w.await("b")
		w.statusShows(chat, 0)
		edits := w.edits()
		w.confirms("b", 1, 30, time.Second)
		w.statusShows(chat, 30)
		if made := w.edits() - edits; made < 6 || made > 12 {
			t.Errorf("%d edits within half a minute", made)
		}
		w.confirms("b", 1, 1, 0) // who had confirmed before
		stop()
		w.confirms("b", 31, 40, 0)
		w.dispatcher()
		w.statusShows(chat, 40)
		w.passes(15 * time.Minute)
		edits = w.edits()
		w.confirms("b", 41, 60, 3*time.Second)
		w.statusShows(chat, 60)
		if made := w.edits() - edits; made < 2 || made > 5 {
			t.Errorf("%d edits within a minute, later", made)
		}
		left, err := w.store.Unshown(t.Context())
		w.check(err)
		w.until("nothing is left to show", func() bool {
			left, err = w.store.Unshown(t.Context())
			return err == nil && len(left) == 0
		})
	})
}

// edits counts how often a message was edited.
func (w *world) edits() int {
	w.Helper()
	stats, err := w.telegram.Stats(w.Context())
	w.check(err)
	return int(stats.Requests["editMessageText"])
}

// TestLiveTallyWaits: while it is sent again the status shows the progress, and then the confirmations; an edit that fails is made
// again, and one that can never succeed is given up.
func TestLiveTallyWaits(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 5)
		chat, status := w.status()
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "x"}, Author: chat, Status: status})
		w.dispatcher()
		w.await("b")
		w.statusShows(chat, 0)
		w.fault(sandbox.Fault{Action: "500", Methods: []string{"editMessageText"}, Count: 2})
		w.confirms("b", 1, 2, 0)
		w.statusShows(chat, 2)
		w.check(w.telegram.Block(t.Context(), chat, true))
		w.confirms("b", 3, 3, 0)
		w.confirms("gone", 3, 3, 0)
		w.until("nothing is left to show", func() bool {
			left, err := w.store.Unshown(t.Context())
			return err == nil && len(left) == 0
		})
	})
}

// TestLiveTallyNamesGroups: the status says of groups what the report said, whoever confirms.
func TestLiveTallyNamesGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 5)
		w.chat(group, func(chat *alliance.Chat) { chat.Title, chat.Unreachable = "group", "kicked" })
		chat, status := w.status()
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "x"}, Author: chat, Status: status,
			Audience: alliance.Audience{Members: true, Chats: []alliance.Place{{Chat: group}}},
		})
		w.dispatcher()
		w.await("b")
		w.statusShows(chat, 0)
		w.confirms("b", 1, 2, 0)
		w.statusShows(chat, 2)
		for _, want := range []string{"（含 1 个群）", "group：机器人已被移出"} {
			if shown := w.got(chat)[0].Text; !strings.Contains(shown, want) {
				t.Errorf("the status lacks %q:\n%s", want, shown)
			}
		}
	})
}

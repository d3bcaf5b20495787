package dispatch_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// tooOld makes whatever the bot has sent too old to be deleted.
func (w *world) tooOld() {
	w.Helper()
	w.fault(sandbox.Fault{Action: "too_old", Methods: []string{"deleteMessage", "deleteMessages"}})
}

// sees is what a chat shows of the bot, message by message: the kind, what it says, and how many rows of buttons are below.
func (w *world) sees(chat int64) (seen []string) {
	w.Helper()
	for _, message := range w.shown(chat) {
		kind := "text"
		switch {
		case message.Media != nil && message.Media.FileName == "withdrawn.png":
			kind = "blank"
		case message.Media != nil:
			kind = message.Media.Type
		}
		seen = append(seen, fmt.Sprintf("%s %q %d", kind, message.Text+message.Caption, len(message.Keyboard)))
	}
	return seen
}

// TestRecall takes back what everybody has got. Of what is too old to be deleted nothing stays either: not a picture of an album, not
// the line below it, not a button.
func TestRecall(t *testing.T) {
	const gone = "(This message was withdrawn.)"
	for name, c := range map[string]struct {
		content func(*world) alliance.Content
		old     bool
		left    []string
	}{
		"text":       {func(*world) alliance.Content { return alliance.Content{Text: "old"} }, false, nil},
		"album":      {func(w *world) alliance.Content { return alliance.Content{Sources: w.album(2), Media: true} }, false, nil},
		"old text":   {func(*world) alliance.Content { return alliance.Content{Text: "old"} }, true, []string{`text "` + gone + `" 0`}},
		"old poster": {func(w *world) alliance.Content { return alliance.Content{Sources: w.photo(), Media: true} }, true, []string{`blank "` + gone + `" 0`}},
		"old album": {
			func(w *world) alliance.Content { return alliance.Content{Sources: w.album(3), Media: true} }, true,
			[]string{`blank "` + gone + `" 0`, `blank "" 0`, `blank "" 0`, `text "` + gone + `" 0`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 10)
				w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: c.content(w)})
				wake, _ := w.dispatcher()
				w.await("b")
				_, err := w.sender.Withdraw(t.Context(), alliance.Turn{}, 3, w.outcome("b", 3).Messages, alliance.Message{}, nil) // one has deleted it already
				w.check(err)
				if c.old {
					w.tooOld()
				}
				for _, method := range []string{"deleteMessage", "deleteMessages", "editMessageText", "editMessageMedia"} {
					w.fault(sandbox.Fault{Action: "drop_reply", Methods: []string{method}, Count: 2})
				}
				w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
				wake()
				if tally := w.await("r"); tally.Sent != 11 || tally.Total != 11 {
					t.Errorf("tally %+v", tally)
				}
				for id := author; id <= 11; id++ {
					if seen := w.sees(id); id != 3 && !slices.Equal(seen, c.left) || id == 3 && seen != nil {
						t.Errorf("member %d sees %q", id, seen)
					}
				}
			})
		})
	}
}

// TestRecallAfterTwoDays: Telegram itself says what is too old; what was sent later, to those whose quiet hours were over later, is
// deleted all the same.
func TestRecallAfterTwoDays(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		now := w.clock.now().UTC()
		clock := now.Sub(now.Truncate(24 * time.Hour)).Truncate(time.Minute)
		quiet := alliance.Quiet{From: (clock + 23*time.Hour) % (24 * time.Hour), To: (clock + 5*time.Minute) % (24 * time.Hour)}
		w.change(2, func(member *alliance.Member) { member.Quiet = &quiet })
		w.says("b", "old")
		_, stop := w.dispatcher()
		w.await("b")
		stop()
		<-time.After(time.Until(now.Add(48*time.Hour + time.Minute)))
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		w.dispatcher()
		if tally := w.await("r"); tally.Sent != 2 {
			t.Errorf("tally %+v", tally)
		}
		first, second := w.sees(author), w.sees(2)
		if !slices.Equal(first, []string{`text "(This message was withdrawn.)" 0`}) || second != nil {
			t.Errorf("the first sees %q, the second %q", first, second)
		}
	})
}

// TestRecallOfWhatStays: of a voice message the words go and of a place the buttons, but who has them is not counted among those with
// whom nothing is left.
func TestRecallOfWhatStays(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		place, err := w.api.SendLocation(t.Context(), &tg.SendLocationParams{ChatID: author, Latitude: 28.4, Longitude: 119.9})
		w.check(err)
		voice, err := w.api.SendVoice(t.Context(), &tg.SendVoiceParams{
			ChatID: author, Caption: "old", Voice: &models.InputFileUpload{Filename: "voice", Data: strings.NewReader("voice")},
		})
		w.check(err)
		for id := int64(2); id <= 3; id++ {
			w.change(id, func(member *alliance.Member) { member.Language = alliance.Chinese })
		}
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Audience: alliance.Audience{Exclude: &alliance.Audience{Only: []int64{author}}},
			Content:  alliance.Content{Sources: []alliance.Source{{Chat: author, Message: int64(place.ID)}}, Media: true},
			Versions: map[alliance.Language]alliance.Content{alliance.Chinese: {Sources: []alliance.Source{{Chat: author, Message: int64(voice.ID)}}, Media: true}},
		})
		wake, _ := w.dispatcher()
		w.await("b")
		w.tooOld()
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		tally := w.await("r")
		if tally.Sent != 0 || tally.Skipped != 3 || !maps.Equal(tally.Reasons, map[string]int{"content stays": 3}) {
			t.Errorf("tally %+v", tally)
		}
		for id, want := range map[int64]string{2: `voice "（此消息已撤回）" 0`, 3: `voice "（此消息已撤回）" 0`, 4: `text "" 0`} {
			if seen := w.sees(id); !slices.Equal(seen, []string{want}) {
				t.Errorf("member %d sees %q, want %q", id, seen, want)
			}
		}
	})
}

// TestRecallTakesItsTime: where the messages of one recipient take longer than a call may, nobody begins with them anew meanwhile.
func TestRecallTakesItsTime(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Sources: w.album(9), Media: true}})
		wake, _ := w.dispatcher()
		w.await("b")
		w.tooOld()
		w.fault(sandbox.Fault{Action: "slow", DelayMS: 9000, Methods: []string{"editMessageMedia"}})
		before, err := w.telegram.Stats(t.Context())
		w.check(err)
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		if tally := w.await("r"); tally.Sent != 1 {
			t.Errorf("tally %+v", tally)
		}
		after, err := w.telegram.Stats(t.Context())
		w.check(err)
		for method, want := range map[string]int64{"editMessageMedia": 9, "deleteMessages": 1} {
			if got := after.Requests[method] - before.Requests[method]; got != want {
				t.Errorf("%d calls of %s for one recipient, want %d", got, method, want)
			}
		}
	})
}

// TestRecallAtOnce: what is recalled while calls are under way is taken back from those too whom they reach.
func TestRecallAtOnce(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 9)
		w.fault(sandbox.Fault{Action: "slow", Methods: []string{"sendMessage"}, DelayMS: 1500})
		w.says("b", "x")
		w.dispatcher()
		w.until("all are being sent to", func() bool {
			leased, err := w.store.Leased(t.Context(), "b", w.clock.now())
			return err == nil && leased == 10
		})
		w.check(w.store.Withdraw(t.Context(), "b"))
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b", Urgent: true})
		tally := w.await("r")
		before, err := w.store.Tally(t.Context(), "b")
		w.check(err)
		if before.Waiting+before.Sent != 10 || tally.Sent != before.Sent || before.Sent == 0 {
			t.Errorf("tally %+v of %+v", tally, before)
		}
		for id := author; id <= 10; id++ {
			if shown := w.shown(id); len(shown) != 0 {
				t.Errorf("member %d sees %+v", id, shown)
			}
		}
	})
}

// TestRecallOfWhatIsNoLongerKept reaches nobody, and ends.
func TestRecallOfWhatIsNoLongerKept(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "none"})
		w.dispatcher()
		if tally := w.await("r"); tally.Total != 0 {
			t.Errorf("tally %+v", tally)
		}
	})
}

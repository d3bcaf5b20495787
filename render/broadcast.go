package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// BroadcastView is a broadcast before it is sent.
type BroadcastView struct {
	Dispatch             alliance.Dispatch
	Heads                int // everybody in the audience
	Unreachable          int // those of Heads to whom nothing can be delivered
	SendData, CancelData string
}

// Reach is how many the broadcast can be delivered to.
func (view BroadcastView) Reach() int { return max(view.Heads-view.Unreachable, 0) }

// BroadcastPreview shows a plain text as members will see it, or refers to the message to be copied, which stands above; it
// says to whom it goes and asks for the order to send.
func (r *Renderer) BroadcastPreview(language alliance.Language, view BroadcastView) alliance.Message {
	var send []alliance.Button
	if view.SendData != "" && view.Reach() > 0 {
		send = []alliance.Button{{Text: r.label(language, "broadcast_send_to", view), Data: view.SendData}}
	}
	return alliance.Message{
		Text:     r.text(language, "broadcast_preview", view),
		Keyboard: keyboard(send, r.button(language, "cancel", view.CancelData)),
	}
}

type progressView struct {
	alliance.Tally
	Done int
	Rate float64
	Left time.Duration
}

// BroadcastProgress shows how far a broadcast is; rate is in messages a second, left the time still needed (zero: not known).
func (r *Renderer) BroadcastProgress(language alliance.Language, tally alliance.Tally, rate float64, left time.Duration) alliance.Message {
	view := progressView{Tally: tally, Done: tally.Total - tally.Waiting, Rate: rate, Left: left}
	return alliance.Message{Text: r.text(language, "broadcast_progress", view)}
}

type reportView struct {
	alliance.Tally
	Took  time.Duration
	Notes []reasonView
}

type reasonView struct {
	Words string
	Count int
}

// BroadcastReport shows what became of a broadcast. The counts add up to the total, and the reasons to those not reached.
func (r *Renderer) BroadcastReport(language alliance.Language, tally alliance.Tally, took time.Duration) alliance.Message {
	view := reportView{Tally: tally, Took: took, Notes: r.reasons(language, tally)}
	return alliance.Message{Text: r.text(language, "broadcast_report", view)}
}

// reasons puts the reasons into words, the most frequent first. Those without a word of their own, and any that were not
// recorded, are counted together as others.
func (r *Renderer) reasons(language alliance.Language, tally alliance.Tally) []reasonView {
	counts := map[string]int{}
	missing := tally.Failed + tally.Skipped
	for reason, count := range tally.Reasons {
		words, err := r.voice(language).known("reason", reasonClass(reason), "other")
		if err != nil {
			continue
		}
		counts[words] += count
		missing -= count
	}
	if missing > 0 {
		counts[r.label(language, "reason_other", nil)] += missing
	}
	var notes []reasonView
	for words, count := range counts {
		notes = append(notes, reasonView{Words: words, Count: count})
	}
	slices.SortFunc(notes, func(a, b reasonView) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Words, b.Words))
	})
	return notes
}

// reasonClass takes the details off a reason that begins with a status of Telegram's answer.
func reasonClass(reason string) string {
	switch {
	case strings.HasPrefix(reason, "400 "):
		return "refused"
	case strings.HasPrefix(reason, "http "), reason == "no answer", reason == "no connection", reason == "unreadable answer":
		return "network"
	}
	return reason
}

package render

import (
	"cmp"
	"slices"
	"strings"

	"alliancebot/alliance"
)

// reasons puts the reasons into words, the most frequent first. Those without a word of their own, and any that were not
// recorded, are counted together as others.
func (r *Renderer) reasons(language alliance.Language, tally alliance.Tally) []reasonView {
	counts := map[string]int{}
	missing := tally.Failed + tally.Skipped
	for reason, count := range tally.Reasons {
		words, err := r.voice(language).known("reason", reasonClass(reason))
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

// missed are the groups, channels and topics that were not reached.
func missed(places []alliance.PlaceOutcome) []alliance.PlaceOutcome {
	return slices.DeleteFunc(slices.Clone(places), func(at alliance.PlaceOutcome) bool {
		return at.Outcome.State != alliance.Failed && at.Outcome.State != alliance.Skipped
	})
}

// named names places that were not reached, with the reason.
func (r *Renderer) named(language alliance.Language, places []alliance.PlaceOutcome) []missedView {
	var named []missedView
	for _, at := range places {
		words, _ := r.voice(language).known("reason", reasonClass(at.Outcome.Reason)) // "other" is there
		named = append(named, missedView{Name: at.Name, Words: words})
	}
	return named
}

// reasonClass takes the details off a reason that begins with a status of Telegram's answer.
func reasonClass(reason string) string {
	switch lower := strings.ToLower(reason); {
	case strings.HasPrefix(lower, "400 ") && strings.Contains(lower, "too long"), strings.HasPrefix(lower, "400 ") && strings.Contains(lower, "too_long"):
		return "too long"
	case strings.HasPrefix(lower, "400 message to copy not found"), strings.HasPrefix(lower, "400 message to forward not found"):
		return "source gone"
	case strings.HasPrefix(reason, "400 "):
		return "refused"
	case strings.HasPrefix(reason, "http "), reason == "no answer", reason == "no connection", reason == "unreadable answer":
		return "network"
	}
	return reason
}

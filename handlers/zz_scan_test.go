package handlers_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
	"alliancebot/store"
)

type scan struct{ store *store.Store }

func (s scan) Find(query alliance.Query, words []string, now time.Time) ([]string, []string) {
	page, _ := s.store.Find(context.Background(), query, 0, 5000)
	var coming, past []string
	for _, event := range page.Events {
		text := strings.ToLower(strings.NewReplacer("“", "", "”", "", " ", "").Replace(strings.Join(slices.Concat([]string{event.Title, event.Venue, event.Description}, event.Speakers, event.Units), "|")))
		all := true
		for _, word := range words {
			all = all && strings.Contains(text, strings.ReplaceAll(word, " ", ""))
		}
		if all && event.Over(now) {
			past = append(past, event.ID)
		} else if all {
			coming = append(coming, event.ID)
		}
	}
	return append(coming, past...), nil
}

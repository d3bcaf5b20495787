package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestQuestions(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		_, err := store.Question(ctx, "nothing")
		fails(t, "no question", err, alliance.NotFound)
		_, err = store.Topic(ctx, 7)
		fails(t, "no topic", err, alliance.NotFound)
		monday := time.Date(2026, time.November, 30, 0, 0, 0, 0, time.UTC)
		evening := alliance.Span{From: monday.Add(19 * time.Hour), To: monday.Add(20 * time.Hour)}
		lectures := alliance.Asked{Question: alliance.Question{
			Span: alliance.Span{From: monday, To: monday.AddDate(0, 0, 7)}, Kinds: []alliance.Kind{alliance.Lecture}, People: []string{"Wang Gang"},
			Words: []string{"机器人"}, Order: alliance.Next, Focus: alliance.Where,
		}, Other: &evening}
		others := alliance.Asked{Question: alliance.Question{Without: []alliance.Kind{alliance.Lecture}, Mine: true}}
		first, err := store.KeepQuestion(ctx, 7, lectures)
		must(t, err)
		second, err := store.KeepQuestion(ctx, -8, others)
		must(t, err)
		again, err := store.KeepQuestion(ctx, 0, lectures)
		must(t, err)
		same(t, "id of the same question", again, first)
		for id, want := range map[string]alliance.Asked{first: lectures, second: others} {
			got, err := store.Question(ctx, id)
			must(t, err)
			same(t, "question", got, want)
		}
		for chat, want := range map[int64]alliance.Asked{7: lectures, -8: others} {
			got, err := store.Topic(ctx, chat)
			must(t, err)
			same(t, "topic", got, want)
		}
		for key, kept := range map[string]time.Duration{keyTopic(7): topicKept, keyQuestion(first): questionKept} {
			if left := store.redis.PTTL(ctx, key).Val(); left <= kept-time.Minute || left > kept {
				t.Errorf("%s is kept for %v, want %v", key, left, kept)
			}
		}
	})
}

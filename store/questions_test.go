package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestQuestions(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, asked := t.Context(), moment(t, "06-13 09:00")
		_, err := store.Question(ctx, "nothing")
		fails(t, "no question", err, alliance.NotFound)
		_, err = store.Topic(ctx, 7, asked)
		fails(t, "no topic", err, alliance.NotFound)
		monday := time.Date(2026, time.November, 30, 0, 0, 0, 0, time.UTC)
		evening := alliance.Span{From: monday.Add(19 * time.Hour), To: monday.Add(20 * time.Hour)}
		lectures := alliance.Asked{Question: alliance.Question{
			Span: alliance.Span{From: monday, To: monday.AddDate(0, 0, 7)}, Kinds: []alliance.Kind{alliance.Lecture}, People: []string{"Wang Gang"},
			Words: []string{"机器人"}, Order: alliance.Next, Focus: alliance.Where,
		}, Other: &evening}
		others := alliance.Asked{Question: alliance.Question{Without: []alliance.Kind{alliance.Lecture}, Mine: true}}
		first, err := store.KeepQuestion(ctx, 7, lectures, asked)
		must(t, err)
		second, err := store.KeepQuestion(ctx, -8, others, asked)
		must(t, err)
		again, err := store.KeepQuestion(ctx, 0, lectures, asked.Add(48*time.Hour))
		must(t, err)
		same(t, "id of the same question", again, first)
		for id, want := range map[string]alliance.Asked{first: lectures, second: others} {
			got, err := store.Question(ctx, id)
			must(t, err)
			same(t, "question", got, want)
		}
		for chat, want := range map[int64]alliance.Asked{7: lectures, -8: others} {
			got, err := store.Topic(ctx, chat, asked.Add(topicKept))
			must(t, err)
			same(t, "topic", got, want)
		}
		must(t, store.redis.Del(ctx, keyQuestion(first)).Err())
		_, err = store.KeepQuestion(ctx, 7, lectures, asked)
		must(t, err)
		_, err = store.Question(ctx, first)
		must(t, err)
		_, err = store.Topic(ctx, 7, asked.Add(topicKept+time.Second))
		fails(t, "topic after ten minutes", err, alliance.NotFound)
		if left := store.redis.PTTL(ctx, keyQuestion(first)).Val(); left <= questionKept-time.Minute || left > questionKept {
			t.Errorf("a question is kept for %v, want %v", left, questionKept)
		}
	})
}

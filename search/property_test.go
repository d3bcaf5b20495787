package search_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/search"
)

// TestIndexAgainstScan compares what the index finds with a look at every event, while events come, change and go. The words
// are Chinese, of few characters, so that they often stand in several events and in several ways.
func TestIndexAgainstScan(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙丁，")), 0, 8, -1)
	rapid.Check(t, func(rt *rapid.T) {
		index, calendar := search.New(ask.Fold), map[string]alliance.Event{}
		for range rapid.IntRange(1, 12).Draw(rt, "changes") {
			id := strconv.Itoa(rapid.IntRange(0, 5).Draw(rt, "id"))
			if rapid.IntRange(0, 3).Draw(rt, "drop") == 0 {
				index.Drop(id)
				delete(calendar, id)
				continue
			}
			made := event(id, rapid.IntRange(-3, 3).Draw(rt, "day"), text.Draw(rt, "title"), describing(text.Draw(rt, "description")))
			made.Speakers = []string{rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "speaker")}
			index.Put(made)
			calendar[id] = made
		}
		words := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙丁")), 1, 3, -1), 1, 2).Draw(rt, "words")
		var query alliance.Query
		if rapid.Bool().Draw(rt, "of a speaker") {
			query.Speakers = []string{"X"}
		}
		want := scan(calendar, query, words)
		got, _ := index.Find(query, words, now)
		if len(want) == 0 && len(words) > 1 { // what says one of the words only
			return
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			rt.Fatalf("%v in %v: found %v, want %v", words, calendar, got, want)
		}
	})
}

// scan finds the events that say all words, by looking at each one.
func scan(calendar map[string]alliance.Event, query alliance.Query, words []string) []string {
	var ids []string
	for id, event := range calendar {
		says := func(word string) bool {
			text := strings.ReplaceAll(event.Title+"\n"+event.Description, "，", "")
			return strings.Contains(text, word)
		}
		wanted := len(query.Speakers) == 0 || strings.EqualFold(event.Speakers[0], query.Speakers[0])
		if wanted && !slices.ContainsFunc(words, func(word string) bool { return !says(word) }) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// FuzzFind holds the index to its promises for any text: no panic, an event is found by its own title, nothing is found once
// it is gone, and the order is the same each time.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"工业机器人", "Welding robots", "3D打印 a", "“三教”改革", "\xff'''", "ſ㈱ﷺ", "课", strings.Repeat("数控", 40)} {
		f.Add(seed, "智能制早")
	}
	f.Fuzz(func(t *testing.T, title, word string) {
		word = strings.ReplaceAll(word, "\n", " ") // a word has one line
		index := indexOf(event("a", 1, title), event("b", 2, title, describing(word)), event("c", 3, word))
		first, read := index.Find(alliance.Query{}, []string{word}, now)
		again, _ := index.Find(alliance.Query{}, []string{word}, now)
		same(t, "asked again", again, first)
		for _, mended := range read {
			finds, _ := index.Find(alliance.Query{}, []string{mended}, now)
			same(t, "asked as it was read", finds, first)
		}
		if found, _ := index.Find(alliance.Query{}, []string{word}, now); slices.ContainsFunc([]rune(ask.Fold(word)), func(r rune) bool { return r >= 'a' && r <= 'z' }) && len(found) < 2 {
			t.Errorf("%q: found %v, not what says it", word, found)
		}
		index.Drop("a", "b", "c")
		if found, _ := index.Find(alliance.Query{}, []string{word, title}, now); len(found) > 0 {
			t.Errorf("found %v, which is gone", found)
		}
	})
}

package ask

import (
	"cmp"
	"slices"
	"strings"
)

// lexicon lists all known words by their first character, the longest first.
type lexicon map[rune][]entry

// entry is one spelling of a word.
type entry struct {
	text []rune
	term term
}

// newLexicon builds the lexicon of all tables. The first table that has a word decides its meaning.
func newLexicon() lexicon {
	tables := [][]row{
		orderWords(), dayWords(), clockWords(), sectionWords(), holidayWords(), weekWords(), monthWords(), dateWords(), countWords(), boundWords(),
		kindWords(), exclusionWords(), focusWords(), followWords(), talkWords(), commandWords(), marks(), plainWords(), noiseWords(),
		titleWords(), namesakes(),
	}
	lexicon, seen := make(lexicon), make(map[string]bool)
	for _, table := range tables {
		for _, row := range table {
			for spelling := range strings.SplitSeq(row.spellings, "|") {
				if text := fold(spelling); !seen[string(text)] {
					seen[string(text)] = true
					lexicon[text[0]] = append(lexicon[text[0]], entry{text: text, term: row.term})
				}
			}
		}
	}
	for _, entries := range lexicon {
		slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return lexicon
}

// price is what the word adds to the price of a segmentation.
func (entry *entry) price() int {
	switch {
	case entry.term.rare:
		return rarePrice
	case entry.term.class&^idle == 0:
		return idlePrice
	}
	return knownPrice
}

// startsWith reports whether the word stands at text[i], not as a part of a longer word.
func (entry *entry) startsWith(text []rune, i int) bool {
	end := i + len(entry.text)
	return end <= len(text) && slices.Equal(text[i:end], entry.text) && isBoundary(text, end)
}

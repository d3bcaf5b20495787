package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// word is a word of a question as the index knows it.
type word struct {
	read  []string // as it was asked, several where they make one term of the trade; or with a typing error mended
	ways  []way    // none: no event says it
	slots []uint32 // of the events that may say it
}

// penaltyIn is the worth of the best way in which the event says the word, or reports false.
func (w *word) penaltyIn(e *entry) (int, bool) {
	best, found := 0, false
	for _, way := range w.ways {
		if penalty, stands := way.penaltyIn(e); stands && (!found || penalty < best) {
			best, found = penalty, true
		}
	}
	return best, found
}

// isSlight reports whether the word is a single Chinese character, which tells too little to be all that is found by.
func (w *word) isSlight() bool {
	return len(w.read) == 1 && utf8.RuneCountInString(w.read[0]) == 1 && beginsHan(w.read[0])
}

// read reads the words of a question. Neighbours that make one term of the trade, such as "new energy vehicle", are one.
func (index *Index) read(asked []string) []word {
	var words []word
	mends := mostMended
	for at := 0; at < len(asked); {
		width := 1
		for more := min(longestTerm, len(asked)-at); more > 1; more-- {
			if index.glossary.has(index.plain(asked[at : at+more]...)) {
				width = more
				break
			}
		}
		next := index.word(asked[at:at+width], &mends)
		if len(next.ways) == 0 && width > 1 { // one of them alone may be known
			width = 1
			next = index.word(asked[at:at+1], &mends)
		}
		words = append(words, next)
		at += width
	}
	return words
}

// plain is what words given one after the other are in the index.
func (index *Index) plain(words ...string) string { return plain(index.fold(strings.Join(words, " "))) }

// word reads one word, in the first of these ways in which any event says it: as it is or in the other language; cut up, or
// as the beginning of a word; with a typing error mended, as long as mends are left.
func (index *Index) word(asked []string, mends *int) word {
	read := word{read: asked}
	text := index.plain(asked...)
	if index.know(&read, index.said(text)) || index.know(&read, index.loosely(text)) {
		return read
	}
	if *mends--; *mends < 0 {
		return read
	}
	if mended, ok := index.mend(text, index.fold(strings.Join(asked, " "))); ok && index.know(&read, index.said(index.plain(mended))) {
		read.read = []string{mended}
	}
	return read
}

// know keeps those of the ways that any event goes, and reports whether there are any.
func (index *Index) know(word *word, ways []way) bool {
	var lists [][]uint32
	for _, way := range ways {
		slots := index.candidates(way)
		says := func(slot uint32) bool { _, stands := way.penaltyIn(&index.entries[slot]); return stands }
		if slices.ContainsFunc(slots, says) {
			word.ways = append(word.ways, way)
			lists = append(lists, slots)
		}
	}
	word.slots = union(lists)
	return len(word.ways) > 0
}

// said is the text as it is, and what else it is called.
func (index *Index) said(text string) []way {
	ways := []way{asIs(text)}
	for _, other := range index.glossary[text] {
		way := asIs(other)
		way.penalty = otherWayPenalty
		ways = append(ways, way)
	}
	return ways
}

// loosely lists the ways to say a text that nobody says as it is: a word of three letters or more as the beginning of others,
// Chinese cut into pieces of at least two characters that stand apart: 数控培训 in 数控车削加工培训.
func (index *Index) loosely(text string) []way {
	if allLetters(text) {
		if utf8.RuneCountInString(text) < shortestStem {
			return nil
		}
		return []way{{pieces: []piece{{text, true}}, penalty: startPenalty}}
	}
	var ways []way
	for _, cut := range cuts(strings.Fields(text)) {
		if len(cut) > 1 {
			ways = append(ways, way{cut, otherWayPenalty})
		}
	}
	return ways
}

// candidates lists the slots of the events that may go a way: those that have all its terms.
func (index *Index) candidates(way way) []uint32 {
	var lists [][]uint32
	for _, piece := range way.pieces {
		for term, word := range terms(piece.text) {
			switch where := index.postings(term, word)[term]; {
			case word && piece.beginning:
				lists = append(lists, index.beginning(term))
			case word && beginsHan(term) && piece.text == term:
				lists = append(lists, index.holding(term))
			case word && beginsHan(term): // a part of whatever stands beside the word
			case where == nil:
				return nil
			default:
				lists = append(lists, where.slots)
			}
		}
	}
	return intersect(lists)
}

// beginning lists the slots of the words that begin so.
func (index *Index) beginning(start string) []uint32 {
	var lists [][]uint32
	for word, where := range index.postings(start, true) {
		if strings.HasPrefix(word, start) {
			lists = append(lists, where.slots)
		}
	}
	return union(lists)
}

// holding lists the slots of a single character, which is no term beside others.
func (index *Index) holding(character string) []uint32 {
	var lists [][]uint32
	for bigram, where := range index.bigrams {
		if strings.Contains(bigram, character) {
			lists = append(lists, where.slots)
		}
	}
	if alone := index.codes[character]; alone != nil {
		lists = append(lists, alone.slots)
	}
	return union(lists)
}

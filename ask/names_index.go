package ask

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// index finds those of many spellings that a text begins with, by one binary search: whatever begins the text begins also
// the last spelling that is not behind the text in the alphabet, or one that begins that one.
type index[value any] struct {
	entries []indexed[value]
	ranges  map[rune][2]int // of entries, by their first character
}

// indexed is a spelling, what it stands for, and the place of the longest other spelling it begins with; -1 if none.
type indexed[value any] struct {
	spelling string
	value    value
	shorter  int
}

func indexOf[value any](values map[string]value) index[value] {
	entries := make([]indexed[value], 0, len(values))
	for spelling, found := range values {
		entries = append(entries, indexed[value]{spelling: spelling, value: found})
	}
	return newIndex(entries)
}

// newIndex indexes entries, no two of which have the same spelling.
func newIndex[value any](entries []indexed[value]) index[value] {
	index := index[value]{entries: entries, ranges: make(map[rune][2]int)}
	slices.SortFunc(index.entries, func(a, b indexed[value]) int { return strings.Compare(a.spelling, b.spelling) })
	for i := range index.entries {
		entry := &index.entries[i]
		entry.shorter = -1
		for shorter := i - 1; shorter >= 0; shorter = index.entries[shorter].shorter {
			if strings.HasPrefix(entry.spelling, index.entries[shorter].spelling) {
				entry.shorter = shorter
				break
			}
		}
		first, _ := utf8.DecodeRuneInString(entry.spelling)
		if place, ok := index.ranges[first]; ok {
			index.ranges[first] = [2]int{place[0], i + 1}
		} else {
			index.ranges[first] = [2]int{i, i + 1}
		}
	}
	return index
}

// beginnings gives what the text begins with, the longest first.
func (index *index[value]) beginnings(text string) iter.Seq2[string, *value] {
	return func(yield func(string, *value) bool) {
		first, _ := utf8.DecodeRuneInString(text)
		place, ok := index.ranges[first]
		if !ok {
			return
		}
		low, high := place[0], place[1]
		for low < high {
			if middle := (low + high) / 2; index.entries[middle].spelling <= text {
				low = middle + 1
			} else {
				high = middle
			}
		}
		for at := low - 1; at >= place[0]; at = index.entries[at].shorter {
			entry := &index.entries[at]
			if strings.HasPrefix(text, entry.spelling) && !yield(entry.spelling, &entry.value) {
				return
			}
		}
	}
}

// page is a folded text as names are looked for in it.
type page struct {
	text    []rune
	letters string // of text, without what separates the parts of a name
	offsets []int  // where text[i] is, or what follows it, in letters; one more for the end
	places  []int  // where in text the character is that each byte of letters belongs to
}

func newPage(text []rune) *page {
	page := &page{text: text, offsets: make([]int, len(text)+1)}
	var letters strings.Builder
	letters.Grow(3 * len(text))
	page.places = make([]int, 0, 3*len(text))
	for i, r := range text {
		page.offsets[i] = letters.Len()
		if isNameGap(r) {
			continue
		}
		letters.WriteRune(r)
		for len(page.places) < letters.Len() {
			page.places = append(page.places, i)
		}
	}
	page.letters = letters.String()
	page.offsets[len(text)] = len(page.letters)
	return page
}

// from is what follows text[i].
func (page *page) from(i int) string { return page.letters[page.offsets[i]:] }

// end is where in text the first bytes of from(i) end.
func (page *page) end(i, bytes int) int {
	return page.places[page.offsets[i]+bytes-1] + 1
}

// skip is the next place from i on where no gap is.
func (page *page) skip(i int) int {
	for i < len(page.text) && isNameGap(page.text[i]) {
		i++
	}
	return i
}

// lettersOf writes a folded name without its gaps.
func lettersOf(name []rune) string {
	return string(slices.DeleteFunc(slices.Clone(name), isNameGap))
}

// isNameGap reports whether r separates the parts of a name. It counts neither in a name nor in the text, so that
// louhaibin is Lou Hai-bin.
func isNameGap(r rune) bool {
	switch r {
	case ' ', '-', '\'', '·', '•', '.', ',', '(', ')', '"', '“', '”', '《', '》', '&', '_':
		return true
	}
	return false
}

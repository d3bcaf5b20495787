package ask

import (
	"iter"
	"slices"
	"strings"
)

// Names are the names known to the community, ready to be found in texts. They are safe for concurrent use; nil knows none.
type Names struct {
	people, units, venues []string
}

// NewNames readies names, spelt as they are to stand in the question.
func NewNames(people, units, venues []string) *Names {
	return &Names{people: people, units: units, venues: venues}
}

// findNames finds the known names in folded text: the longest at each place, as a choice that costs nothing.
func findNames(text []rune, names *Names) map[int]choice {
	if names == nil {
		return nil
	}
	begins := newOccurrences(text)
	found := make(map[int]choice)
	look := func(known string, parts ...string) {
		for i := range begins.of(firstRune(parts[0])) {
			if width := matchName(text[i:], parts); width > max(1, found[i].width) && isBoundary(text, i+width) {
				found[i] = choice{width: width, term: &term{class: name, tag: known}}
			}
		}
	}
	for _, person := range names.people {
		look(person, person)
		if family, given, ok := strings.Cut(person, " "); ok {
			look(person, given, family)
		}
	}
	for _, list := range [][]string{names.units, names.venues} {
		for _, known := range list {
			look(known, known)
		}
	}
	return found
}

// occurrences are the places where a word can begin, by its first character: the last one in the text, and from each one
// the one before, all counted from 1.
type occurrences struct {
	last   map[rune]int
	before []int
}

func newOccurrences(text []rune) occurrences {
	found := occurrences{last: make(map[rune]int, len(text)), before: make([]int, len(text))}
	for i, r := range text {
		if isBoundary(text, i) {
			found.before[i], found.last[r] = found.last[r], i+1
		}
	}
	return found
}

// of gives the places where a word can begin with first.
func (occurrences occurrences) of(first rune) iter.Seq[int] {
	return func(yield func(int) bool) {
		i := occurrences.last[first]
		for i > 0 && yield(i-1) {
			i = occurrences.before[i-1]
		}
	}
}

// firstRune is the first character of a name as it stands in folded text.
func firstRune(name string) rune {
	for _, r := range name {
		if r = foldRune(r); !isNameGap(r) {
			return r
		}
	}
	return 0
}

// matchName tells how much of the beginning of text is the name made of parts. Spaces and the like count in neither, so
// that "louhaibin" is Lou Haibin.
func matchName(text []rune, parts []string) int {
	at := 0
	for _, part := range parts {
		for _, r := range part {
			if r = foldRune(r); isNameGap(r) {
				continue
			}
			for at > 0 && at < len(text) && isNameGap(text[at]) {
				at++
			}
			if at == len(text) || text[at] != r {
				return 0
			}
			at++
		}
	}
	return at
}

// isNameGap reports whether r separates the parts of a name.
func isNameGap(r rune) bool { return r == ' ' || r == '-' || r == '\'' || r == '·' || r == '.' }

func nameRules() []rule {
	return []rule{{[]class{name}, readName}}
}

// readName takes a known name into the question. One that is both a unit's and a venue's counts as both, unless the word
// before it tells which is meant.
func readName(sketch *sketch, words []token) verdict {
	known := words[0].tag
	add := func(list *[]string, of []string) {
		if slices.Contains(of, known) && !slices.Contains(*list, known) {
			*list = append(*list, known)
		}
	}
	question := &sketch.question
	add(&question.People, sketch.names.people)
	isUnit, isVenue := slices.Contains(sketch.names.units, known), slices.Contains(sketch.names.venues, known)
	if !isVenue || !slices.Contains([]string{"在", "到", "去", "at", "in"}, sketch.before.text) {
		add(&question.Units, sketch.names.units)
	}
	if !isUnit || !slices.Contains([]string{"由", "by", "of", "from"}, sketch.before.text) {
		add(&question.Venues, sketch.names.venues)
	}
	return taken
}

package ask

import (
	"slices"
)

// Names are the names known to the community, ready to be found in texts. They are safe for concurrent use; nil knows none.
type Names struct {
	groups   []group             // what spellings stand for, by number; the first is nothing
	spelt    index[mention]      // names, parts of names, surnames, as they are written
	heard    index[mention]      // the same of units and venues in Chinese, as they are read aloud
	spoken   map[[2]rune][]voice // people by the first two syllables of their names
	surnames map[string]int      // people stored in letters, by their surnames
	typos    typos
}

// mention is what a spelling stands for.
type mention struct {
	group  int  // on its own; 0 for nothing
	titled int  // beside a title: the people with that surname or given name; 0 for nobody
	weak   bool // a word of the lexicon goes before it
	place  bool // no people are among them
}

// NewNames readies names, spelt as they are to stand in the question.
func NewNames(people, units, venues []string) *Names {
	draft := newDraft()
	for _, person := range people {
		draft.addPerson(person)
	}
	for _, unit := range units {
		draft.addPlace(unit, unitName)
	}
	for _, venue := range venues {
		draft.addPlace(venue, venueName)
	}
	return draft.names()
}

// What a match costs in a segmentation. A name as it is stored wins against all; one that is only guessed, or short, wins
// against text that nobody knows, not against up to three words of the lexicon: 周有 is no Zhou You.
const (
	namePrice  = 0
	guessPrice = 3*knownPrice + 1
)

// findNames finds the known names in folded text: the longest at each place, as a choice.
func findNames(text []rune, names *Names) map[int]choice {
	if names == nil || len(names.groups) == 1 {
		return nil
	}
	search := search{Names: names, page: newPage(text), found: make(map[int]choice)}
	search.backward(search.at)
	if exact := len(search.found); search.mend() > exact {
		search.backward(search.introduced)
	}
	return search.found
}

// backward looks at every place where a word begins, from the last one on.
func (search *search) backward(look func(i int)) {
	for i, r := range slices.Backward(search.page.text) {
		if isBoundary(search.page.text, i) && !isNameGap(r) {
			look(i)
		}
	}
}

func nameRules() []rule {
	return []rule{{[]class{name}, readName}}
}

// readName takes a known name into the question. One that is both a unit's and a venue's counts as both, unless the word
// before it tells which is meant; a part that a unit and other venues share means the unit, unless that word says where.
func readName(sketch *sketch, words []token) verdict {
	named, question := sketch.names.groups[words[0].n], &sketch.question
	units, venues := named.units, named.venues
	isPlace := slices.Contains([]string{"在", "到", "去", "at", "in"}, sketch.before.text)
	isMaker := slices.Contains([]string{"由", "by", "of", "from"}, sketch.before.text)
	switch {
	case len(venues) == 0 || len(units) == 0:
	case isPlace:
		units = nil
	case isMaker:
		venues = nil
	default:
		venues = slices.DeleteFunc(slices.Clone(venues), func(venue string) bool { return !slices.Contains(units, venue) })
	}
	if sketch.excluding && !sketch.before.is(comma) { // 除了讲座，王老师还讲什么
		except := &question.Except
		except.People, except.Units, except.Venues = union(except.People, named.people), union(except.Units, units), union(except.Venues, venues)
		return taken
	}
	question.People = union(question.People, named.people)
	isLinked := sketch.before.is(linking)
	question.Units, question.Venues = joined(question.Units, units, isLinked), joined(question.Venues, venues, isLinked)
	return taken
}

// joined is list with more of the same sort: 缙云的职校 is what both words name, 思博特和职高 what one of them does.
func joined(list, more []string, isLinked bool) []string {
	if shared := slices.DeleteFunc(slices.Clone(list), func(name string) bool { return !slices.Contains(more, name) }); len(shared) > 0 && !isLinked {
		return shared
	}
	return union(list, more)
}

// union is list with those of more that it lacks.
func union(list, more []string) []string {
	if len(list) == 0 {
		return slices.Clone(more)
	}
	for _, name := range more {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

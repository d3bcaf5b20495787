package ask

import (
	"slices"
	"strings"
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
	for i, r := range slices.Backward(text) {
		if isBoundary(text, i) && !isNameGap(r) {
			search.at(i)
		}
	}
	search.mend()
	return search.found
}

// search is one text being looked through, from its end to its beginning.
type search struct {
	*Names
	page   *page
	sounds string // of the page; empty where nothing can be heard
	found  map[int]choice
}

// at looks for what begins at text[i].
func (search *search) at(i int) {
	search.spelling(i)
	if isHan(search.page.text[i]) {
		search.hearing(i)
		search.voices(i)
		search.surname(i)
	}
	search.introduced(i)
}

// take keeps a match from text[i] to text[end] if it is the longest there.
func (search *search) take(i, end, price int, group int) {
	if width := end - i; width > max(1, search.found[i].width) {
		search.found[i] = choice{width: width, price: price, term: &term{class: name, n: group}}
	}
}

// spelling looks for what is written at text[i].
func (search *search) spelling(i int) {
	for spelling, mention := range search.spelt.beginnings(search.page.from(i)) {
		end := search.page.end(i, len(spelling))
		if !isBoundary(search.page.text, end) {
			continue
		}
		if after := search.titleEnd(end); after > end {
			if group := max(mention.group, mention.titled); group > 0 {
				search.take(i, after, namePrice, group)
				return
			}
		}
		if after := search.briefTitleEnd(end); after > end && mention.titled > 0 {
			search.take(i, after, guessPrice, mention.titled)
		}
		if mention.titled > 0 && search.isOwner(i, end) {
			search.take(i, end, guessPrice, mention.titled)
		}
		if mention.group > 0 && (mention.place || !search.isOrdinary(i, end)) && !search.isOtherRoom(end) {
			search.take(i, search.follow(end, mention), mention.price(), mention.group)
			return
		}
	}
}

// isOtherRoom reports whether the number of a room follows, which would be in the name if it were one that is known.
func (search *search) isOtherRoom(end int) bool {
	text, at := search.page.text, search.page.skip(end)
	digits := 0
	for at+digits < len(text) && text[at+digits] >= '0' && text[at+digits] <= '9' {
		digits++
	}
	isYear := digits == 4 && text[at] == '2' && text[at+1] == '0'
	return digits > 2 && !isYear
}

func (mention *mention) price() int {
	if mention.weak {
		return guessPrice
	}
	return namePrice
}

// follow is the end of a match once the general words behind it are taken too: 学校 of 缙云学校.
func (search *search) follow(end int, mention *mention) int {
	if mention.place {
		return search.followed(end)
	}
	return end
}

// hearing looks for units and venues that sound like the text at i: 思伯特 is 思博特.
func (search *search) hearing(i int) {
	if len(search.heard.entries) == 0 {
		return
	}
	if search.sounds == "" {
		search.sounds = soundsOf(search.page.letters)
	}
	for spelling, mention := range search.heard.beginnings(search.sounds[search.page.offsets[i]:]) {
		if end := search.page.end(i, len(spelling)); isBoundary(search.page.text, end) && !search.isOtherRoom(end) {
			search.take(i, search.follow(end, mention), guessPrice, mention.group)
			return
		}
	}
}

// soundsOf is text with its characters written as the syllables they are usually read as.
func soundsOf(text string) string { return strings.Map(spokenChinese().usual, text) }

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

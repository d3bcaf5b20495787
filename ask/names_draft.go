package ask

import (
	"maps"
	"slices"
	"unicode/utf8"
)

// sort is what a name belongs to.
type sort int

const (
	personName sort = iota
	unitName
	venueName
)

// mostSharers is how many names may share a part that still names them; a part of more says too little.
const mostSharers = 4

// draft gathers what the names can be written as.
type draft struct {
	sounds   *sounds
	known    []known
	spelt    map[string]*spelling
	spoken   map[[2]rune][]voice
	surnames map[rune]bearers
	read     map[string][][]rune // how names stored in characters are read
}

// known is one name of a list.
type known struct {
	name string
	sort sort
}

// bearers are the numbers of known names, each once, in order.
type bearers []int32

func (bearers *bearers) add(number int32) {
	if count := len(*bearers); count == 0 || (*bearers)[count-1] != number {
		*bearers = append(*bearers, number)
	}
}

// spelling is what the letters of a text can name.
type spelling struct {
	whole, part, titled bearers
	heard               bool   // it may be misspelt as anything that sounds alike
	fuzzy               bool   // it may have a typing error
	core                string // what of it must not have one
}

func newDraft() *draft {
	return &draft{
		sounds: spokenChinese(), spelt: make(map[string]*spelling), spoken: make(map[[2]rune][]voice),
		surnames: make(map[rune]bearers), read: make(map[string][][]rune),
	}
}

func (draft *draft) add(name string, sort sort) int32 {
	draft.known = append(draft.known, known{name, sort})
	return int32(len(draft.known) - 1)
}

func (draft *draft) spelling(letters string) *spelling {
	found, ok := draft.spelt[letters]
	if !ok {
		found = &spelling{}
		draft.spelt[letters] = found
	}
	return found
}

// names readies what was gathered.
func (draft *draft) names() *Names {
	draft.gather()
	names := &Names{groups: make([]group, 1), spoken: draft.spoken, surnames: make(map[rune]int32)}
	numbers := make(map[string]int32)
	number := func(of bearers) int32 { return draft.number(names, numbers, of) }
	spelt, heard, fuzzy := make(map[string]mention, len(draft.spelt)), make(map[string]mention), make(map[string]*typo)
	for _, letters := range slices.Sorted(maps.Keys(draft.spelt)) {
		spelling := draft.spelt[letters]
		found := mention{titled: number(spelling.titled)}
		if owners := draft.owners(spelling); len(owners) > 0 && !isWord(letters) {
			found.group = number(owners)
			found.place = draft.known[owners[0]].sort != personName
			found.weak = len(spelling.whole) == 0 && utf8.RuneCountInString(letters) <= 2
		}
		if found.group+found.titled > 0 {
			spelt[letters] = found
		}
		if spelling.heard && found.group > 0 {
			heard[soundsOf(letters)] = mention{group: found.group, place: true}
		}
		if spelling.fuzzy && found.group > 0 {
			fuzzy[letters] = &typo{mention: found, letters: []rune(letters), core: spelling.core}
		}
	}
	for syllable, bearers := range draft.surnames {
		names.surnames[syllable] = number(bearers)
	}
	for _, voices := range names.spoken {
		for i := range voices {
			voices[i].group = number(voices[i].bearers)
		}
	}
	names.spelt, names.heard, names.typos = newIndex(spelt), newIndex(heard), newTypos(fuzzy)
	return names
}

// owners are whom the spelling names: those whose whole name it is, else those of whose names it is a part, if they are few.
func (draft *draft) owners(spelling *spelling) bearers {
	if len(spelling.whole) > 0 {
		return spelling.whole
	}
	names := make([]string, 0, mostSharers+1)
	for _, bearer := range spelling.part {
		if name := draft.known[bearer].name; !slices.Contains(names, name) {
			names = append(names, name)
		}
		if len(names) > mostSharers {
			return nil
		}
	}
	return spelling.part
}

// number is the number of the group of all bearers; 0 if there are none.
func (draft *draft) number(names *Names, numbers map[string]int32, of bearers) int32 {
	if len(of) == 0 {
		return 0
	}
	key := make([]byte, 0, 4*len(of))
	for _, bearer := range of {
		key = append(key, byte(bearer), byte(bearer>>8), byte(bearer>>16), byte(bearer>>24))
	}
	found, ok := numbers[string(key)]
	if !ok {
		found = int32(len(names.groups))
		numbers[string(key)] = found
		names.groups = append(names.groups, draft.group(of))
	}
	return found
}

func (draft *draft) group(of bearers) group {
	var found group
	for _, bearer := range of {
		list := &found.people
		switch draft.known[bearer].sort {
		case personName:
		case unitName:
			list = &found.units
		case venueName:
			list = &found.venues
		}
		*list = append(*list, draft.known[bearer].name)
	}
	return found
}

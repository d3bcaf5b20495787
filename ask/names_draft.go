package ask

import (
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
	surnames map[string]bearers  // of people stored in letters
	read     map[string][][]rune // how names stored in characters are read
}

// known is one name of a list.
type known struct {
	name string
	sort sort
}

// bearers are the numbers of known names, each once, in order.
type bearers []int

func (bearers *bearers) add(number int) {
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
		surnames: make(map[string]bearers), read: make(map[string][][]rune),
	}
}

func (draft *draft) add(name string, sort sort) int {
	draft.known = append(draft.known, known{name, sort})
	return len(draft.known) - 1
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
	groups := newGroups(draft.known)
	spelt, sounding, mistyped := make([]indexed[mention], 0, len(draft.spelt)), make(map[string]bearers), []*typo(nil)
	for letters, spelling := range draft.spelt {
		owners := draft.owners(spelling)
		if isWord(letters) {
			owners = nil
		}
		if len(owners)+len(spelling.titled) == 0 {
			continue
		}
		found := mention{
			group: groups.number(owners), titled: groups.number(spelling.titled),
			place: len(owners) > 0 && draft.known[owners[0]].sort != personName,
			weak:  len(spelling.whole) == 0 && utf8.RuneCountInString(letters) <= 2,
		}
		spelt = append(spelt, indexed[mention]{spelling: letters, value: found})
		if spelling.heard && found.group > 0 {
			sounds := soundsOf(letters)
			sounding[sounds] = merge(sounding[sounds], owners)
		}
		if spelling.fuzzy && found.group > 0 {
			mistyped = append(mistyped, &typo{mention: found, letters: []rune(letters), core: spelling.core})
		}
	}
	names := &Names{spelt: newIndex(spelt), typos: newTypos(mistyped), spoken: draft.spoken, surnames: make(map[string]int)}
	names.heard = newIndex(groups.sounding(sounding))
	for letters, bearers := range draft.surnames {
		names.surnames[letters] = groups.number(bearers)
	}
	for _, voices := range names.spoken {
		for i := range voices {
			voices[i].group = groups.number(voices[i].bearers)
		}
	}
	names.groups = groups.all
	return names
}

// owners are whom the spelling names: those whose whole name it is, else those of whose names it is a part, if they, or the
// units among them, are few.
func (draft *draft) owners(spelling *spelling) bearers {
	if len(spelling.whole) > 0 {
		return spelling.whole
	}
	if draft.areFew(spelling.part) {
		return spelling.part
	}
	units := slices.DeleteFunc(slices.Clone(spelling.part), func(bearer int) bool { return draft.known[bearer].sort != unitName })
	if draft.areFew(units) {
		return units // 职高, whatever many rooms it has
	}
	return nil
}

// areFew reports whether bearers have few names between them.
func (draft *draft) areFew(of bearers) bool {
	names := make([]string, 0, mostSharers+1)
	for _, bearer := range of {
		if name := draft.known[bearer].name; !slices.Contains(names, name) {
			names = append(names, name)
		}
		if len(names) > mostSharers {
			return false
		}
	}
	return true
}

package ask

import "strconv"

// group is everybody and everything that one spelling names.
type group struct{ people, units, venues []string }

// groups are numbered, each once; number 0 is nobody.
type groups struct {
	known   []known
	all     []group
	single  []int // of one known name, by its number
	several map[string]int
}

func newGroups(known []known) *groups {
	return &groups{known: known, all: make([]group, 1), single: make([]int, len(known)), several: make(map[string]int)}
}

// number is the number of the group of all bearers.
func (groups *groups) number(of bearers) int {
	switch len(of) {
	case 0:
		return 0
	case 1:
		if groups.single[of[0]] == 0 {
			groups.single[of[0]] = groups.add(of)
		}
		return groups.single[of[0]]
	}
	key := make([]byte, 0, 4*len(of))
	for _, bearer := range of {
		key = append(strconv.AppendInt(key, int64(bearer), 36), ' ')
	}
	found, ok := groups.several[string(key)]
	if !ok {
		found = groups.add(of)
		groups.several[string(key)] = found
	}
	return found
}

func (groups *groups) add(of bearers) int {
	var found group
	for _, bearer := range of {
		list := &found.people
		switch groups.known[bearer].sort {
		case personName:
		case unitName:
			list = &found.units
		case venueName:
			list = &found.venues
		}
		*list = append(*list, groups.known[bearer].name)
	}
	groups.all = append(groups.all, found)
	return len(groups.all) - 1
}

// sounding are the mentions of what is heard.
func (groups *groups) sounding(heard map[string]bearers) []indexed[mention] {
	found := make([]indexed[mention], 0, len(heard))
	for sounds, bearers := range heard {
		found = append(found, indexed[mention]{spelling: sounds, value: mention{group: groups.number(bearers), place: true}})
	}
	return found
}

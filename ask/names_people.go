package ask

import (
	"slices"
	"strings"
)

// addPerson gathers how a person can be named. What stands in brackets, and a title behind the name, are no part of it.
func (draft *draft) addPerson(name string) {
	number := draft.add(name, personName)
	folded := fold(name)
	draft.whole(lettersOf(folded), number)
	if at := slices.Index(folded, '('); at > 0 {
		folded = folded[:at]
	}
	plain := []rune(withoutTitles(strings.TrimSpace(string(folded))))
	draft.whole(lettersOf(plain), number)
	characters := []rune(lettersOf(plain))
	switch {
	case len(characters) > 1 && !slices.ContainsFunc(characters, func(r rune) bool { return !isHan(r) }):
		draft.addCharacters(characters, number)
	case !slices.ContainsFunc(characters, isHan):
		draft.addLetters(strings.FieldsFunc(string(plain), isNameGap), number)
	}
}

func (draft *draft) whole(letters string, number int) {
	if letters != "" {
		draft.spelling(letters).whole.add(number)
	}
}

// addCharacters gathers the forms of a name stored in characters: 王刚 is also "Wang Gang", "gang wang" and 王 with a title.
func (draft *draft) addCharacters(characters []rune, number int) {
	surname, given := characters[:1], characters[1:]
	readings := [][]rune{draft.sounds.ofSurname(surname[0])}
	if letters, ok := doubles()[[2]rune(characters)]; ok && len(characters) > 2 {
		surname, given = characters[:2], characters[2:]
		readings = draft.sounds.split(letters)
	}
	if len(readings[0]) == 0 {
		readings = draft.sounds.readingsOf(surname)
	}
	draft.spelling(string(surname)).titled.add(number)
	if len(given) > 1 {
		draft.spelling(string(given)).titled.add(number)
	}
	if len(characters) > 3 {
		draft.spelling(string(characters)).fuzzy = true
	}
	for _, first := range readings {
		for _, second := range draft.sounds.readingsOf(given) {
			draft.addSpelt(draft.sounds.spell(first), draft.sounds.spell(second), len(second), number)
			syllables := append(slices.Clone(first), second...)
			draft.addVoice(syllables, voice{surname: string(surname)}, number)
			draft.read[string(characters)] = append(draft.read[string(characters)], syllables)
		}
	}
}

// addLetters gathers the forms of a name stored in letters: "Lou Haibin" is also "haibin lou", 楼海滨, 楼 with a title.
func (draft *draft) addLetters(words []string, number int) {
	if len(words) == 1 { // written together: the surname is the first syllable
		if splits := draft.sounds.split(words[0]); len(splits) > 0 && len(splits[0]) > 1 {
			first := draft.sounds.spell(splits[0][:1])
			words = []string{first, strings.TrimPrefix(words[0], first)}
		}
	}
	if len(words) < 2 {
		return
	}
	surname, given := draft.parts(words)
	surnames, givens := draft.sounds.split(surname), draft.sounds.split(given)
	syllables := 0
	if len(givens) > 0 {
		syllables = len(givens[0])
	}
	draft.addSpelt(surname, given, syllables, number)
	for _, first := range surnames {
		letters := draft.sounds.spell(first)
		bearers := draft.surnames[letters]
		bearers.add(number)
		draft.surnames[letters] = bearers
		for _, second := range givens {
			draft.addVoice(append(slices.Clone(first), second...), voice{}, number)
			if len(second) > 1 {
				draft.addVoice(second, voice{given: true}, number)
			}
		}
	}
}

// parts tells the surname from the given name. It stands in front, as in China, unless the first word cannot be one and the
// last can, or the name is no Chinese one.
func (draft *draft) parts(words []string) (surname, given string) {
	isSurname := func(word string) bool {
		splits := draft.sounds.split(word)
		return len(splits) > 0 && len(splits[len(splits)-1]) > 0 && (len(splits[0]) == 1 || isDoubleSurname(word))
	}
	first, last := words[0], words[len(words)-1]
	if len(words) > 2 && isDoubleSurname(words[0]+words[1]) {
		return words[0] + words[1], strings.Join(words[2:], "")
	}
	if isSurname(first) || !isSurname(last) && len(draft.sounds.split(last)) > 0 {
		return first, strings.Join(words[1:], "")
	}
	return last, strings.Join(words[:len(words)-1], "")
}

// shortestGiven is how many letters a given name has at least that names somebody by itself.
const shortestGiven = 5

// addOrders gathers a name in both orders.
func (draft *draft) addOrders(surname, given string, number int) {
	for _, letters := range []string{surname + given, given + surname} {
		spelling := draft.spelling(letters)
		spelling.whole.add(number)
		spelling.fuzzy = len(letters) >= shortestGiven
	}
}

// addSpelt gathers what can be written in letters.
func (draft *draft) addSpelt(surname, given string, syllables, number int) {
	for _, surname := range spellingsOf(surname) {
		for _, given := range spellingsOf(given) {
			draft.addOrders(surname, given, number)
		}
		draft.spelling(surname).titled.add(number)
	}
	if syllables == 1 {
		return
	}
	spelling := draft.spelling(given)
	spelling.titled.add(number)
	if len(given) >= shortestGiven {
		spelling.part.add(number)
	}
}

package ask

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// voice is a person's name as it is said, from its third syllable on.
type voice struct {
	rest    []rune
	surname string // as it must be written; empty for a name stored in letters, which any surname that sounds so may be
	given   bool   // it is only the given name, which needs a title beside it
	bearers bearers
	group   int
}

func (voice *voice) says(other voice) bool {
	return voice.surname == other.surname && voice.given == other.given && slices.Equal(voice.rest, other.rest)
}

// addVoice gathers a name as it is said.
func (draft *draft) addVoice(syllables []rune, said voice, number int) {
	key := [2]rune(syllables[:2])
	said.rest = syllables[2:]
	voices := draft.spoken[key]
	at := slices.IndexFunc(voices, said.says)
	if at < 0 {
		at, voices = len(voices), append(voices, said)
	}
	voices[at].bearers.add(number)
	draft.spoken[key] = voices
}

// gather lets names stored in characters stand for those stored in letters, too: 王刚 is 王刚 and Wang Gang, who may be the
// same.
func (draft *draft) gather() {
	for _, voices := range draft.spoken {
		for i := range voices {
			same := voice{rest: voices[i].rest}
			if at := slices.IndexFunc(voices, same.says); at >= 0 && voices[i].surname != "" {
				voices[i].bearers = merge(voices[i].bearers, voices[at].bearers)
			}
		}
		slices.SortStableFunc(voices, func(a, b voice) int { return strings.Compare(b.surname, a.surname) })
	}
	for letters, spoken := range draft.read {
		for _, syllables := range spoken {
			voices, same := draft.spoken[[2]rune(syllables[:2])], voice{rest: syllables[2:]}
			if at := slices.IndexFunc(voices, same.says); at >= 0 {
				draft.spelt[letters].whole = merge(draft.spelt[letters].whole, voices[at].bearers)
			}
		}
	}
	for letters, spelling := range draft.spelt {
		if character, width := utf8.DecodeRuneInString(letters); width == len(letters) {
			for _, reading := range draft.sounds.ofSurname(character) {
				spelling.titled = merge(spelling.titled, draft.surnames[draft.sounds.letters[reading]])
			}
		}
	}
}

// merge is both lists in one.
func merge(list, more bearers) bearers {
	if len(list) == 0 {
		return more
	}
	all := slices.Concat(list, more)
	slices.Sort(all)
	return slices.Compact(all)
}

// voices looks for people whose names are said as the characters at i are read: 娄海滨 is Lou Haibin.
func (search *search) voices(i int) {
	text := search.page.text
	if i+1 == len(text) || !isHan(text[i+1]) {
		return
	}
	sounds := spokenChinese()
	for _, second := range sounds.of(text[i+1]) {
		for _, first := range sounds.ofSurname(text[i]) {
			search.said(i, [2]rune{first, second}, false)
		}
		search.said(i, [2]rune{sounds.usual(text[i]), second}, true)
	}
	if letters, ok := doubles()[[2]rune(text[i:])]; ok {
		for _, syllables := range sounds.split(letters) {
			if len(syllables) == 2 {
				search.said(i, [2]rune(syllables), false)
			}
		}
	}
}

// said takes the people whose names begin with two syllables at i: by their whole names, or by their given names alone.
func (search *search) said(i int, key [2]rune, given bool) {
	voices := search.spoken[key]
	for k := range voices {
		voice := &voices[k]
		end := i + 2 + len(voice.rest)
		if voice.given != given || end > len(search.page.text) || !strings.HasPrefix(search.page.from(i), voice.surname) {
			continue
		}
		if !canBeRead(search.page.text[i+2:end], voice.rest) {
			continue
		}
		after := search.titleEnd(end)
		if !given || after > end {
			search.take(i, after, guessPrice, voice.group)
		}
	}
}

// canBeRead reports whether characters can be read as the syllables.
func canBeRead(characters, syllables []rune) bool {
	for i, r := range characters {
		if !slices.Contains(spokenChinese().of(r), syllables[i]) {
			return false
		}
	}
	return true
}

package ask

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// sounds knows how Chinese characters are read, without tones. A syllable is written as one character of the private area,
// which takes as many bytes as the character that is read so: a text of sounds is exactly as long as the text.
type sounds struct {
	readings  []rune          // the usual one of each character, from firstHan on; 0 if there is none
	others    map[rune][]rune // all readings of the characters of otherReadings, the usual one first
	syllables map[string]rune
	letters   map[rune]string // of the syllables
	next      rune            // stands for no syllable yet
}

const (
	firstHan      = '\u4e00'
	lastHan       = '\u9fff'
	firstSyllable = '\ue000'
)

// otherReadings are the characters that have a second reading in given names. The dictionary has many more, which nobody
// is called by.
const otherReadings = "乐yue朝zhao茜xi晟sheng柏bo长chang隽jun重chong行hang盛cheng仔zi曾zeng参shen率shuai传zhuan藏cang炅gui大dai少shao蔚yu冠guan祭zhai"

// spokenChinese is read from the dictionary once, when the first names are readied.
var spokenChinese = sync.OnceValue(newSounds)

func newSounds() *sounds {
	sounds := &sounds{
		readings: make([]rune, lastHan-firstHan+1), others: make(map[rune][]rune),
		syllables: make(map[string]rune), letters: make(map[rune]string), next: firstSyllable,
	}
	toneless := strings.NewReplacer(
		"ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ī", "i", "í", "i", "ǐ", "i", "ì", "i",
		"ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v",
		"ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "ế", "e", "ề", "e", "ê", "e", "\u0304", "", "\u030c", "", "\u0300", "",
	)
	for r := firstHan; r <= lastHan; r++ {
		if usual, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ","); usual != "" {
			sounds.readings[r-firstHan] = sounds.syllable(toneless.Replace(usual))
		}
	}
	for character, letters := range glossed(otherReadings) {
		r, _ := utf8.DecodeRuneInString(character)
		sounds.others[r] = []rune{sounds.usual(r), sounds.syllable(letters)}
	}
	return sounds
}

// syllable is the character that stands for the syllable, a new one if it is not known yet.
func (sounds *sounds) syllable(letters string) rune {
	found, ok := sounds.syllables[letters]
	if !ok {
		found = sounds.next
		sounds.syllables[letters], sounds.letters[found] = found, letters
		sounds.next++
	}
	return found
}

// of lists the readings of a character, the usual one first.
func (sounds *sounds) of(r rune) []rune {
	if others, ok := sounds.others[r]; ok {
		return others
	}
	if at := r - firstHan; at >= 0 && int(at) < len(sounds.readings) && sounds.readings[at] != 0 {
		return sounds.readings[at : at+1]
	}
	return nil
}

// usual is the usual reading of a Chinese character; any other stands for itself.
func (sounds *sounds) usual(r rune) rune {
	if at := r - firstHan; at >= 0 && int(at) < len(sounds.readings) && sounds.readings[at] != 0 {
		return sounds.readings[at]
	}
	return r
}

// ofSurname gives the reading of a character as a surname; none if no surname is written so.
func (sounds *sounds) ofSurname(r rune) []rune {
	letters, ok := surnames()[r]
	switch {
	case !ok:
		return nil
	case letters != "":
		return []rune{sounds.syllables[letters]}
	}
	return sounds.readings[r-firstHan : r-firstHan+1]
}

// spell writes syllables in letters.
func (sounds *sounds) spell(syllables []rune) string {
	var spelt strings.Builder
	for _, syllable := range syllables {
		spelt.WriteString(sounds.letters[syllable])
	}
	return spelt.String()
}

const (
	longestSyllable = 6  // letters: zhuang
	longestSpelt    = 24 // letters, beyond which nothing is a Chinese name
	mostSplits      = 4  // ways in which letters are cut into syllables
)

// spellingsOf are the ways to write what has the sound ü, which is no letter of most keyboards.
func spellingsOf(letters string) []string {
	letters = withoutUmlaut.Replace(letters)
	if !strings.Contains(letters, "lv") && !strings.Contains(letters, "nv") {
		return []string{letters}
	}
	return []string{letters, strings.ReplaceAll(letters, "v", "yu"), strings.ReplaceAll(letters, "v", "ü")}
}

var withoutUmlaut = strings.NewReplacer("ü", "v", "lyu", "lv", "nyu", "nv")

// split cuts letters into syllables, in every way: xian is one or two. It gives none if letters are no Chinese.
func (sounds *sounds) split(letters string) [][]rune {
	letters = withoutUmlaut.Replace(letters)
	if len(letters) > longestSpelt {
		return nil
	}
	return sounds.cut(letters)
}

func (sounds *sounds) cut(letters string) [][]rune {
	if letters == "" {
		return [][]rune{nil}
	}
	var found [][]rune
	for width := min(longestSyllable, len(letters)); width > 0; width-- {
		syllable, ok := sounds.syllables[letters[:width]]
		if !ok || width == 1 && !isVowel(letters[0]) {
			continue
		}
		for _, rest := range sounds.cut(letters[width:]) {
			if len(found) < mostSplits {
				found = append(found, append([]rune{syllable}, rest...))
			}
		}
	}
	return found
}

// isVowel reports whether letter is a syllable by itself.
func isVowel(letter byte) bool { return letter == 'a' || letter == 'e' || letter == 'o' }

// readingsOf lists the ways in which characters can be read aloud, at most mostSplits.
func (sounds *sounds) readingsOf(characters []rune) [][]rune {
	found := [][]rune{nil}
	for _, r := range characters {
		var longer [][]rune
		for _, before := range found {
			for _, reading := range sounds.of(r) {
				if len(longer) < mostSplits {
					longer = append(longer, append(slices.Clip(before), reading))
				}
			}
		}
		found = longer
	}
	return found
}

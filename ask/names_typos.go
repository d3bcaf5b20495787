package ask

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// typos find names with one typing error: a letter that is wrong, missing, too many, or changed with the next. Such an error
// leaves either the first half of the name or the second half as it is, so the halves are looked up.
type typos struct{ fronts, backs index[[]*typo] }

// typo is a name that may be mistyped.
type typo struct {
	mention
	letters []rune
	core    string // what must be right
}

func newTypos(names []*typo) typos {
	fronts, backs := make(map[string][]*typo), make(map[string][]*typo)
	for _, typo := range names {
		half := (len(typo.letters) - 1) / 2
		front, back := string(typo.letters[:half]), reversed(typo.letters[half+1:])
		fronts[front], backs[back] = append(fronts[front], typo), append(backs[back], typo)
	}
	for _, halves := range []map[string][]*typo{fronts, backs} {
		for _, found := range halves {
			slices.SortFunc(found, func(a, b *typo) int { return slices.Compare(b.letters, a.letters) })
		}
	}
	return typos{fronts: indexOf(fronts), backs: indexOf(backs)}
}

func reversed(letters []rune) string {
	letters = slices.Clone(letters)
	slices.Reverse(letters)
	return string(letters)
}

// strip is the letters of a page, and which of them belong to names that were found.
type strip struct {
	*search
	letters []rune
	places  []int // of the letters in the text
	covered []bool
}

// mendLimit is how many characters a text has at most in which mistyped names are looked for; a longer one is no question.
const mendLimit = 500

// mend looks for mistyped names where no name covers the text, and tells at how many places there is one now.
func (search *search) mend() int {
	if len(search.typos.fronts.entries) == 0 || len(search.page.text) > mendLimit {
		return len(search.found)
	}
	page := search.page
	strip := strip{search: search, covered: make([]bool, len(page.text))}
	for i, r := range page.text {
		for k := range search.found[i].width {
			strip.covered[i+k] = true
		}
		if !isNameGap(r) {
			strip.letters, strip.places = append(strip.letters, r), append(strip.places, i)
		}
	}
	backward, bytes := reversed(strip.letters), 0
	for k, r := range strip.letters {
		if i := strip.places[k]; isBoundary(page.text, i) {
			for _, typos := range search.typos.fronts.beginnings(page.from(i)) {
				strip.begin(k, *typos)
			}
		}
		bytes += utf8.RuneLen(r)
		if end := strip.places[k] + 1; isBoundary(page.text, end) {
			for _, typos := range search.typos.backs.beginnings(backward[len(backward)-bytes:]) {
				strip.end(k+1, *typos)
			}
		}
	}
	return len(search.found)
}

// begin tries names whose first half stands at the letter from.
func (strip *strip) begin(from int, typos []*typo) {
	for _, typo := range typos {
		for width := len(typo.letters) - 1; width <= len(typo.letters)+1; width++ {
			strip.try(from, from+width, typo)
		}
	}
}

// end tries names whose second half ends before the letter to.
func (strip *strip) end(to int, typos []*typo) {
	for _, typo := range typos {
		for width := len(typo.letters) - 1; width <= len(typo.letters)+1; width++ {
			strip.try(to-width, to, typo)
		}
	}
}

// try takes the letters for the name if they are it but for one error.
func (strip *strip) try(from, to int, typo *typo) {
	if from < 0 || to > len(strip.letters) {
		return
	}
	written := strip.letters[from:to]
	wrong, right, isTypo := oneError(written, typo.letters)
	if !isTypo || slices.ContainsFunc(wrong, isCounting) || slices.ContainsFunc(right, isCounting) {
		return
	}
	begin, end := strip.places[from], strip.places[to-1]+1
	text := strip.page.text
	if !isBoundary(text, begin) || !isBoundary(text, end) || !slices.Contains(strip.covered[begin:end], false) {
		return
	}
	if isStrange := func(r rune) bool { return isHan(r) != isHan(typo.letters[0]) }; slices.ContainsFunc(wrong, isStrange) || isNextWord(text[begin:end]) && len(right) == 0 {
		return
	}
	if !strings.Contains(string(written), typo.core) || strip.isOrdinary(begin, end) || !typo.isLikely(written, wrong, right, text[begin:end]) {
		return
	}
	strip.take(begin, max(strip.titleEnd(end), strip.follow(end, &typo.mention)), guessPrice, typo.group)
}

// isNextWord reports whether the first or last letter of text stands alone, as of "Wang Gang a lecture".
func isNextWord(text []rune) bool {
	return len(text) > 2 && (isNameGap(text[1]) || isNameGap(text[len(text)-2]))
}

// oneError tells where two words differ by one typing error.
func oneError(written, name []rune) (wrong, right []rune, isError bool) {
	start := 0
	for start < len(written) && start < len(name) && written[start] == name[start] {
		start++
	}
	wrong, right = written[start:], name[start:]
	for len(wrong) > 0 && len(right) > 0 && wrong[len(wrong)-1] == right[len(right)-1] {
		wrong, right = wrong[:len(wrong)-1], right[:len(right)-1]
	}
	switch {
	case len(wrong)+len(right) == 1, len(wrong) == 1 && len(right) == 1:
		return wrong, right, true
	case len(wrong) == 2 && len(right) == 2:
		return wrong, right, wrong[0] == right[1] && wrong[1] == right[0]
	}
	return wrong, right, false
}

// isCounting reports whether r tells one of several: room 203 is not a misspelt 204.
func isCounting(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十东西南北上下左右新老", r)
}

const (
	longEnough  = 7 // letters that a person's name written as one word has at least to be taken for mistyped
	manyEnough  = 3 // syllables of which one may be another one without making it somebody else's name
	placeEnough = 5 // letters of a unit's name
)

// isLikely reports whether text, whose letters are written, is rather the name mistyped than something else: another English
// word, or, if it is good Chinese, another person's name.
func (typo *typo) isLikely(written, wrong, right, text []rune) bool {
	if slices.ContainsFunc(typo.letters, isHan) {
		isBeside := len(right) == 0 && (isHan(written[0]) && written[0] != typo.letters[0] || written[len(written)-1] != typo.letters[len(typo.letters)-1])
		return !isBeside // a character more at either end is the next word
	}
	if typo.place {
		return len(typo.letters) >= placeEnough
	}
	isSwapped, isOther := len(wrong) == 2, len(wrong) == 1 && len(right) == 1
	sounds := spokenChinese()
	name, other := sounds.split(string(typo.letters)), sounds.split(string(written))
	isLong := len(name) > 0 && len(name[0]) >= manyEnough
	isOneWord := !slices.ContainsFunc(text, isNameGap)
	if isOneWord && (len(typo.letters) < longEnough || !isSwapped && written[0] != typo.letters[0] || isOther && !isLong) {
		return false
	}
	isNasal := string(wrong)+string(right) == "g" // haibing
	return len(other) == 0 || isNasal || isLong
}

package ask

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Parts of the names of units and venues.
//
// A part names its unit or venue if it is a run of whole words of the name that has one of these:
//   - a proper word, which no table knows: 思博特, 缙云县, "Sibot Precision";
//   - a room or building named by what it is for, as a whole: 报告厅, 实训基地, but never 报告 or 实训;
//   - a sort of school or office said of few, whole or in short: 职业高级中学, 职高, 丽水职高, 丽职, 教育局;
//   - more than half of the letters of the name, with a general word among them: "Vocational High School".
// So words of kinds, subjects, and what many names share, by the tables or by being in more than mostSharers, name nothing.

// addPlace gathers how a unit or a venue can be named.
func (draft *draft) addPlace(name string, sort sort) {
	number := draft.add(name, sort)
	folded := fold(name)
	pieces := cut(folded)
	if sort == unitName {
		pieces = properOnce(pieces)
	}
	letters := lettersOf(folded)
	if letters == "" {
		return
	}
	draft.whole(letters, number)
	draft.whole(join(without(pieces, silent)), number)
	draft.mark(letters, pieces)
	length := utf8.RuneCountInString(letters)
	for from := range pieces {
		for to := from + 1; to <= len(pieces); to++ {
			if run := pieces[from:to]; isTelling(run, length) {
				draft.part(run, number)
			}
		}
	}
	draft.addBrand(pieces, number)
	draft.addShort(pieces, number)
	draft.addRooms(pieces, number)
}

// properOnce takes what no table knows behind the first proper word for a trade, as 根雕 of 缙云县根雕学校, except in the name of
// a company, which has a place and a brand.
func properOnce(pieces []piece) []piece {
	if slices.ContainsFunc(pieces, isCompany) {
		return pieces
	}
	isKnown := false
	for i := range pieces {
		if pieces[i].role == proper && isKnown {
			pieces[i].role = trade
		}
		isKnown = isKnown || isName(pieces[i])
	}
	return pieces
}

func isCompany(piece piece) bool {
	return slices.ContainsFunc([]string{"公司", "集团", "工厂", "co", "ltd", "inc", "company", "corp", "corporation", "group"}, func(word string) bool { return strings.HasSuffix(piece.text, word) })
}

// addBrand gathers the brand of a company that is followed by what no table knows: 纳新 of 纳新石材. Brands have two characters
// or, rarely, three.
func (draft *draft) addBrand(pieces []piece, number int) {
	at := slices.IndexFunc(pieces, func(piece piece) bool { return piece.role == proper })
	if at < 0 || !slices.ContainsFunc(pieces, isCompany) {
		return
	}
	name := []rune(pieces[at].text)
	for width := 2; width <= len(name)-2 && width <= 3 && isHan(name[0]); width++ {
		draft.part([]piece{{string(name[:width]), proper}}, number)
	}
}

// part gathers a run of words, also without the suffix of its place.
func (draft *draft) part(run []piece, number int) {
	for _, pieces := range [][]piece{run, without(run, silent)} {
		letters := join(pieces)
		draft.spelling(letters).part.add(number)
		draft.mark(letters, pieces)
	}
	if len(run) == 1 && run[0].role == proper {
		draft.romanise(run[0].text, number)
	}
}

// mark tells what errors in a spelling are forgiven.
func (draft *draft) mark(letters string, pieces []piece) {
	length := utf8.RuneCountInString(letters)
	at := slices.IndexFunc(pieces, isName)
	if at < 0 && !contains(pieces, room) {
		return
	}
	spelling := draft.spelling(letters)
	spelling.heard = strings.ContainsFunc(letters, isHan)
	if at < 0 || length < 4 {
		return
	}
	spelling.fuzzy = true
	if utf8.RuneCountInString(pieces[at].text) == 2 {
		spelling.core = pieces[at].text
	}
}

// shortestProper is how many letters a word has at least that names something.
const shortestProper = 3

// isName reports whether a piece names something by itself.
func isName(piece piece) bool {
	if piece.role != proper {
		return false
	}
	length := utf8.RuneCountInString(piece.text)
	return length >= shortestProper || length == 2 && strings.ContainsFunc(piece.text, isHan)
}

// isTelling reports whether a run of words, of a name with that many letters, names it.
func isTelling(run []piece, letters int) bool {
	first, last := run[0].role, run[len(run)-1].role
	if first == silent && last != sphere || first == count && len(run) == 1 {
		return false
	}
	if slices.ContainsFunc(run, isName) || contains(run, room) || contains(run, sphere) && last == sphere {
		return true
	}
	return len(run) > 1 && 2*utf8.RuneCountInString(join(run)) > letters && contains(run, general) && (contains(run, trade) || strings.ContainsFunc(run[0].text, isLatin))
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

func join(pieces []piece) string {
	var joined strings.Builder
	for _, piece := range pieces {
		joined.WriteString(piece.text)
	}
	return joined.String()
}

func without(pieces []piece, role role) []piece {
	return slices.DeleteFunc(slices.Clone(pieces), func(piece piece) bool { return piece.role == role })
}

// romanise gathers the letters of a proper word: jinyun is 缙云.
func (draft *draft) romanise(word string, number int) {
	characters := []rune(word)
	if slices.ContainsFunc(characters, func(r rune) bool { return !isHan(r) }) || len(characters) > mostSharers {
		return
	}
	syllables := make([]rune, len(characters))
	for i, r := range characters {
		if syllables[i] = draft.sounds.usual(r); syllables[i] == r {
			return
		}
	}
	if letters := draft.sounds.spell(syllables); len(letters) >= placeEnough && !isOrdinaryWord(letters) {
		spelling := draft.spelling(letters)
		spelling.part.add(number)
		spelling.fuzzy = len(characters) > 2
	}
}

// addShort gathers what a school, or a room of it, is called in short: 丽水职高, 丽职高, 丽职, 浙大, 职高报告厅.
func (draft *draft) addShort(pieces []piece, number int) {
	at := slices.IndexFunc(pieces, func(piece piece) bool { return piece.role == sphere || piece.text == "大学" })
	if at < 0 {
		return
	}
	before := without(pieces[:at], silent)
	place, initials, head := join(before), "", ""
	for i, piece := range before {
		initials += firstOf(piece.text)
		if i > 0 {
			head = firstOf(place) + join(before[1:])
		}
	}
	if len([]rune(head)) > 2 && before[0].role == region {
		draft.spelling(head).part.add(number)
	}
	for to := at + 1; to <= len(pieces); to++ {
		after := join(pieces[at+1 : to])
		for _, short := range shortsOf(pieces[at].text, place, initials) {
			draft.spelling(short + after).part.add(number)
			if strings.HasPrefix(short, place) {
				draft.mark(short+after, before)
			}
		}
	}
}

// shortsOf lists what a sort of school or office is called in short, alone or with its place or the first characters of that.
func shortsOf(sort, place, initials string) []string {
	if sort == "大学" {
		return []string{initials + "大"}
	}
	var shorts []string
	for short := range strings.SplitSeq(sphereWords[sort], "|") {
		if short != "" {
			shorts = append(shorts, short, place+short, initials+short, "市"+short, "县"+short)
		}
	}
	if strings.Contains(sort, "职业") {
		shorts = append(shorts, initials+"职")
	}
	if strings.HasPrefix(sort, "中等职业") && place != "" {
		shorts = append(shorts, place+"中职") // which alone is any such school
	}
	return slices.DeleteFunc(shorts, func(short string) bool { return utf8.RuneCountInString(short) < 2 })
}

func firstOf(text string) string {
	_, width := utf8.DecodeRuneInString(text)
	return text[:width]
}

// addRooms gathers how a numbered room is named by its number, which by itself could count anything.
func (draft *draft) addRooms(pieces []piece, number int) {
	for _, piece := range pieces {
		digits := strings.TrimRight(piece.text, "号室")
		if piece.role != count || len(digits) < 3 || digits[0] < '0' || digits[0] > '9' {
			continue
		}
		for _, before := range []string{"在", "到", "去", "at", "in", "room"} {
			draft.spelling(before + digits).part.add(number)
		}
		for _, after := range []string{"室", "教室", "会议室", "房间"} {
			draft.spelling(digits + after).part.add(number)
		}
	}
}

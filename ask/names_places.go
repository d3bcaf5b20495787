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

// mostPieces is how many words at the beginning of a name its parts are made of.
const mostPieces = 12

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
	draft.whole(join(recounted(pieces)), number)
	draft.mark(letters, pieces)
	length := utf8.RuneCountInString(letters)
	pieces = pieces[:min(len(pieces), mostPieces)]
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

package ask

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
		for _, short := range shortsOf(pieces[at].text, place, initials, join(pieces[:at])) {
			draft.spelling(short + after).part.add(number)
			if strings.HasPrefix(short, place) {
				draft.mark(short+after, before)
			}
		}
	}
}

// shortsOf lists what a sort of school or office is called in short, alone or with its place, the first characters of
// that, or all that stands in front.
func shortsOf(sort, place, initials, full string) []string {
	if sort == "大学" {
		return []string{initials + "大"}
	}
	var shorts []string
	for short := range strings.SplitSeq(sphereWords[sort], "|") {
		if short != "" {
			shorts = append(shorts, short, place+short, initials+short, full+short, "市"+short, "县"+short)
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

// recounted writes the numbers of a name in digits, or in characters: 1号会议室 is 一号会议室.
func recounted(pieces []piece) []piece {
	pieces = slices.Clone(pieces)
	for i, found := range pieces {
		if found.role != count {
			continue
		}
		if other := inCharacters.Replace(found.text); other != found.text {
			pieces[i].text = other
		} else {
			pieces[i].text = inDigits.Replace(found.text)
		}
	}
	return pieces
}

var (
	inCharacters = strings.NewReplacer("10", "十", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九", "0", "〇")
	inDigits     = strings.NewReplacer("十", "10", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9", "〇", "0", "零", "0")
)

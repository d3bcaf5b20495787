package ask

import (
	"strings"
)

// search is one text being looked through, from its end to its beginning.
type search struct {
	*Names
	page   *page
	sounds string // of the page; empty where nothing can be heard
	found  map[int]choice
}

// at looks for what begins at text[i].
func (search *search) at(i int) {
	search.spelling(i)
	if isHan(search.page.text[i]) {
		search.hearing(i)
		search.voices(i)
		search.surname(i)
	}
	search.introduced(i)
}

// take keeps a match from text[i] to text[end] if it is the longest there.
func (search *search) take(i, end, price, group int) {
	if width := end - i; width > max(1, search.found[i].width) {
		search.found[i] = choice{width: width, price: price, term: &term{class: name, n: group}}
	}
}

// spelling looks for what is written at text[i].
func (search *search) spelling(i int) {
	for spelling, mention := range search.spelt.beginnings(search.page.from(i)) {
		end := search.page.end(i, len(spelling))
		if !isBoundary(search.page.text, end) {
			continue
		}
		if after := search.titleEnd(end); after > end {
			if group := max(mention.group, mention.titled); group > 0 {
				search.take(i, after, namePrice, group)
				return
			}
		}
		if after := search.briefTitleEnd(end); after > end && mention.titled > 0 {
			search.take(i, after, guessPrice, mention.titled)
		}
		if mention.titled > 0 && search.isOwner(i, end) {
			search.take(i, end, guessPrice, mention.titled)
		}
		if mention.group > 0 && (mention.place || !search.isOrdinary(i, end)) && !search.isOtherRoom(end) {
			search.take(i, search.follow(end, mention), mention.price(), mention.group)
			return
		}
	}
}

// isOtherRoom reports whether the number of a room follows, which would be in the name if it were one that is known.
func (search *search) isOtherRoom(end int) bool {
	text, at := search.page.text, search.page.skip(end)
	digits := 0
	for at+digits < len(text) && text[at+digits] >= '0' && text[at+digits] <= '9' {
		digits++
	}
	isYear := digits == 4 && text[at] == '2' && text[at+1] == '0'
	return digits > 2 && !isYear
}

func (mention *mention) price() int {
	if mention.weak {
		return guessPrice
	}
	return namePrice
}

// follow is the end of a match once the general words behind it are taken too: 学校 of 缙云学校.
func (search *search) follow(end int, mention *mention) int {
	if mention.place {
		return search.followed(end)
	}
	return end
}

// hearing looks for units and venues that sound like the text at i: 思伯特 is 思博特.
func (search *search) hearing(i int) {
	if len(search.heard.entries) == 0 {
		return
	}
	if search.sounds == "" {
		search.sounds = soundsOf(search.page.letters)
	}
	for spelling, mention := range search.heard.beginnings(search.sounds[search.page.offsets[i]:]) {
		if end := search.page.end(i, len(spelling)); isBoundary(search.page.text, end) && !search.isOtherRoom(end) {
			search.take(i, search.follow(end, mention), guessPrice, mention.group)
			return
		}
	}
}

// soundsOf is text with its characters written as the syllables they are usually read as.
func soundsOf(text string) string { return strings.Map(spokenChinese().usual, text) }

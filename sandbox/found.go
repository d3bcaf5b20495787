package sandbox

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// found finds the entities that Telegram marks by itself, outside those in which it does not look.
func found(text string, given []Entity) []Entity {
	if !strings.ContainsAny(text, "/@#.") {
		return nil
	}
	var entities []Entity
	offset, done, before := 0, 0, ' ' // offset in units; bytes before done belong to an entity
	for i, r := range text {
		if i >= done && strings.ContainsRune("/@#.hH", r) {
			if kind, begin, end := automatic(text, i, before, done); end > 0 {
				entity := Entity{Type: kind, Offset: offset - (i - begin), Length: units(text[begin:end])}
				if !slices.ContainsFunc(given, entity.shut) {
					entities = append(entities, entity)
				}
				done = end
			}
		}
		offset += utf16Width(r)
		before = r
	}
	return entities
}

func utf16Width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// shut reports whether given is of a type inside which Telegram marks nothing, and touches e.
func (e Entity) shut(given Entity) bool {
	switch given.Type {
	case "pre", "code", "text_link", "text_mention", "custom_emoji", "date_time":
		return given.Offset < e.end() && e.Offset < given.end()
	}
	return false
}

// automatic finds the entity that shows itself at byte i of text: its type and bytes, or an end of 0. before is the rune
// in front; what is looked for backwards (addresses) does not reach behind done. The rules are those of TDLib.
func automatic(text string, i int, before rune, done int) (kind string, begin, end int) {
	switch text[i] {
	case '/':
		return "bot_command", i, commandEnd(text, i, before)
	case '@':
		if i > done && alphanumeric(text[i-1]) {
			return "email", done + lastNot(text[done:i], mailByte), mailEnd(text, i)
		}
		return "mention", i, mentionEnd(text, i, before)
	case '#':
		return "hashtag", i, hashtagEnd(text, i, before)
	case '.':
		begin := done + lastNot(text[done:i], labelByte)
		return "url", begin, bareEnd(text, begin, i)
	}
	return "url", i, addressEnd(text, i, before)
}

func wordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func nameLength(text string) int {
	n := 0
	for n < len(text) && (alphanumeric(text[n]) || text[n] == '_') {
		n++
	}
	return n
}

func commandEnd(text string, i int, before rune) int {
	if wordRune(before) || strings.ContainsRune("/<>", before) {
		return 0
	}
	length := nameLength(text[i+1:])
	if length < 1 || length > 64 {
		return 0
	}
	end := i + 1 + length
	if strings.HasPrefix(text[end:], "@") {
		if name := nameLength(text[end+1:]); name >= 3 && name <= 32 {
			end += 1 + name
		}
	}
	after, _ := utf8.DecodeRuneInString(text[end:])
	if end < len(text) && (wordRune(after) || strings.ContainsRune("/<>", after)) {
		return 0
	}
	return end
}

func mentionEnd(text string, i int, before rune) int {
	length := nameLength(text[i+1:])
	end := i + 1 + length
	after, _ := utf8.DecodeRuneInString(text[end:])
	if wordRune(before) || length < 4 || length > 32 || end < len(text) && wordRune(after) {
		return 0
	}
	return end
}

func hashtagEnd(text string, i int, before rune) int {
	if wordRune(before) {
		return 0
	}
	end, letters := i+1, false
	for _, r := range text[i+1:] {
		if !wordRune(r) {
			break
		}
		letters = letters || !unicode.IsDigit(r)
		end += utf8.RuneLen(r)
	}
	if !letters || strings.HasPrefix(text[end:], "#") {
		return 0
	}
	return end
}

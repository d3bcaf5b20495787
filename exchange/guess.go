package exchange

import (
	"strings"

	"alliancebot/alliance"
)

// kindOf is the first category that names a kind, else the kind that the title names first, else Other.
func kindOf(component *component, title string) alliance.Kind {
	for _, property := range component.properties {
		if property.IANAToken != "CATEGORIES" {
			continue
		}
		for category := range strings.SplitSeq(property.Value, ",") {
			if kind, known := alliance.ParseKind(fold(category)); known {
				return kind
			}
		}
	}
	return guessKind(title)
}

// guessKind finds the kind whose name stands first in the title, the longer name where two begin at one place.
func guessKind(title string) alliance.Kind {
	title = strings.ToLower(fold(title))
	guess, place, length := alliance.Other, len(title), 0
	for _, kind := range alliance.Kinds() {
		if kind == alliance.Other { // "other" and "其他" say nothing within a title
			continue
		}
		for _, name := range alliance.KindNames(kind) {
			at := wordIndex(title, name)
			if at >= 0 && (at < place || at == place && len(name) > length) {
				guess, place, length = kind, at, len(name)
			}
		}
	}
	return guess
}

// wordIndex is where word stands in text, or -1; Latin letters before or after it make it part of another word, but for a
// plural s.
func wordIndex(text, word string) int {
	isLetter := func(index int) bool {
		return index >= 0 && index < len(text) && text[index] >= 'a' && text[index] <= 'z'
	}
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return -1
		}
		at += from
		after := at + len(word)
		if after < len(text) && text[after] == 's' {
			after++
		}
		latin := isLetter(at)
		if !latin || !isLetter(at-1) && !isLetter(after) {
			return at
		}
		from = at + len(word)
	}
}

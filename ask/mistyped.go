package ask

import (
	"slices"
	"sync"
)

// shortestMistyped is how many letters an English word has at least in which a typing error is forgiven; shorter ones are too often
// one letter away from another word.
const shortestMistyped = 7

// mistypable are the English words that tell what is asked for and when, with what they mean, by their first letter.
var mistypable = sync.OnceValue(func() lexicon {
	found := make(lexicon)
	for first, entries := range spoken().lexicon {
		for _, entry := range entries {
			isWord := !slices.ContainsFunc(entry.text, func(r rune) bool { return !isLatin(r) })
			if isWord && len(entry.text) >= shortestMistyped && entry.term.class&(kind|weekday|monthName|day) != 0 {
				found[first] = append(found[first], entry)
			}
		}
	}
	return found
})

// mistyped is what a word means that no table knows, if it is one of the words that matter with one typing error behind its first
// letter: "lecturs".
func mistyped(word []rune) *term {
	if len(word) < shortestMistyped-1 || !isLatin(word[0]) || isOrdinaryWord(string(word)) {
		return nil
	}
	for _, entry := range mistypable()[word[0]] {
		if isSlip(word, entry.text) {
			return &entry.term
		}
	}
	return nil
}

// isSlip reports whether a and b differ by one letter that is wrong, missing, too many, or changed with the next.
func isSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	at := 0
	for at < len(a) && a[at] == b[at] {
		at++
	}
	if len(a) < len(b) {
		return slices.Equal(a[at:], b[at+1:])
	}
	isSwapped := at+1 < len(a) && a[at] == b[at+1] && a[at+1] == b[at] && slices.Equal(a[at+2:], b[at+2:])
	return at < len(a) && (isSwapped || slices.Equal(a[at+1:], b[at+1:]))
}

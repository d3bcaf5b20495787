package ask

import (
	"slices"
	"strings"
)

// leftover gathers the subject words: what no rule has used and no table calls noise. Words that stand together without
// a space are one, except for words without a meaning of their own at its ends.
func leftover(tokens []token) []string {
	var words []string
	for at := 0; at < len(tokens); {
		end := at + 1
		for end < len(tokens) && !tokens[end].spaced && tokens[at].isSubject() && tokens[end].isSubject() {
			end++
		}
		if word := trimEdges(tokens[at:end]); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
		at = end
	}
	return words
}

// isSubject reports whether the word may belong to a subject word. A Chinese word of the tables may be a part of any other
// (上 of 上海); an English one stands for itself.
func (token token) isSubject() bool {
	if token.used || token.is(noise) {
		return false
	}
	return token.class == 0 || token.is(number|ordinal|plain|edge|joiner) || token.text[0] >= 0x80
}

// trimEdges is the subject word of tokens that stand together, or nothing.
func trimEdges(tokens []token) string {
	isTrimmed := func(token token, end class) bool { return !token.isSubject() || token.is(end|joiner) }
	for len(tokens) > 0 && isTrimmed(tokens[0], lead) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && isTrimmed(tokens[len(tokens)-1], tail) {
		tokens = tokens[:len(tokens)-1]
	}
	if len(tokens) == 2 && tokens[0].is(number) && tokens[1].is(units|measure) {
		return "" // of 三天的培训, which tells no subject
	}
	var word strings.Builder
	for _, token := range tokens {
		word.WriteString(token.text)
	}
	return word.String()
}

// isFragment reports whether word is a single character or a small number, which is the rest
// of a phrase that is not understood: 3 of 有3场讲座吗.
func isFragment(word string) bool {
	runes := []rune(word)
	if _, width := readDigits(runes); width == len(runes) {
		return width <= 2
	}
	return len(runes) == 1
}

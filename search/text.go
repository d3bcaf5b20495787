package search

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain is folded text as the index keeps it: words stemmed and with spaces between them, Chinese characters without any, so
// that who looks for 三教改革 finds “三教”改革, and nothing but letters and digits.
func plain(folded string) string { return spell(folded, stem) }

// spell writes folded text with every word in the form given by form.
func spell(folded string, form func(string) string) string {
	var text strings.Builder
	text.Grow(len(folded))
	afterHan := false
	for run, han := range runs(folded) {
		if text.Len() > 0 && (!han || !afterHan) {
			text.WriteByte(' ')
		}
		if !han {
			run = form(run)
		}
		text.WriteString(run)
		afterHan = han
	}
	return text.String()
}

// runs cuts folded text into words and stretches of Chinese characters; marks separate, but an apostrophe does not.
func runs(folded string) iter.Seq2[string, bool] {
	folded = strings.ReplaceAll(folded, "'", "")
	return func(yield func(string, bool) bool) {
		begin, han := -1, false
		for i, r := range folded {
			isHan := isHan(r)
			if begin >= 0 && isHan == han && (han || inWord(r)) {
				continue
			}
			if begin >= 0 && !yield(folded[begin:i], han) {
				return
			}
			if begin = -1; isHan || inWord(r) {
				begin, han = i, isHan
			}
		}
		if begin >= 0 {
			yield(folded[begin:], han)
		}
	}
}

// terms lists what plain text is found by: its words and, of Chinese, every two characters that stand side by side; a lone
// character counts as a word.
func terms(text string) iter.Seq2[string, bool] {
	return func(yield func(term string, word bool) bool) {
		for token := range strings.FieldsSeq(text) {
			first, width := utf8.DecodeRuneInString(token)
			if !isHan(first) || width == len(token) {
				if !yield(token, true) {
					return
				}
				continue
			}
			for i := 0; i+width < len(token); {
				_, next := utf8.DecodeRuneInString(token[i+width:])
				if !yield(token[i:i+width+next], false) {
					return
				}
				i, width = i+width, next
			}
		}
	}
}

// isHan reports whether r is a Chinese character, which stands without spaces around it.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r > unicode.MaxLatin1 && unicode.Is(unicode.Han, r)
}

// inWord reports whether r belongs to a word of a script that puts spaces between words, or to a number.
func inWord(r rune) bool {
	if r <= unicode.MaxASCII {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// allHan reports whether plain text is one stretch of Chinese characters.
func allHan(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !isHan(r) }) < 0
}

// allLetters reports whether plain text is one word without digits.
func allLetters(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return isHan(r) || !unicode.IsLetter(r) }) < 0
}

func beginsHan(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isHan(r)
}

func endsHan(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return isHan(r)
}

package ask

import (
	"iter"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// readLimit is how many characters are read: the longest text of a message (Bot API, sendMessage).
const readLimit = 4096

// Fold brings a text of any length into the one form in which texts are compared: half-width, lower case, simplified
// characters, single spaces, nothing invisible.
func Fold(text string) string { return string(foldFirst(text, math.MaxInt)) }

// fold folds as much of a text as is read; the tables are written in the form that it makes.
func fold(text string) []rune { return foldFirst(text, readLimit) }

// foldFirst folds text up to a number of characters.
func foldFirst(text string, limit int) []rune {
	text = composed(text, limit)
	folded := make([]rune, 0, min(len(text), limit))
	for _, r := range folding(text) {
		if len(folded) == limit {
			break
		}
		folded = append(folded, r)
	}
	return folded
}

// folding gives the characters that text folds to, each with the place of what it stands for.
func folding(text string) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		last := ' '
		for i, r := range text {
			r = foldRune(r)
			isInvisible := r > unicode.MaxASCII && unicode.In(r, unicode.Cf, unicode.Variation_Selector)
			if isInvisible || r == ' ' && last == ' ' {
				continue
			}
			if last = r; !yield(i, r) {
				return
			}
		}
	}
}

// composed is text as it is read: with what looks alike written alike (Unicode, NFKC), to a number of characters at least.
func composed(text string, limit int) string {
	if norm.NFKC.IsNormalString(text) {
		return text
	}
	return normal(text, limit)
}

// normal is the beginning of text, at least as much as is read, with what looks alike written alike (Unicode, NFKC). Some
// characters become eighteen, so the end of a long text is not worth the time.
func normal(text string, limit int) string {
	var beginning strings.Builder
	var segments norm.Iter
	for segments.InitString(norm.NFKC, text); !segments.Done() && beginning.Len()/utf8.UTFMax < limit; {
		beginning.Write(segments.Next())
	}
	return beginning.String()
}

// foldRune folds one character; what takes more than one character to fold is left to Unicode normalisation.
func foldRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r <= unicode.MaxASCII && r > ' ':
		return r
	case r >= '\uff01' && r <= '\uff5e': // full-width forms of ! to ~
		return foldRune(r - '\uff01' + '!')
	case r == '‘' || r == '’' || r == '`' || r == '´':
		return '\''
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return ' '
	case isHan(r):
		return simplify(r)
	}
	return unicode.ToLower(r)
}

// isHan reports whether r is a Chinese character, which is a word or a part of one without spaces around it.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r == '〇' || r > unicode.MaxLatin1 && unicode.Is(unicode.Han, r)
}

// isAlnum reports whether r belongs to a word of a script that puts spaces between words, or to a number.
func isAlnum(r rune) bool {
	if r <= unicode.MaxASCII {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	}
	return !isHan(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// isBoundary reports whether a word may begin or end before text[i]: also between 2 and pm.
func isBoundary(text []rune, i int) bool {
	if i == 0 || i == len(text) || !isAlnum(text[i-1]) || !isAlnum(text[i]) {
		return true
	}
	if isTimeMark(text, i) || isTimeMark(text, i-1) {
		return true
	}
	if !isDigit(text[i-1]) || isDigit(text[i]) {
		return false
	}
	end := i
	for end < len(text) && end < i+5 && isAlnum(text[end]) {
		end++
	}
	return isAttached(string(text[i:end]))
}

// isTimeMark reports whether text[i] is the T of 2026-12-01T14:00 or the h of 15h30.
func isTimeMark(text []rune, i int) bool {
	return (text[i] == 't' || text[i] == 'h') && i > 0 && i+1 < len(text) && isDigit(text[i-1]) && isDigit(text[i+1])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isAttached reports whether word is written without a space behind a number: 2pm, 30min, 2026q4.
func isAttached(word string) bool {
	switch word {
	case "am", "pm", "h", "hr", "hrs", "min", "mins", "q1", "q2", "q3", "q4", "h1", "h2":
		return true
	}
	return false
}

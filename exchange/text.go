package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// fold writes full-width letters, digits and signs as plain ones, as Chinese input methods and Excel mix both, and trims.
func fold(text string) string {
	return strings.Join(strings.Fields(width.Fold.String(oneLine(text))), " ")
}

// oneLine strips what cannot be seen; line breaks and tabs become spaces.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return visible(r)
	}, strings.ReplaceAll(text, "\r\n", "\n")))
}

// paragraphs strips what cannot be seen, but keeps line breaks, all written as \n.
func paragraphs(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r':
			return '\n'
		case '\t':
			return ' '
		}
		return visible(r)
	}, text))
}

// visible is r, or -1 for control characters, byte order marks, zero-width spaces and signs that turn the reading direction.
func visible(r rune) rune {
	const byteOrderMark, zeroWidthSpace = '\ufeff', '\u200b'
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == byteOrderMark || r == zeroWidthSpace {
		return -1
	}
	return r
}

package search

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

const (
	// mendedFrom is how many characters a word has at least in which a typing error is looked for, mendedTo how many at most: a
	// longer stretch of Chinese is no word.
	mendedFrom = 4
	mendedTo   = longestCut
	// mostMended is how many words of a question are looked at so; each may mean to look at all that the events say.
	mostMended = 4
)

// mostTried bounds how many events are looked at for each place where the error may be.
const mostTried = 2000

// mend finds the word that text, of which nothing is known, was meant to be: one that some event says and that is one typing
// error away: a character too many, missing or wrong, or two exchanged.
func (index *Index) mend(text, written string) (string, bool) {
	switch length := utf8.RuneCountInString(text); {
	case length < mendedFrom || length > mendedTo:
		return "", false
	case allHan(text):
		return index.mendHan([]rune(text))
	case allLetters(text):
		return index.mendLetters(text, written)
	}
	return "", false
}

// mendLetters looks for a word among those that the events use, by itself or by its stem.
func (index *Index) mendLetters(text, written string) (string, bool) {
	var best spelling
	for known, where := range index.words {
		if near(written, where.spelt) || near(text, known) {
			best = best.or(spelling{text: where.spelt, events: len(where.slots)})
		}
	}
	return best.text, best.text != ""
}

// near reports whether two words are at most one typing error apart.
func near(a, b string) bool {
	if difference := len(a) - len(b); difference < -utf8.UTFMax || difference > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	exchanged := len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
	return len(x) <= 1 && len(y) <= 1 || exchanged
}

// mendHan looks for the word in the events that say what stands before and after the error.
func (index *Index) mendHan(text []rune) (string, bool) {
	var best spelling
	for _, hole := range holes(text) {
		slots := index.candidates(way{pieces: hole.pieces()})
		events := map[string]int{}
		for _, slot := range slots[:min(len(slots), mostTried)] {
			if meant := hole.filled(index.entries[slot].text); meant != "" {
				events[meant]++
			}
		}
		for meant, events := range events {
			best = best.or(spelling{meant, hole.worth, events})
		}
	}
	return best.text, best.text != ""
}

// hole is what is left of a text without its error: before and after, with one unknown character between them if gap.
type hole struct {
	before, after string
	gap           bool
	worth         int // the more, the more of what was given is kept
}

// holes lists every error that text may have.
func holes(text []rune) []hole {
	var made []hole
	all := len(text)
	for i := range text {
		before, after := string(text[:i]), string(text[i+1:])
		made = append(made, hole{before, after, true, all - 1}, hole{before + after, "", false, all - 2}) // wrong, too many
		if i > 0 {
			exchanged := string(text[:i-1]) + string(text[i]) + string(text[i-1]) + after
			made = append(made, hole{before, string(text[i:]), true, all}, hole{exchanged, "", false, all})
		}
	}
	return made
}

func (h hole) pieces() []piece {
	var pieces []piece
	for _, text := range []string{h.before, h.after} {
		if utf8.RuneCountInString(text) > 1 {
			pieces = append(pieces, piece{text: text})
		}
	}
	return pieces
}

// filled is the word that fits into plain text, or empty.
func (h hole) filled(text string) string {
	if !h.gap {
		if strings.Contains(text, h.before) {
			return h.before
		}
		return ""
	}
	longer := h.before
	if len(h.after) > len(longer) {
		longer = h.after
	}
	from := 0
	for {
		at := strings.Index(text[from:], longer)
		if at < 0 {
			return ""
		}
		at += from
		from = at + len(longer)
		if meant := h.around(text, at); meant != "" {
			return meant
		}
	}
}

// around is the word in plain text, the longer side of which stands at a place, or empty.
func (h hole) around(text string, at int) string {
	begin := at
	if len(h.before) < len(h.after) {
		_, width := utf8.DecodeLastRuneInString(text[:at])
		begin = at - width - len(h.before)
	}
	if begin < 0 || !strings.HasPrefix(text[begin:], h.before) {
		return ""
	}
	unknown, width := utf8.DecodeRuneInString(text[begin+len(h.before):])
	end := begin + len(h.before) + width
	if !isHan(unknown) || !strings.HasPrefix(text[end:], h.after) {
		return ""
	}
	return text[begin : end+len(h.after)]
}

// spelling is a word that may be meant.
type spelling struct {
	text   string
	worth  int // of its hole
	events int // that say it
}

// or is the likelier one of two: what keeps more of what was given, then what is said more often.
func (s spelling) or(other spelling) spelling {
	order := cmp.Or(cmp.Compare(s.worth, other.worth), cmp.Compare(s.events, other.events), cmp.Compare(other.text, s.text))
	if s.text == "" || order < 0 {
		return other
	}
	return s
}

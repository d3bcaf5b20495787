package search

import (
	"slices"
	"strings"
)

// way is one way in which an event can say a word: all its pieces stand in one line.
type way struct {
	pieces  []piece
	penalty int // how much less it is worth than the word itself
}

// The penalties of other ways, in the unit of field: saying it otherwise in the title is worth less than as asked anywhere.
const (
	startPenalty     = 1 // only the beginning of the word is given
	otherWayPenalty  = 4 // cut up, or in the other language
	unmatchedPenalty = 16
)

// piece is plain text to be found as it is; words whole, or by their beginning.
type piece struct {
	text      string
	beginning bool
}

func asIs(text string) way { return way{pieces: []piece{{text: text}}} }

// penaltyIn is the worth of the way in an entry, 0 being the best, or reports false.
func (w way) penaltyIn(e *entry) (int, bool) {
	at := w.in(e.text)
	if at < 0 {
		return 0, false
	}
	return int(e.fieldAt(at)) + w.penalty, true
}

// in is where the way is gone first in plain text, or -1. Several pieces must stand in one line: what is in two has nothing to
// do with each other.
func (w way) in(text string) int {
	if len(w.pieces) == 1 {
		return w.pieces[0].in(text)
	}
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		if !slices.ContainsFunc(w.pieces, func(piece piece) bool { return piece.in(line) < 0 }) {
			return at
		}
		at += len(line)
	}
	return -1
}

// in is where the piece stands first in plain text, or -1.
func (p piece) in(text string) int {
	for from := 0; ; {
		at := strings.Index(text[from:], p.text)
		if at < 0 {
			return -1
		}
		at += from
		if p.bounded(text, at) {
			return at
		}
		from = at + len(p.text)
	}
}

// bounded reports whether the piece does not begin or end within a word. Spaces stand around words only.
func (p piece) bounded(text string, at int) bool {
	end := at + len(p.text)
	begins := at == 0 || isGap(text[at-1]) || beginsHan(p.text)
	ends := p.beginning || end == len(text) || isGap(text[end]) || endsHan(p.text)
	return begins && ends
}

func isGap(b byte) bool { return b == ' ' || b == '\n' }

package search

import "slices"

// Cutting is bounded: a longer stretch of Chinese is no word, and what can be cut in so many ways needs no more.
const (
	longestCut = 16 // characters
	mostCuts   = 32
)

// cuts lists the ways to cut runs of plain text into pieces: a word is one, Chinese is cut into pieces of two or three
// characters, since every longer piece can be cut into such.
func cuts(runs []string) [][]piece {
	made := [][]piece{nil}
	for _, run := range runs {
		ways := [][]piece{{{text: run}}}
		if beginsHan(run) {
			ways = tilings([]rune(run))
		}
		var longer [][]piece
		for _, front := range made {
			for _, back := range ways {
				if len(longer) < mostCuts {
					longer = append(longer, slices.Concat(front, back))
				}
			}
		}
		made = longer
	}
	return made
}

// tilings lists the ways to cut characters into pieces of two or three; a single one cannot be.
func tilings(characters []rune) [][]piece {
	switch {
	case len(characters) == 0:
		return [][]piece{nil}
	case len(characters) > longestCut:
		return nil
	}
	var made [][]piece
	for size := 2; size <= min(3, len(characters)) && len(made) < mostCuts; size++ {
		for _, rest := range tilings(characters[size:]) {
			made = append(made, append([]piece{{text: string(characters[:size])}}, rest...))
		}
	}
	return made
}

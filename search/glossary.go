package search

import (
	"slices"
	"strings"
)

// glossary holds what else a term of the trade is called: plain text to the plain texts of the same row.
type glossary map[string][]string

// longestTerm is how many words a term of the trade has at most.
const longestTerm = 6

func newGlossary(fold func(string) string) glossary {
	made := glossary{}
	for row := range strings.SplitSeq(strings.TrimSpace(trade), "\n") {
		var terms []string
		for term := range strings.SplitSeq(row, "|") {
			if term = plain(fold(term)); !slices.Contains(terms, term) {
				terms = append(terms, term)
			}
		}
		for i, term := range terms {
			others := slices.Concat(made[term], terms[:i], terms[i+1:])
			slices.Sort(others)
			made[term] = slices.Compact(others)
		}
	}
	return made
}

func (g glossary) has(term string) bool { return len(g[term]) > 0 }

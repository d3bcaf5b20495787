package exchange

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Problem says what is wrong at one place of a file, for whoever has to mend the file.
type Problem struct {
	File     string
	Row      int    // table: row as a spreadsheet shows it, from 1; ICS: line of the BEGIN:VEVENT; JSON: number of the element
	Column   string // name of the column, property or field as found in the file; empty where the whole row is meant
	Found    string // empty: nothing was there
	Expected string
}

// shownLength is how much of a cell a problem repeats, in characters.
const shownLength = 80

// String is the problem on one line.
func (problem Problem) String() string {
	var line strings.Builder
	fmt.Fprintf(&line, "%s: %s %d", oneLine(problem.File), problem.place(), problem.Row)
	if problem.Column != "" {
		fmt.Fprintf(&line, ", column %s", oneLine(problem.Column))
	}
	found := "nothing"
	if problem.Found != "" {
		found = strconv.Quote(shorten(problem.Found))
	}
	fmt.Fprintf(&line, ": found %s, expected %s", found, problem.Expected)
	return line.String()
}

// place is what Row counts in this sort of file.
func (problem Problem) place() string {
	switch strings.ToLower(filepath.Ext(problem.File)) {
	case ".ics":
		return "line"
	case ".json":
		return "element"
	default:
		return "row"
	}
}

// shorten cuts text to at most shownLength characters and marks the cut.
func shorten(text string) string {
	runes := []rune(text)
	if len(runes) <= shownLength {
		return text
	}
	return string(runes[:shownLength-1]) + "…"
}

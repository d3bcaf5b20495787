package search

import "strings"

// shortestStem is how many letters a stem keeps.
const shortestStem = 3

// stem brings the forms of an English word together: robots and robot, batteries and battery, machine and machining. A stem
// need not be a word; all that matters is that the forms of one word have the same.
func stem(word string) string {
	if len(word) <= shortestStem || strings.IndexFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		return word
	}
	word = undouble(singular(word))
	for _, ending := range []string{"ing", "ed"} {
		if stem, found := strings.CutSuffix(word, ending); found && len(stem) >= shortestStem && strings.ContainsAny(stem, "aeiouy") {
			return undouble(strings.TrimSuffix(stem, "e"))
		}
	}
	if stem, found := strings.CutSuffix(word, "e"); found && len(stem) >= shortestStem {
		return undouble(stem)
	}
	return word
}

// singular takes the ending of a plural away.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return strings.TrimSuffix(word, "ies") + "y"
	case hasOneOf(word, "sses", "ches", "shes", "xes", "zes"):
		return strings.TrimSuffix(word, "es")
	case strings.HasSuffix(word, "s") && !hasOneOf(word, "ss", "us", "is"):
		return strings.TrimSuffix(word, "s")
	}
	return word
}

func hasOneOf(word string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// undouble takes one of two equal consonants at the end away: of programm-ing, and of mill as of mill-ing.
func undouble(word string) string {
	last := len(word) - 1
	if last >= shortestStem && word[last] == word[last-1] && !strings.ContainsRune("aeiou", rune(word[last])) {
		return word[:last]
	}
	return word
}

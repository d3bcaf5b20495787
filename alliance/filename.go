package alliance

import (
	"strings"
	"unicode"
)

// FileName is a title as a file can be called on every system, without an ending.
func FileName(title string) string {
	const longest = 40
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := []rune(strings.Join(words, "_"))
	if len(name) == 0 {
		return "event"
	}
	return string(name[:min(len(name), longest)])
}

package exchange

import "strings"

// formulaSigns are the signs with which a spreadsheet begins to compute.
const formulaSigns = "=+-@"

// guard keeps a spreadsheet from running text as a formula: an apostrophe before it, as one types it in Excel.
// See OWASP, "CSV Injection".
func guard(text string) string {
	if looksComputed(text) {
		return "'" + text
	}
	return text
}

// unguard takes back what guard did.
func unguard(text string) string {
	if unguarded, found := strings.CutPrefix(text, "'"); found && looksComputed(unguarded) {
		return unguarded
	}
	return text
}

// looksComputed reports whether text begins with a formula sign, after any apostrophes.
func looksComputed(text string) bool {
	text = strings.TrimLeft(text, "'")
	return text != "" && strings.ContainsRune(formulaSigns, rune(text[0]))
}

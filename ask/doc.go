// Package ask understands what members write: a text in Chinese or English, the time and the known names become a question.
//
// The text is folded (fold.go), cut into words of the lexicon (segment.go), and the rules of the grammar (grammar.go) are
// tried at each word. Words and rules stand in tables, one file per concern; a rule contributes to the sketch (sketch.go),
// and what no rule has used is left over as subject words (words.go).
//
// Known names are found first (names.go). All forms of a name, that is of people (names_people.go, names_voices.go) and of
// units and venues (names_places.go, names_shorts.go), are gathered into a draft once and indexed (names_index.go); at each
// place of a text (names_search.go) the indexes are asked what stands there as written, as read aloud, with a title
// (names_titles.go) or with a typing error (names_typos.go).
package ask

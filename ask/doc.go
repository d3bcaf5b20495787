// Package ask understands what members write: a text in Chinese or English, the time and the known names become a question.
//
// The text is folded (fold.go), cut into words of the lexicon (segment.go), and the rules of the grammar (grammar.go) are
// tried at each word. Words and rules stand in tables, one file per concern; a rule contributes to the sketch (sketch.go),
// and what no rule has used is left over as subject words (words.go).
package ask

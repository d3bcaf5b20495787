package ask

import (
	"cmp"
	"slices"
)

// rule reads a stretch of words: where words of the classes of pattern follow each other, read gets them and adds what they
// mean to the sketch. Glue between the words is skipped.
type rule struct {
	pattern []class
	read    func(sketch *sketch, words []token) verdict
}

// verdict is what a rule makes of the words that fit its pattern.
type verdict int

const (
	refused    verdict = iota // they mean something else; another rule may try
	taken                     // they are used up
	impossible                // they are meant so, but there is no such date; they are left as subject words
)

// grammar holds all rules, the longest first, so that "next week" is not read as "next".
type grammar struct {
	rules  []rule
	begins class // what a rule can begin with
}

// newGrammar gathers the rules of all tables.
func newGrammar() grammar {
	rules := slices.Concat(
		countRules(), dateRules(), monthRules(), weekRules(), dayRules(), clockRules(), boundRules(),
		nameRules(), kindRules(), exclusionRules(), orderRules(), focusRules(), talkRules(),
	)
	slices.SortStableFunc(rules, func(a, b rule) int { return cmp.Compare(len(b.pattern), len(a.pattern)) })
	grammar := grammar{rules: rules}
	for _, rule := range rules {
		grammar.begins |= rule.pattern[0]
	}
	return grammar
}

// longestPattern is how many words a rule may read.
const longestPattern = 6

// match collects the words that fit the pattern from the beginning of tokens on, and how many tokens they take with the
// glue between them; 0 if they do not fit.
func (rule rule) match(tokens []token, words *[longestPattern]token) int {
	at := 0
	for i, wanted := range rule.pattern {
		for i > 0 && at < len(tokens) && !tokens[at].is(wanted) && tokens[at].is(glue) {
			at++
		}
		if at == len(tokens) || !tokens[at].is(wanted) {
			return 0
		}
		words[i] = tokens[at]
		at++
	}
	return at
}

// parse reads all tokens, adding to the sketch what they mean and marking those that are used.
func (sketch *sketch) parse(grammar grammar, tokens []token) {
	for i := 0; i < len(tokens); {
		moments := sketch.added
		sketch.excluding = sketch.stillExcluding(tokens[i])
		width, verdict := sketch.apply(grammar, tokens[i:])
		switch verdict {
		case taken:
			for k := range width {
				tokens[i+k].used = true
			}
			sketch.fresh = sketch.added > moments
			sketch.linked = sketch.linked && sketch.fresh
		case impossible:
			for k := range width {
				tokens[i+k].class = plain
			}
			sketch.impossible, sketch.fresh = true, false
		default:
			sketch.linked = sketch.linked || tokens[i].is(linking)
			sketch.fresh = sketch.fresh && tokens[i].is(glue)
		}
		if last := tokens[i+width-1]; last.text != "the" {
			sketch.before = last
		}
		i += width
	}
}

// apply tries the rules at the first of tokens, and tells how many tokens the one that read them took.
func (sketch *sketch) apply(grammar grammar, tokens []token) (int, verdict) {
	if !tokens[0].is(grammar.begins) {
		return 1, refused
	}
	var words [longestPattern]token
	for _, rule := range grammar.rules {
		if !tokens[0].is(rule.pattern[0]) {
			continue
		}
		if width := rule.match(tokens, &words); width > 0 {
			if verdict := rule.read(sketch, words[:len(rule.pattern)]); verdict != refused {
				return width, verdict
			}
		}
	}
	return 1, refused
}

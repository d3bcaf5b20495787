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
type verdict bool

const (
	refused verdict = false // they mean something else; another rule may try
	taken   verdict = true  // they are used up
)

// grammar holds the rules by what their first word can be, the longest first, so that "next week" is not read as "next".
type grammar map[class][]rule

// newGrammar gathers the rules of all tables, for all words that can begin one.
func newGrammar(lexicon lexicon) grammar {
	rules := slices.Concat(
		countRules(), dateRules(), nthRules(), monthRules(), weekRules(), dayRules(), holidayRules(), sectionRules(), clockRules(), boundRules(),
		nameRules(), kindRules(), exclusionRules(), orderRules(), focusRules(), talkRules(),
	)
	slices.SortStableFunc(rules, func(a, b rule) int { return cmp.Compare(len(b.pattern), len(a.pattern)) })
	grammar := make(grammar)
	index := func(first class) {
		if _, known := grammar[first]; known {
			return
		}
		grammar[first] = slices.DeleteFunc(slices.Clone(rules), func(rule rule) bool { return rule.pattern[0]&first == 0 })
	}
	for _, first := range []class{number, ordinal, nth, monthName, name} {
		index(first)
	}
	for _, entries := range lexicon {
		for _, entry := range entries {
			index(entry.term.class)
		}
	}
	return grammar
}

// matters are the classes of what is no time: "after" of "after the lecture" opens no span.
const matters = kind | topic | name | talk | asking

// longestPattern is how many words a rule may read.
const longestPattern = 6

// match finds the words that fit the pattern from the beginning of tokens on, and how many tokens they take with the glue
// between them; 0 if they do not fit.
func (rule rule) match(tokens []token, places *[longestPattern]int) int {
	at := 0
	for i, wanted := range rule.pattern {
		for i > 0 && at < len(tokens) && tokens[at].class&wanted == 0 && tokens[at].class&glue != 0 {
			at++
		}
		if at == len(tokens) || tokens[at].class&wanted == 0 {
			return 0
		}
		places[i] = at
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
		if verdict == taken {
			for k := range width {
				tokens[i+k].used = true
			}
			sketch.fresh = sketch.added > moments
			if !sketch.fresh {
				sketch.linked = unlinked
			}
		} else {
			sketch.link(tokens[i])
			sketch.fresh = sketch.fresh && tokens[i].is(glue)
		}
		if !sketch.fresh && sketch.time == (daytime{}) && (verdict == refused && !tokens[i].is(glue) || tokens[i].is(matters)) {
			sketch.opening, sketch.chosen = token{}, nil // "after" was not of a time
		}
		if last := tokens[i+width-1]; last.text != "the" {
			sketch.before = last
		}
		i += width
	}
}

// apply tries the rules at the first of tokens, and tells how many tokens the one that read them took.
func (sketch *sketch) apply(grammar grammar, tokens []token) (int, verdict) {
	rules := grammar[tokens[0].class]
	var places [longestPattern]int
	sketch.at = tokens[0].at
	for i := range rules {
		width := rules[i].match(tokens, &places)
		if width == 0 {
			continue
		}
		words := sketch.words[:len(rules[i].pattern)]
		for k := range words {
			words[k] = tokens[places[k]]
		}
		sketch.rest = tokens[width:]
		if rules[i].read(sketch, words) == taken {
			return width, taken
		}
	}
	return 1, refused
}

// after is the word just after the ones being read; the zero token at the end.
func (sketch *sketch) after() token {
	if len(sketch.rest) == 0 {
		return token{}
	}
	return sketch.rest[0]
}

// then is the first word after the ones being read that is no glue.
func (sketch *sketch) then() token {
	for _, token := range sketch.rest {
		if !token.is(glue) {
			return token
		}
	}
	return token{}
}

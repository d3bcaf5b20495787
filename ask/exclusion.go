package ask

import "alliancebot/alliance"

// exclusionWords say that kinds are not wanted, in front of them or behind them.
func exclusionWords() []row {
	return []row{
		{
			"除了|除开|除去|不要|不看|不含|不包括|不是|排除|去掉|" +
				"except|except for|excepting|excluding|other than|apart from|aside from|besides|but not|but no|not counting|without|not|anything but",
			term{class: excluding | noise},
		},
		{"除|非|no", term{class: excluding, tag: onlyBeforeKind}},
		{"除外|以外|之外|以外的|之外的|excluded|not included", term{class: excepted | noise}},
	}
}

// onlyBeforeKind is the tag of words that exclude a kind right after them, and mean something else elsewhere: 非遗, "no idea".
const onlyBeforeKind = "kind"

func exclusionRules() []rule {
	return []rule{
		{[]class{excluding}, readExcluding},
		{[]class{excluding, kind}, readExcludedKind},
		{[]class{excepted}, readExcepted},
	}
}

// readExcluding reads 除了 of 除了讲座和培训: it holds for the kinds and names that follow, until something else does.
func readExcluding(sketch *sketch, words []token) verdict {
	if words[0].tag == onlyBeforeKind {
		return refused
	}
	sketch.excluding = true
	return taken
}

// readExcludedKind reads 非讲座.
func readExcludedKind(sketch *sketch, words []token) verdict {
	sketch.excluding = true
	return readKind(sketch, words[1:])
}

// readExcepted reads 以外 of 讲座以外的活动. After 除了 it only closes what that opened.
func readExcepted(sketch *sketch, _ []token) verdict {
	question := &sketch.question
	switch {
	case len(question.Without) > 0 || !question.Except.Empty():
	case len(question.Kinds) > 0:
		question.Without, question.Kinds = question.Kinds, nil
	default:
		question.Except = alliance.Names{People: question.People, Units: question.Units, Venues: question.Venues}
		question.People, question.Units, question.Venues = nil, nil, nil
	}
	return taken
}

// stillExcluding reports whether an exclusion goes on at a word: kinds and names may be joined, and nothing else may stand between them.
func (sketch *sketch) stillExcluding(at token) bool {
	return sketch.excluding && at.is(excluding|kind|name|linking|glue|comma) && !at.is(topic)
}

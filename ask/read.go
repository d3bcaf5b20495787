package ask

import (
	"slices"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Reading is a text as understood.
type Reading struct {
	Question alliance.Question
	// Other is the less likely reading of an ambiguous time (七八点 in the evening, a date in another year); nil where there is none.
	Other *alliance.Span
	// Impossible is a date or time of day that was named and does not exist; nil where there is none. It is not in the Question.
	Impossible *Impossible
	// Continues reports whether the text is said as going on from the question before: 那下周呢？
	Continues bool
	// Label names the span where it has a name (alliance.Span.Called), or is open: upcoming (from now on), past (until now). Else
	// it is empty.
	Label string
	// Command is the name of the command that the whole text is a word for: my, settings, language, experts, units, find or
	// cancel. Else it is empty.
	Command string
	// Understood reports whether something of a schedule question was recognised: a time, a kind, a name, an order, or
	// that it is about events at all.
	Understood bool
	// Talk is set only where nothing was Understood: "hello, what's on today?" is a question and no greeting.
	Talk Talk

	general bool // events of any kind were named, which ends a restriction to kinds
}

// Impossible is a time that does not exist.
type Impossible struct {
	Text string        // as written: 2月30日, 25点
	Near alliance.Span // the day next to it

	at, end int // where it stands in the folded text
}

// language is what can be understood: the words, and the ways in which they are put together.
type language struct {
	lexicon lexicon
	grammar grammar
}

// spoken holds the tables in the form in which they are used; they are the same for every text.
var spoken = sync.OnceValue(func() language {
	lexicon := newLexicon()
	return language{lexicon: lexicon, grammar: newGrammar(lexicon)}
})

// Read understands text as written at now, whose zone is the community's. It never fails: what is not understood ends up
// among the question's words. Only the first 4096 characters are read, which is the longest message of the Bot API.
func Read(text string, now time.Time, names *Names) Reading {
	return read(text, now, names, alliance.Span{})
}

// read understands text in the context of a span that was asked about before; the zero span is none.
func read(text string, now time.Time, names *Names, context alliance.Span) Reading {
	folded := fold(text)
	speech := spoken()
	tokens := segment(folded, speech.lexicon, findNames(folded, names))
	likely := sketch{now: now, names: names, context: context, isEnglish: hasEnglish(tokens), between: isBetween(tokens), lean: lean{past: tellsOfPast(tokens)}}
	again := likely
	words := slices.Clone(tokens)
	likely.parse(speech.grammar, tokens)
	reading := likely.reading(tokens)
	if reading.Impossible != nil {
		reading.Impossible.Text = written(composed(text, readLimit), reading.Impossible.at, reading.Impossible.end)
	}
	if likely.doubt != (lean{}) {
		again.again, again.lean = true, likely.lean.against(likely.doubt)
		again.parse(speech.grammar, words)
		reading.Other = again.alternative(reading.Question.Span)
	}
	return reading
}

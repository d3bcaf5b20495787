package ask

import (
	"sync"
	"time"

	"alliancebot/alliance"
)

// Names are the names known to the community, spelt as they are to stand in the question. The zero value knows none.
type Names struct{ People, Units, Venues []string }

// Reading is a text as understood.
type Reading struct {
	Question alliance.Question
	// Label names the span where it is exactly one of: today, tomorrow, dayafter, yesterday, daybefore, tonight, week,
	// nextweek, lastweek, weekend, nextweekend, lastweekend, month, nextmonth, lastmonth, year, nextyear, lastyear,
	// upcoming (from now on), past (until now). Where the whole text is the Chinese word of another command, it is that
	// command's name: my, settings, language, experts, units, find, cancel. Else it is empty.
	Label string
	// Understood reports whether something of a schedule question was recognised: a time, a kind, a name, an order, or
	// that it is about events at all.
	Understood bool
	// Talk is set only where nothing was Understood: "hello, what's on today?" is a question and no greeting.
	Talk Talk
}

// language is what can be understood: the words, and the ways in which they are put together.
type language struct {
	lexicon lexicon
	grammar grammar
}

// spoken holds the tables in the form in which they are used; they are the same for every text.
var spoken = sync.OnceValue(func() language {
	return language{lexicon: newLexicon(), grammar: newGrammar()}
})

// Read understands text as written at now, whose zone is the community's. It never fails: what is not understood ends up
// among the question's words. Only the first 4096 characters are read, which is the longest message of the Bot API.
func Read(text string, now time.Time, names Names) Reading {
	folded := fold(text)
	speech := spoken()
	tokens := segment(folded, speech.lexicon, findNames(folded, names))
	sketch := sketch{now: now, names: names}
	sketch.parse(speech.grammar, tokens)
	return sketch.reading(tokens)
}

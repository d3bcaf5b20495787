package ask

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// sketch is the question as far as it has been read.
type sketch struct {
	now   time.Time
	names *Names

	moments    []moment
	added      int     // how many moments were named, also those that gave way to others
	fresh      bool    // the words just read named a moment
	linked     link    // whether "and" or "to" stands after the last moment
	between    bool    // the two times that follow are the ends of a stretch
	at         int     // where the words being read begin in the folded text
	before     token   // the word just before the ones being read
	rest       []token // the words after them
	words      [longestPattern]token
	opening    token       // after, before or until, waiting for its moment
	chosen     choosing    // "the beginning of", waiting for its moment; nil if nothing is
	time       daytime     // a time of day waiting for its day
	impossible *Impossible // a time that was named and does not exist
	lean       lean        // how what is ambiguous is read
	doubt      lean        // what was ambiguous
	again      bool        // it is read once more, against what was in doubt
	isEnglish  bool        // there are English words in the text

	question  alliance.Question
	topical   bool          // events were mentioned in general
	remaining bool          // only what is left of the time is asked for
	general   bool          // events of any kind were named: 活动
	excluding bool          // the kinds being named are not wanted
	asked     bool          // put as a whole question: 有什么, 几点
	context   alliance.Span // of the question before, which this one goes on from
	talk      Talk
	aside     Talk // holds if there is nothing else
}

// addKind takes a kind into the question, once, as wanted or not.
func (sketch *sketch) addKind(kind alliance.Kind) verdict {
	kinds := &sketch.question.Kinds
	if sketch.excluding {
		kinds = &sketch.question.Without
	}
	if !slices.Contains(*kinds, kind) {
		*kinds = append(*kinds, kind)
	}
	return taken
}

// reading is the sketch finished: the words left over in tokens become subject words.
func (sketch *sketch) reading(tokens []token) Reading {
	if sketch.question.Order == alliance.Last && sketch.lean.past && len(sketch.moments) == 0 && sketch.time == (daytime{}) {
		readPast(sketch, nil) // "when was the last lecture"
	}
	question := sketch.question
	question.Span, question.Words = sketch.restOf(sketch.span(), tokens), leftover(tokens)
	question.Hours = sketch.partOfDays(question.Span)
	understood := question.Timed() || sketch.impossible != nil || sketch.saysSomething()
	question.Words = slices.DeleteFunc(question.Words, isFragment)
	understood = understood || sketch.aside != NoTalk && sketch.talk == NoTalk && len(question.Words) > 0 && !isOfCommunity(tokens) // 关于焊接的
	if (sketch.general || len(question.Kinds) > 0) && (slices.ContainsFunc(tokens, isMine) || isOwnTime(tokens)) {
		question.Mine = true
	}
	reading := Reading{Question: question, Label: sketch.label(question.Span), Understood: understood, general: sketch.general, Continues: sketch.goesOn(tokens, question.Words)}
	reading.Impossible = sketch.impossible
	if reading.Command = commandIn(tokens); reading.Command != "" {
		reading.Question.Words = nil
	}
	switch alone := !understood && len(question.Words) == 0; {
	case understood:
	case sketch.talk != "":
		reading.Talk = sketch.talk
	case isOfCommunity(tokens):
		reading.Talk, reading.Continues = About, false
	case alone:
		reading.Talk = sketch.aside
	}
	return reading
}

// label is what a span is called, be it one with an open end that begins or ends now.
func (sketch *sketch) label(span alliance.Span) string {
	switch {
	case span.To.IsZero() && span.From.Equal(sketch.now):
		return "upcoming"
	case span.From.IsZero() && span.To.Equal(sketch.now):
		return "past"
	}
	return span.Called(sketch.now)
}

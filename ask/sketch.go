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
	added      int    // how many moments were named, also those that gave way to others
	fresh      bool   // the words just read named a moment
	linked     bool   // "and" or "to" stands after the last moment
	before     token  // the word just before the ones being read
	opening    string // after, before or until, waiting for its moment
	hours      hours  // a part of a day waiting for its day
	impossible bool   // a date was named that does not exist

	question  alliance.Question
	topical   bool          // events were mentioned in general
	general   bool          // events of any kind were named: 活动
	excluding bool          // the kinds being named are not wanted
	asked     bool          // put as a whole question: 有什么, 几点
	context   alliance.Span // of the question before, which this one goes on from
	talk      Talk
	aside     Talk // holds if there is nothing else
}

// anchor is where "the coming" is counted from: the last moment named, so that "6月13日到15日" ends in June, else today.
func (sketch *sketch) anchor() time.Time {
	if last := sketch.last(); last != nil && !last.From.IsZero() {
		return last.From
	}
	if sketch.context.From.After(sketch.now) {
		return sketch.context.From
	}
	return alliance.Day(sketch.now, 0).From
}

func (sketch *sketch) last() *moment {
	if len(sketch.moments) == 0 {
		return nil
	}
	return &sketch.moments[len(sketch.moments)-1]
}

// frame is the month or year that the next date must lie in, because it was named just before; nil if none was.
func (sketch *sketch) frame() *moment {
	if last := sketch.last(); last != nil && !sketch.linked && last.grain == monthGrain {
		return last
	}
	return nil
}

// add takes a moment into the question. Unless linked by a word, a moment narrows the larger one before it, and a date is
// worth more than the weekday beside it.
func (sketch *sketch) add(next moment) verdict {
	sketch.added++
	last, linked := sketch.last(), sketch.linked
	sketch.linked = false
	next = sketch.open(next)
	switch {
	case next.isDay() && sketch.hours != (hours{}):
		next.hours, sketch.hours = sketch.hours, hours{}
	case last != nil && next.isDay() && !linked && last.isDay():
		next.hours = last.hours
	}
	switch {
	case last == nil || linked:
		sketch.moments = append(sketch.moments, next)
	case last.grain == exactDay && next.grain == weekdayOnly || next.grain == vague:
	case last.grain == weekdayOnly && next.grain == exactDay, last.grain == vague:
		*last = next
	case !last.isDay() && next.isInside(*last):
		*last = next
	default:
		next.hours = hours{}
		sketch.moments = append(sketch.moments, next)
	}
	return taken
}

// addSpan takes a span with a label into the question.
func (sketch *sketch) addSpan(span alliance.Span, grain grain, label string) verdict {
	return sketch.add(moment{Span: span, grain: grain, label: label})
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

// span is what all moments make together, and its label.
func (sketch *sketch) span() (alliance.Span, string) {
	if sketch.impossible {
		return alliance.Span{}, ""
	}
	if len(sketch.moments) == 0 && sketch.hours != (hours{}) {
		return sketch.comingHours(), ""
	}
	if len(sketch.moments) == 0 {
		return alliance.Span{}, ""
	}
	whole := sketch.moments[0].narrowed()
	for _, next := range sketch.moments[1:] {
		whole = whole.join(next.narrowed())
	}
	if !whole.From.IsZero() && !whole.To.IsZero() && !whole.From.Before(whole.To) {
		return alliance.Span{}, ""
	}
	return whole.Span, whole.label
}

// reading is the sketch finished: the words left over in tokens become subject words.
func (sketch *sketch) reading(tokens []token) Reading {
	question := sketch.question
	span, label := sketch.span()
	question.Span, question.Words = span, leftover(tokens)
	understood := question.Timed() || sketch.saysSomething()
	if understood || question.Focus != alliance.Whole {
		question.Words = slices.DeleteFunc(question.Words, isFragment)
	}
	if slices.ContainsFunc(tokens, isMine) && sketch.general {
		question.Mine = true
	}
	reading := Reading{Question: question, Label: label, Understood: understood, general: sketch.general, Continues: sketch.goesOn(tokens, question.Words)}
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

package ask

import (
	"slices"

	"alliancebot/alliance"
)

// lean says to which side an ambiguous time is read. The zero lean is the likelier one of a question about what is coming.
type lean struct {
	past     bool // a date without a year is the last one instead of the coming one
	night    bool // 8 o'clock is in the other half of the day
	dayFirst bool // 6/7 is the sixth of July
}

// against is the lean to the other side of what is in doubt.
func (l lean) against(doubt lean) lean {
	return lean{past: l.past != doubt.past, night: l.night != doubt.night, dayFirst: l.dayFirst != doubt.dayFirst}
}

// pastTense is the tag of words that tell of the past: 上过, "was".
const pastTense = "past"

// tellsOfPast reports whether the text is in the past tense: 讲了什么 is, 取消了 and 取消了吗 are not.
func tellsOfPast(tokens []token) bool {
	for i, token := range tokens {
		isTold := token.tag == pastTense && token.is(noise)
		isDone := token.text == "了" && i > 0 && i+1 < len(tokens) && tokens[i+1].is(asking|kind|topic|number)
		if isTold || isDone {
			return true
		}
	}
	return false
}

// isBetween reports whether "and" joins the ends of a stretch in the text.
func isBetween(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(token token) bool { return token.text == "between" || token.text == "之间" })
}

// hasEnglish reports whether there are English words among the tokens.
func hasEnglish(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(token token) bool { return token.text[0] >= 'a' && token.text[0] <= 'z' })
}

// isPast reports whether a time without a year or week is the last one: in the past tense, and with "since".
func (sketch *sketch) isPast() bool { return sketch.lean.past || sketch.opening.n < 0 }

// alternative is the span of the sketch, if it is another one than the likelier one.
func (sketch *sketch) alternative(likely alliance.Span) *alliance.Span {
	span := sketch.span()
	if span == (alliance.Span{}) || span.From.Equal(likely.From) && span.To.Equal(likely.To) {
		return nil
	}
	return &span
}

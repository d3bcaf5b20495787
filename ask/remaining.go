package ask

import "alliancebot/alliance"

// remaining is the tag of words that ask for what is left of a time: 本月还有什么.
const remaining = "remaining"

// tellsOfRest reports whether the text asks for what is left of a time: 这周还有讲座吗, "remaining lectures this month". Between two
// kinds 还有 joins them.
func tellsOfRest(tokens []token) bool {
	for i, token := range tokens {
		switch token.text {
		case "还有", "还剩", "还会有":
			if i == 0 || !tokens[i-1].is(kind) {
				return true
			}
		case "remaining", "left":
			return true
		}
	}
	return false
}

// restOf is what is left of a span that has begun, where that is asked for. Beside an exclusion 还有 means what else there is.
func (sketch *sketch) restOf(span alliance.Span, tokens []token) alliance.Span {
	isRest := sketch.remaining || tellsOfRest(tokens)
	if isRest && len(sketch.question.Without) == 0 && !span.From.IsZero() && !span.To.IsZero() && span.Contains(sketch.now) {
		span.From = sketch.now
	}
	return span
}

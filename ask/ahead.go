package ask

import (
	"slices"
	"time"
)

// furthestAhead is the longest time before an event that anything is planned for.
const furthestAhead = 60 * 24 * time.Hour

// Ahead reads how long before an event something is to happen: 活动前两小时, 提前一天, "2 hours before the lecture". It is false for
// anything else, also where a time of its own is named (明天8点前), or more than two months.
func Ahead(text string) (time.Duration, bool) {
	folded := fold(text)
	tokens := segment(folded, spoken().lexicon, nil)
	marked := slices.ContainsFunc(tokens, func(token token) bool { return slices.Contains(aheadWords, token.text) })
	if !marked || slices.ContainsFunc(tokens, func(token token) bool { return token.is(hourMark | day | weekday | dayMark) }) {
		return 0, false
	}
	begin := slices.IndexFunc(tokens, counts)
	if begin < 0 {
		return 0, false
	}
	counted := tokens[begin:]
	if end := slices.IndexFunc(counted, func(token token) bool { return !counts(token) && !token.is(glue) }); end > 0 {
		counted = counted[:end]
	}
	counted = slices.DeleteFunc(slices.Clone(counted), func(token token) bool { return !counts(token) })
	length, ok := readLength(counted)
	before := time.Duration(length.days)*24*time.Hour + time.Duration(length.minutes)*time.Minute
	return before, ok && length.months == 0 && before > 0 && before <= furthestAhead
}

// aheadWords say that a length of time goes before something.
var aheadWords = []string{"前", "之前", "以前", "提前", "开始前", "开始之前", "before", "ahead", "early", "earlier", "prior"}

// counts reports whether a word can be part of a length of time.
func counts(token token) bool { return token.is(number | half | units | dot) }

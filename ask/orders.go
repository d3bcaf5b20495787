package ask

import "alliancebot/alliance"

// orderWords ask for one event only. "next" and "last" are among the words that shift weeks, too.
func orderWords() []row {
	next, first, last := string(alliance.Next), string(alliance.First), string(alliance.Last)
	return []row{
		{"下一场|下场|下一次|下次|下一节|下一期|下一堂|下一项|最近一场|最近的一场|最近一次|最近的一次|最近一个|最近的一个", term{class: order, tag: next}},
		{"nearest|soonest|next up|what's next|what is next|next one|next event", term{class: order, tag: next}},
		{"第一场|第一次|第一节|首场|首个|最早|最早的|earliest", term{class: order, tag: first}},
		{"第一个|第一", term{class: order | nth, n: 1, tag: first}},
		{"first|the first", term{class: order | nth | ordinal, n: 1, tag: first}},
		{"最后一个|最后", term{class: order | nth, n: -1, tag: last}},
		{"最后一场|最后一次|最晚|末场|latest|final|the last one", term{class: order, tag: last}},
		{"上一场|上场|上次|上一次|上一期|most recent|the most recent", term{class: previous}},
	}
}

func orderRules() []rule {
	return []rule{
		{[]class{order}, readOrder},
		{[]class{order | ahead | shift, number, measure}, readSeveral},
		{[]class{order | ahead, number, kind | topic}, readSeveral},
		{[]class{previous}, readPrevious},
	}
}

// readOrder reads 下一场, "first".
func readOrder(sketch *sketch, words []token) verdict {
	sketch.question.Order = alliance.Order(words[0].tag)
	return taken
}

// readPrevious reads 上一场: the last one until now.
func readPrevious(sketch *sketch, words []token) verdict {
	sketch.question.Order = alliance.Last
	return readPast(sketch, words)
}

// mostInOrder is how many events may be asked for by number, which fit into one message.
const mostInOrder = 8

// readSeveral reads 接下来三场, "the next three lectures".
func readSeveral(sketch *sketch, words []token) verdict {
	first, most := words[0], words[1].n
	if most < 1 || most > mostInOrder || words[1].isArticle() || first.is(shift) && !first.is(order) && first.n != 1 {
		return refused
	}
	sketch.question.Order, sketch.question.Most = alliance.Next, most
	if first.is(order) {
		sketch.question.Order = alliance.Order(first.tag)
	}
	if first.is(behind) {
		readPast(sketch, words) // "the last three lectures"
	}
	switch last := words[2]; {
	case last.is(kind):
		return readKind(sketch, words[2:])
	case last.is(topic):
		return readTopic(sketch, words[2:])
	}
	return taken
}

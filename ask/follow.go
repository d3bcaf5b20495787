package ask

import (
	"time"

	"alliancebot/alliance"
)

// The tags of words that go on from the question before: at the beginning of a text, and at its end.
const (
	goesOnFrom = "from"
	goesOnTo   = "to"
)

// followWords go on from the question before.
func followWords() []row {
	return []row{
		{"那|那么", term{class: continuing | edge, tag: goesOnFrom}},
		{"只看|只要|只想看|只显示|只列|仅看|换成|改成|改为|换一下|only|only the|show only", term{class: continuing | noise, tag: goesOnFrom}},
		{"呢", term{class: continuing | edge, tag: goesOnTo}},
		{"what about|how about|and what about|and how about|what of", term{class: continuing | noise, tag: goesOnFrom}},
		{"and", term{class: continuing | linking | noise, tag: goesOnFrom}},
	}
}

// goesOn reports whether the text is said as going on from the question before: 那下周呢, "what about Friday?", 在哪？ alone. What
// ends in 呢 but is put as a whole question (明天有什么呢) stands for itself.
func (sketch *sketch) goesOn(tokens []token, words []string) bool {
	if len(tokens) == 0 {
		return false
	}
	first, last := tokens[0], tokens[len(tokens)-1]
	switch {
	case sketch.talk != NoTalk && !sketch.saysSomething():
		return false // 那谢谢了
	case first.is(continuing) && first.tag == goesOnFrom:
		return true
	case last.is(continuing) && last.tag == goesOnTo:
		return !sketch.asked
	case sketch.namesOrderOnly(words):
		return true
	case isDangling(tokens):
		return true
	case len(sketch.question.Without) > 0:
		return sketch.namesKindsOnly(words)
	}
	return sketch.question.Focus != alliance.Whole && len(words) == 0 && !sketch.saysSomething()
}

// isDangling reports whether the text leaves out what it is about, as 有没有王老师的 does.
func isDangling(tokens []token) bool {
	at := len(tokens) - 1
	for at > 0 && tokens[at].is(tail) && tokens[at].text != "的" {
		at--
	}
	return at > 0 && tokens[at].text == "的" && tokens[at-1].used && !tokens[at-1].is(asking|topic)
}

// namesOrderOnly reports whether the text asks for the first or last of nothing: "the last one?"
func (sketch *sketch) namesOrderOnly(words []string) bool {
	question := sketch.question
	isOrder := question.Order == alliance.First || question.Order == alliance.Last
	return isOrder && len(words) == 0 && len(sketch.moments) == 0 && sketch.time == (daytime{}) && !sketch.topical && !question.Named() &&
		len(question.Kinds)+len(question.Without) == 0
}

// namesKindsOnly reports whether the text names kinds and nothing else that events can be told by: 不要会议.
func (sketch *sketch) namesKindsOnly(words []string) bool {
	question := sketch.question
	return len(words) == 0 && len(sketch.moments) == 0 && sketch.time == (daytime{}) && !question.Named() && !question.Mine && question.Order == alliance.Earliest
}

// saysSomething reports whether the text names anything that events can be told by.
func (sketch *sketch) saysSomething() bool {
	question := sketch.question
	return sketch.topical || len(sketch.moments) > 0 || sketch.time != (daytime{}) || question.Named() || question.Mine ||
		len(question.Kinds)+len(question.Without) > 0 || !question.Except.Empty() || question.Order != alliance.Earliest
}

// Continue understands a text that goes on from the question before (Reading.Continues): what it names takes the place of what
// that question named, and all else stays. A weekday or a part of a day is that of the time asked about before.
func Continue(before alliance.Question, text string, now time.Time, names *Names) Reading {
	reading := read(text, now, names, before.Span)
	named := reading.Question
	whole := before
	if named.Timed() {
		whole.Span, whole.Order, whole.Most = named.Span, alliance.Earliest, 0
	}
	if named.Timed() || named.Hours != (alliance.Hours{}) {
		whole.Hours = named.Hours
	}
	if len(named.Kinds)+len(named.Without) > 0 || reading.general {
		whole.Kinds, whole.Without = named.Kinds, named.Without
	}
	if !named.Except.Empty() {
		whole.Except = named.Except
	}
	if reading.Impossible != nil { // what is asked about is a time that there is not
		whole.Span, whole.Hours = alliance.Span{}, alliance.Hours{}
	}
	for _, list := range []struct {
		into *[]string
		from []string
	}{{&whole.People, named.People}, {&whole.Units, named.Units}, {&whole.Venues, named.Venues}, {&whole.Words, named.Words}} {
		if len(list.from) > 0 {
			*list.into = list.from
		}
	}
	if named.Order != alliance.Earliest {
		whole.Order, whole.Most = named.Order, named.Most
	}
	if named.Focus != alliance.Whole {
		whole.Focus = named.Focus
	}
	whole.Mine = whole.Mine || named.Mine
	reading.Question, reading.Understood, reading.Talk = whole, true, NoTalk
	return reading
}

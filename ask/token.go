package ask

// class says what a word can be, as a set: "next" shifts a week and is an order, 日 counts days and closes a date.
type class uint64

// The classes of words. A word without any is unknown.
const (
	number     class = 1 << iota // a whole number, in digits or Chinese
	ordinal                      // 13th
	day                          // a day n days from now: 今天, tomorrow
	dayPart                      // hours of a day: 下午, evening
	briefPart                    // the same, but only right after a day: 早, 晚
	hourMark                     // closes an hour: 点
	minuteMark                   // closes or counts minutes: 分
	hourUnit                     // 小时, hours
	clockName                    // an hour of the day by name: noon, midnight
	halfDay                      // am, pm: n hours later
	half                         // 半: of an hour, a day …
	quarter                      // of an hour or of a year, as its tag says; either if it has none
	dayUnit                      // 天, days
	dayMark                      // closes the day of a date: 日, 号
	weekday                      // n days after Monday
	weekend                      // 周末
	weekUnit                     // 周, weeks
	monthUnit                    // 月, months
	monthMark                    // closes the number of a month: 月
	monthName                    // the n-th month: december; tag tells one that is another word too: may
	yearUnit                     // 年, years
	yearMark                     // closes the number of a year: 年
	year                         // n years from this one: 明年
	holiday                      // the n-th of the table of holidays
	section                      // the n-th of the table of sections: 月底, early
	nth                          // one of several, counted from the end if n is negative: 第二个, 最后一个
	shift                        // n weeks, months, … from this one: 下, last
	ahead                        // opens a stretch from now on: 未来, in the next
	behind                       // opens a stretch until now: 过去
	within                       // closes a stretch from now on: 内
	closing                      // 以后, 以前, 起: following a time; tag says which bound it makes
	opening                      // after, before, until: in front of a time; tag says which bound
	upcoming                     // 近期, soon; for the next n days if n is not 0
	past                         // 以前
	away                         // 后, 前: following a count, n tells the direction
	in                           // in, in front of a count or a month
	order                        // tag is the order
	previous                     // 上一场
	kind                         // tag is the kind
	topic                        // events in general: 活动, schedule
	asking                       // tag is what is asked of the events: 几点, where
	excluding                    // the kinds that follow are not wanted: 除了
	excepted                     // the kinds before are not wanted: 除外
	continuing                   // goes on from the question before: 那, "what about"
	talk                         // tag is what sort of talk
	aside                        // talk only if nothing else is said: about
	command                      // tag is the command, if nothing else is said
	name                         // a known name, found by its number
	colon
	slash
	dash
	dot
	comma
	measure // follows a count of events: 场
	linking // joins two times: 到, and; tag tells those that name the end of a stretch
	glue    // may stand between the words of a rule: 的, of
	noise   // says nothing, separates subject words
	lead    // says nothing in front of a subject word, but belongs to it elsewhere: 就
	tail    // says nothing behind a subject word, but belongs to it elsewhere: 吗
	joiner  // a mark that holds a word together: e-commerce
	plain   // an ordinary word that is here so that no part of it is taken for something else: 会议室
)

// idle words say nothing of what is asked for.
const idle = noise | lead | tail

// edge words say nothing at either end of a subject word, but belong to it in the middle.
const edge = lead | tail

// term is what the lexicon knows about a word.
type term struct {
	class class
	n     int    // a number, a count of days …, as its class says
	hours hours  // of a day or a part of a day
	tag   string // label, kind, order …, as its class says
	rare  bool   // taken only where nothing else fits
}

// token is one word of the text.
type token struct {
	term
	text   string // as folded
	at     int    // where it begins in the folded text
	spaced bool   // something separates it from the word before
	used   bool   // a rule has used it
}

// row is a line of a table: spellings separated by |, and what they mean.
type row struct {
	spellings string
	term      term
}

func (token token) is(set class) bool { return token.class&set != 0 }

// isArticle reports whether the number is only an article, which counts a week but is no day of a month.
func (token token) isArticle() bool { return token.is(number) && token.is(glue) }

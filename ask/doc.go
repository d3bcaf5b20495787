// Package ask understands what members write: a text in Chinese or English, the time and the known names become a question.
//
// The text is folded (fold.go), cut into words of the lexicon (segment.go), and the rules of the grammar (grammar.go) are
// tried at each word. Words and rules stand in tables, one file per concern; a rule contributes to the sketch (sketch.go),
// and what no rule has used is left over as subject words (words.go).
//
// Known names are found first (names.go). All forms of a name, that is of people (names_people.go, names_voices.go) and of
// units and venues (names_places.go, names_shorts.go), are gathered into a draft once and indexed (names_index.go); at each
// place of a text (names_search.go) the indexes are asked what stands there as written, as read aloud, with a title
// (names_titles.go) or with a typing error (names_typos.go).
//
// # Times
//
// A week is Monday to Sunday; 下周三 and "next Wednesday" are of the next week. A weekday, a day or a month without more is the
// coming one, today included; with 上, "last" or in the past tense (讲了什么, 开过, "was", "did") it is the past one. A week of a month
// or year is one whose Monday lies in it.
//
// A day, week or month ends with its last day; a time by the clock lasts as long as it was said exactly, an hour (下午两点) or a minute
// (两点半); a stretch between two of them ends at the second. 1 to 6 o'clock is the afternoon; 7 to 11 the morning, unless that is over
// today and the evening is not. 未来三天 is the rest of today and three whole days, 三天后 and "in two weeks" are that very day, 三年后 is
// the year. 月底 is from the 21st on, 年初 January and February, 年底 November and December; 月底前 and "by the end of the month" include
// the end, 周五前 does not include Friday. 以后 includes the date it follows (十月一日以后), 之后 and "after" do not.
//
// What may well mean another time is read once more with the opposite lean (lean.go), which is Reading.Other: the other half of the
// day, a date of the last 90 days that comes again next year, 6/7 in an English text.
package ask

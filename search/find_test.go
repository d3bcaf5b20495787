package search_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

// calendar has events of both languages and every field.
func calendar() []alliance.Event {
	return []alliance.Event{
		event("robots", 7, "工业机器人操作与编程培训", describing("含焊接机器人示教。")),
		event("english", 9, "Welding robots in small factories", describing("PLC basics; a teacher’s view")),
		event("turning", 3, "数控车削加工培训"),
		event("reform", 5, "“三教”改革系列讲座之一"),
		event("day", 20, "共同体成立日", func(event *alliance.Event) {
			event.Sessions = []alliance.Session{{Title: "智能製造與產教融合", Speakers: []string{"Sang Wenyong"}, Room: "實訓樓 301", Track: "Track A"}}
		}),
		event("people", 30, "名师面对面", func(event *alliance.Event) {
			event.Speakers, event.Units, event.Venue = []string{"Lou Haibin", "桑文勇"}, []string{"丽水思博特精密制造有限公司"}, "缙云县职业中专"
		}),
		event("printing", 40, "3D打印技术应用", describing("课程分两部分。\n学员自带电脑")),
		event("past", -3, "车间安全"),
	}
}

func TestFind(t *testing.T) {
	index := indexOf(calendar()...)
	for _, test := range []struct{ name, words, ids, read string }{
		{"in the title", "编程", "robots", ""},
		{"across marks", "三教改革", "reform", ""},
		{"traditional, asked in simplified", "智能制造", "day", ""},
		{"simplified, asked in traditional", "機器人", "robots english", ""},
		{"full width", "ＰＬＣ", "english", ""},
		{"with an apostrophe, or without", "teachers", "english", ""},
		{"in a session's room", "实训楼", "day", ""},
		{"in a session's track", "track", "day", ""},
		{"a speaker", "文勇", "people", ""},
		{"a speaker's English name", "wenyong", "day", ""},
		{"a unit", "思博特", "people", ""},
		{"a venue", "缙云", "people", ""},
		{"what is over", "安全", "past", ""},
		{"several words", "操作 培训", "robots", ""},
		{"several words of two fields", "机器人 示教", "robots", ""},
		{"mixed", "3D打印", "printing", ""},
		{"mixed, apart", "3d 打印", "printing", ""},
		{"not across lines", "分学员", "", ""},
		{"a single character", "削", "turning", ""},
		{"an unknown character", "鹅", "", ""},
		{"another form", "factory", "english", ""},
		{"not a part of a word", "ob", "", ""},
		{"the beginning of a word", "smal", "english", ""},
		{"too short a beginning", "sm", "", ""},
		{"in the other language", "robotics", "robots english", ""},
		{"a term of several words", "intelligent manufacturing", "day", ""},
		{"such a term among others", "about intelligent manufacturing people", "", ""},
		{"cut up", "数控培训", "turning", ""},
		{"cut up, not enough", "数控结构", "", ""},
		{"a wrong character", "智能制早", "day", "智能制造"},
		{"a missing character", "产教融", "day", ""},
		{"a missing character within", "产融合讲座", "", ""},
		{"a missing character, in four", "工机器人", "robots", "工业机器人"},
		{"a character too many", "三教改改革", "reform", ""},
		{"a strange one too many", "产教又融合", "day", "产教融合"},
		{"exchanged characters", "智制能造", "day", "智能制造"},
		{"a wrong first character", "只能制造", "day", "智能制造"},
		{"too short for a mistake", "缙运", "", ""},
		{"a wrong letter", "walding", "english robots", "welding"},
		{"exchanged letters", "factroies", "english", "factories"},
		{"a name with a letter too few", "Haibn", "people", "haibin"},
		{"a number is no mistake", "3010", "", ""},
		{"a word that nobody says is left out", "推荐 机器人", "robots english", "机器人"},
		{"neither is said", "推荐 好看", "", ""},
		{"no event says both", "编程 车削", "robots", "编程"},
		{"one of three is not enough", "编程 车削 三教", "", ""},
		{"two of three are", "编程 操作 车削", "robots", "编程 操作"},
		{"a character is not enough", "王老师 课", "", ""},
		{"cut up, in two lines", "面对缙云", "", ""},
		{"nothing", "", "", ""},
		{"no letter", "？！ 。", "", ""},
		{"no letter beside a word", "？ 编程", "robots", ""},
	} {
		t.Run(test.name, func(t *testing.T) { finds(t, index, alliance.Query{}, test.words, test.ids, test.read) })
	}
}

// TestRanking has one event for every difference of rank, in the order in which they are wanted.
func TestRanking(t *testing.T) {
	running := event("running", 0, "机器人讲座", func(event *alliance.Event) { event.Start, event.End = now.Add(-time.Hour), now.Add(time.Hour) })
	finished := event("finished", 1, "机器人讲座", func(event *alliance.Event) { event.Status = alliance.Finished })
	index := indexOf(
		event("later", 2, "机器人讲座"), running,
		event("same-b", 1, "机器人讲座"), event("same-a", 1, "机器人讲座"),
		event("session", 1, "讲座", func(event *alliance.Event) { event.Sessions = []alliance.Session{{Title: "机器人"}} }),
		event("venue", 1, "讲座", func(event *alliance.Event) { event.Venue = "机器人实训室" }),
		event("description", 1, "讲座", describing("机器人")),
		event("translated", 1, "Robots"),
		event("yesterday", -1, "机器人讲座"), event("long-ago", -9, "机器人讲座"), event("past-description", -1, "", describing("机器人")), finished,
	)
	finds(t, index, alliance.Query{}, "机器人",
		"running same-a same-b later session venue description translated finished yesterday long-ago past-description", "")
}

// TestQuery narrows what is found as the calendar of the store does.
func TestQuery(t *testing.T) {
	const school = "丽水市职业高级中学"
	at := func(from, to int) alliance.Query {
		return alliance.Query{Span: alliance.Span{From: now.AddDate(0, 0, from), To: now.AddDate(0, 0, to)}}
	}
	index := indexOf(
		event("a", 1, "机器人", func(event *alliance.Event) { event.Speakers, event.Venue = []string{"Lou  Haibin"}, school }),
		event("b", 2, "机器人", func(event *alliance.Event) {
			event.Kind, event.Units, event.Speakers = alliance.Seminar, []string{school}, []string{"Ye Jun"}
		}),
		event("c", 3, "机器人", func(event *alliance.Event) { event.End = now.AddDate(0, 0, 6) }),
	)
	for _, test := range []struct {
		name  string
		query alliance.Query
		want  string
	}{
		{"a day", at(2, 3), "b"},
		{"in the middle of one", at(4, 5), "c"},
		{"to its start", at(0, 1), ""},
		{"from its end", at(6, 7), ""},
		{"a span without length", at(4, 4), ""},
		{"open", alliance.Query{Span: alliance.Span{From: now.AddDate(0, 0, 2)}}, "b c"},
		{"a kind", alliance.Query{Kinds: []alliance.Kind{alliance.Seminar}}, "b"},
		{"a speaker", alliance.Query{Speakers: []string{"lou haibin"}}, "a"},
		{"either speaker", alliance.Query{Speakers: []string{"lou haibin", "YE JUN", "nobody"}}, "a b"},
		{"a unit", alliance.Query{Units: []string{school}}, "b"},
		{"a venue", alliance.Query{Venues: []string{school}}, "a"},
		{"either", alliance.Query{Units: []string{school}, Venues: []string{school}}, "a b"},
		{"a unit and a speaker", alliance.Query{Units: []string{school}, Speakers: []string{"Lou Haibin"}}, ""},
		{"a speaker of no event", alliance.Query{Speakers: []string{"nobody"}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) { finds(t, index, test.query, "机器人", test.want, "") })
	}
}

// TestChange follows events as they change and go.
func TestChange(t *testing.T) {
	index := indexOf(calendar()...)
	index.Put(event("turning", 3, "铣削"))
	finds(t, index, alliance.Query{}, "数控", "", "")
	finds(t, index, alliance.Query{}, "铣削", "turning", "")
	index.Drop("turning", "unknown")
	finds(t, index, alliance.Query{}, "铣削", "", "")
	index.Put(event("new", 3, "铣削"), event("newer", 4, "铣削"))
	finds(t, index, alliance.Query{}, "铣削", "new newer", "")
	index.Drop("new", "newer", "robots")
	finds(t, index, alliance.Query{}, "机器人", "english", "")
}

package ask

import (
	"slices"
	"strings"

	"alliancebot/alliance"
)

// kindWords are the names of the kinds, the everyday words for them, and the words for events of any kind.
func kindWords() []row {
	everyday := map[alliance.Kind]string{
		alliance.Lecture: "报告|专题报告|专题讲座|学术报告|宣讲|宣讲会|讲演|演讲|主题演讲|讲课|speech|keynote|guest lecture",
		alliance.Seminar: "研讨|座谈|论坛|交流会|研究会|讨论会|分享会|圆桌|" +
			"forum|roundtable|round table|discussion|panel|salon",
		alliance.DemonstrationClass: "示范|公开示范课|观摩课|观摩|展示课|汇报课|" +
			"demo|demo lesson|open lesson|model lesson|demonstration lesson|observation class",
		alliance.AllianceActivity: "联盟|联盟的活动|教研|教研会|中职机械专业联盟|机械专业联盟|机械联盟|专业联盟|" +
			"alliance|alliance event|teaching research",
		alliance.Visit:    "参访|访问|调研|走访企业|企业走访|企业参观|参观企业|企业考察|考察企业|企业调研|游学|tour|field trip|excursion|study tour|site visit|company visit",
		alliance.Ceremony: "签约|揭牌|授牌|颁奖|开幕|开幕式|闭幕式|典礼|启动会|揭幕|剪彩|成立大会|signing|unveiling|inauguration|launch|award ceremony",
		alliance.Training: "研修班|培训班|培训会|进修|实训课|集训|训练营|工作坊|workshop|course|bootcamp|training course|training session",
		alliance.Competition: "竞技|技能竞赛|技能比赛|技能赛|比武|大比武|技能比武|赛事|挑战赛|锦标赛|" +
			"skills competition|tournament|championship|skill contest|skills contest",
		alliance.Meeting: "开会|大会|工作会|工作会议|碰头会|conference|regular meeting|assembly",
	}
	var rows []row
	for _, known := range alliance.Kinds() {
		names := strings.Join(alliance.KindNames(known), "|")
		if more, ok := everyday[known]; ok {
			names += "|" + more
		}
		rows = append(rows, row{withPlurals(names), term{class: kind, tag: string(known)}})
	}
	return slices.Concat(rows, tellingWords(), topicWords())
}

// tellingWords name one event of a kind, and are a subject, too: 决赛.
func tellingWords() []row {
	contest, meeting := string(alliance.Competition), string(alliance.Meeting)
	return []row{
		{"初赛|复赛|半决赛|决赛|总决赛", term{class: kind, tag: contest, n: telling}},
		{"finals|the finals|final round", term{class: kind | plain, tag: contest, n: telling}},
		{"年会|推进会|动员会|总结会|理事会", term{class: kind, tag: meeting, n: telling}},
	}
}

// topicWords mean events of any kind: those with the tag any name them, the others ask for them.
func topicWords() []row {
	return []row{
		{"活动|安排|日程|日程表|行程|行程安排|活动安排|课表|节目|事项", term{class: topic, tag: anyTopic}},
		{"event|events|activity|activities|schedule|schedules|agenda|calendar|timetable|programme|program", term{class: topic, tag: anyTopic}},
		{"有什么|有啥|有哪些|有什么事|有哪几|有没有什么", term{class: topic}},
		{"还有什么|还有啥|还有哪些|还剩什么|还剩哪些|what's left|what is left", term{class: topic, tag: remaining}},
		{"what's on|whats on|what is on|what's happening|what is happening|going on|anything|coming up|plans", term{class: topic}},
		{
			"我关注的|我关注的活动|您关注的|您关注的活动|关注的活动|我的活动|我的日程|我的安排|我的报名|我报名的|我报名了|我报的|我报了|我参加的|我要参加的|我报名参加的|" +
				"events i follow|the events i follow|what i follow|i follow|my events|my activities|my schedule|my sign-ups|my signups|my registrations|i signed up for|i sign up for|i've signed up for|" +
				"i have signed up for|i'm signed up for|i am signed up for|am i signed up for|am i signed up|did i sign up for|have i signed up for|i registered for|am i registered for",
			term{class: topic, tag: myTopic},
		},
	}
}

// The tags of topics.
const (
	anyTopic = "any"
	myTopic  = "my"
)

// withPlurals adds the plural of every English word.
func withPlurals(spellings string) string {
	var all []string
	for spelling := range strings.SplitSeq(spellings, "|") {
		all = append(all, spelling)
		if spelling[0] < 0x80 {
			all = append(all, plural(spelling))
		}
	}
	return strings.Join(all, "|")
}

// plural is the regular English plural of word.
func plural(word string) string {
	switch {
	case strings.HasSuffix(word, "y"):
		return strings.TrimSuffix(word, "y") + "ies"
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "ch"):
		return word + "es"
	}
	return word + "s"
}

func kindRules() []rule {
	return []rule{
		{[]class{kind}, readKind},
		{[]class{topic}, readTopic},
	}
}

// telling is the number of the words of a kind that are a subject, too.
const telling = 1

func readKind(sketch *sketch, words []token) verdict {
	if sketch.excluding && sketch.before.is(glue) && !sketch.question.Except.Empty() {
		sketch.excluding = false // 除了王老师的讲座: of the lectures, those of others
	}
	sketch.addKind(alliance.Kind(words[0].tag))
	return words[0].n != telling
}

func readTopic(sketch *sketch, words []token) verdict {
	sketch.topical = true
	switch words[0].tag {
	case anyTopic:
		sketch.general = true
	case myTopic:
		sketch.question.Mine = true
	case remaining:
		sketch.asked, sketch.remaining = true, true
	default:
		sketch.asked = true
	}
	return taken
}

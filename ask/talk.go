package ask

import "slices"

// Talk is what a text is if it is no question about events.
type Talk string

// The sorts of talk.
const (
	NoTalk   Talk = ""
	Greeting Talk = "greeting"
	Thanks   Talk = "thanks"
	Farewell Talk = "farewell"
	Consent  Talk = "consent" // 好的, 收到: nothing is asked
	Help     Talk = "help"    // what can be asked, and how
	About    Talk = "about"   // what the Community and its bot are
)

// talkWords are said besides questions.
func talkWords() []row {
	return []row{
		{
			"你好|您好|你们好|大家好|老师好|早呀|老师早|各位早|老师你好|老师您好|老师们好|各位老师好|领导好|各位好|早上好|上午好|中午好|下午好|晚上好|早安|早啊|午安|晚安|嗨|哈喽|哈啰|在吗|在不在|" +
				"hello|hi|hey|hiya|good morning|good afternoon|good evening|greetings|nihao|ni hao",
			term{class: talk, tag: string(Greeting)},
		},
		{
			"谢谢|谢谢你|谢谢您|多谢|感谢|谢了|谢啦|辛苦了|麻烦你了|thanks|thank you|thx|many thanks|no thanks|no thank you|cheers|thank u|xiexie",
			term{class: talk, tag: string(Thanks)},
		},
		{"再见|拜拜|回见|回头见|下次见|先这样|bye|goodbye|good bye|bye bye|good night|see you|see ya|see you later|zaijian", term{class: talk, tag: string(Farewell)}},
		{
			"好的|好吧|好嘞|好滴|收到|知道了|我知道了|明白|明白了|了解了|没问题|不用了|不需要|不用|算了|真棒|太好了|太棒了|很好|厉害|嗯嗯|哦哦|ok|okay|great|perfect|awesome|cool|never mind|no need|got it|i see|understood|noted|all right|alright|sounds good",
			term{class: talk | noise, tag: string(Consent)},
		},
		{
			"帮助|使用说明|使用帮助|怎么用|怎样用|怎么使用|如何使用|你能做什么|你能干啥|你能干嘛|你会干什么|你会干啥|能干什么|能干啥|你会做什么|你会什么|你能干什么|能做什么|可以做什么|可以问什么|有什么功能|功能|指令|命令|菜单|" +
				"help|help me|what can you do|how to use|how do i use|how does this work|commands|menu|usage|instructions",
			term{class: talk, tag: string(Help)},
		},
		{
			"你是谁|你是干什么的|你是做什么的|你是干嘛的|你是机器人吗|你是人吗|你是真人吗|你是什么|你叫什么|关于你|关于我们|关于共同体|共同体是什么|什么是共同体|介绍共同体|介绍一下共同体|共同体介绍|共同体简介|" +
				"who are you|what are you|are you a bot|are you a robot|are you human|about you|about us|about the community|what is the community|what is this bot",
			term{class: talk, tag: string(About)},
		},
		{
			"怎么报名|如何报名|怎样报名|报名方式|在哪报名|在哪里报名|how to sign up|how do i sign up|how to register|how do i register",
			term{class: talk, tag: string(Help)},
		},
		{
			"共同体|本共同体|产教融合共同体|智能制造产教融合共同体|丽水市智能制造产教融合共同体|秘书处|community|secretariat",
			term{class: plain, tag: theCommunity},
		},
		{
			"宗旨|目标|使命|性质|职责|加入|入会|申请加入|联系|联系方式|联系电话|电话|邮箱|成立|成立时间|牵头|牵头单位|牵头学校|顾问单位|非营利|" +
				"purpose|goal|goals|aim|aims|mission|contact|phone|email|founded|established|lead unit",
			term{class: plain, tag: ofTheCommunity},
		},
		{"是什么|是干什么的|是做什么的|join|joining|leads", term{class: noise, tag: ofTheCommunity}},
		{"关于|有关|about", term{class: aside | noise, tag: string(About)}},
		{"介绍|介绍一下", term{class: aside | noise, tag: string(About)}},
	}
}

// The tags of words for the Community, and of words for what one may ask about it.
const (
	theCommunity   = "community"
	ofTheCommunity = "of the community"
)

// isOfCommunity reports whether a text asks about the Community itself: 共同体的宗旨是什么. The word alone is a subject like others,
// since titles of events have it too.
func isOfCommunity(tokens []token) bool {
	has := func(tag string) bool {
		return slices.ContainsFunc(tokens, func(token token) bool { return token.is(plain|noise) && token.tag == tag })
	}
	return has(theCommunity) && has(ofTheCommunity)
}

func talkRules() []rule {
	return []rule{
		{[]class{talk}, readTalk},
		{[]class{aside}, readAside},
	}
}

// readTalk keeps what is worth most: in "hello, help please" it is the help.
func readTalk(sketch *sketch, words []token) verdict {
	said := Talk(words[0].tag)
	if said.weight() > sketch.talk.weight() {
		sketch.talk = said
	}
	return taken
}

func (talk Talk) weight() int {
	switch talk {
	case NoTalk:
		return 0
	case Consent:
		return 1
	case Greeting:
		return 2
	case Farewell:
		return 3
	case Thanks:
		return 4
	case About:
		return 5
	case Help:
		return 6
	}
	return 0
}

func readAside(sketch *sketch, words []token) verdict {
	sketch.aside = Talk(words[0].tag)
	return taken
}

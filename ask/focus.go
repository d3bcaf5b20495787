package ask

import "alliancebot/alliance"

// focusWords ask for one thing about the events: the time, the place, the speaker, or how many there are.
func focusWords() []row {
	when, where, who, count := string(alliance.When), string(alliance.Where), string(alliance.Who), string(alliance.Count)
	return []row{
		{
			"什么时候|是什么时候|什么时间|几点结束|几点钟结束|什么时候结束|什么时间结束|何时结束|几点散会|什么时候散会|是什么时间|啥时候|何时|几点|几点钟|几点开始|几号|哪天|哪一天|星期几|周几|礼拜几|几月几号|时间|" +
				"when|when's|what time|what day|which day|what date|how soon",
			term{class: asking, tag: when},
		},
		{
			"在哪|在哪里|在哪儿|哪里|哪儿|去哪|去哪里|去哪儿|什么地方|是什么地方|啥地方|哪个教室|哪个会议室|哪个地方|地点在哪|怎么去|怎么走|地点|地址|会场|" +
				"where|where's|which room|what room|which place|which venue|venue|location|address",
			term{class: asking, tag: where},
		},
		{
			"谁|谁讲|谁来讲|谁主讲|谁主持|谁讲的|谁来|主讲人是谁|哪位|哪位专家|哪位老师|哪个老师|哪个专家|哪些专家|哪些老师|" +
				"who|who's|whom|by whom|who is speaking|which speaker|which expert|which experts|which teacher|which teachers",
			term{class: asking, tag: who},
		},
		{
			"几场|几个|几次|几节|几项|几堂|多少|多少场|多少个|多少次|多少节|一共几场|共几场|总共几场|" +
				"how many|number of",
			term{class: asking, tag: count},
		},
		{"什么|啥|哪些|哪个|哪场|哪几场|怎么样|如何|为什么|what|whats|what's|which|whose|how|why", term{class: asking | noise}},
	}
}

func focusRules() []rule {
	return []rule{
		{[]class{asking}, readFocus},
		{[]class{shift, asking}, readDayOfWeek},
	}
}

// readFocus reads 几点. Of several things asked for the first leads.
func readFocus(sketch *sketch, words []token) verdict {
	sketch.asked = true
	if sketch.question.Focus == alliance.Whole {
		sketch.question.Focus = alliance.Focus(words[0].tag)
	}
	return taken
}

// readDayOfWeek reads 下周几: which day of that week.
func readDayOfWeek(sketch *sketch, words []token) verdict {
	switch words[1].text {
	case "周几", "星期几", "礼拜几":
		readFocus(sketch, words[1:])
		return sketch.addWeek(words[0].n)
	}
	return refused
}

package ask

import "slices"

// commandWords are the words for the commands that ask for no time and no kind. They count only if nothing else is said.
func commandWords() []row {
	return []row{
		{"我的|my|mine", term{class: command | noise, tag: "my"}},
		{"我的提醒|我的提醒有哪些|我有哪些提醒|有哪些提醒|我会收到什么提醒|查看提醒|my reminders|reminders|what will i be reminded of", term{class: command, tag: "reminders"}},
		{"设置|提醒设置|设置提醒|修改提醒|怎么修改提醒|取消提醒|关闭提醒|不要提醒我|settings|setting|reminder settings|change reminders|stop reminders|turn off reminders", term{class: command, tag: "settings"}},
		{"语言|language|切换语言|中文|英文|english|chinese", term{class: command | plain, tag: "language"}},
		{"专家|专家名单|专家列表|experts|expert", term{class: command | plain, tag: "experts"}},
		{"单位|成员单位|单位名单|units|members|member units", term{class: command | plain, tag: "units"}},
		{"查找|搜索|查询|find|search", term{class: command | noise, tag: "find"}},
		{"取消|cancel", term{class: command, tag: "cancel"}},
	}
}

// isMine reports whether the word is 我的 or my, which beside a word for events asks for the member's own.
func isMine(token token) bool { return token.is(command) && token.tag == myTopic }

// isOwnTime reports whether the text is about the time of whoever asks: 我下周的活动.
func isOwnTime(tokens []token) bool {
	at := slices.IndexFunc(tokens, func(token token) bool { return token.text == "我" })
	if at < 0 || at+1 == len(tokens) || !tokens[at+1].used {
		return false
	}
	of := slices.IndexFunc(tokens[at:], func(token token) bool { return token.text == "的" })
	return of > 0 && at+of+1 < len(tokens) && tokens[at+of+1].is(topic)
}

// commandIn is the command that all of the text names, or nothing. Beside one that is no noun other words may stand that say
// nothing: 可以取消提醒吗; 有英文的吗 is about a subject.
func commandIn(tokens []token) string {
	if len(tokens) == 1 && tokens[0].is(command) {
		return tokens[0].tag
	}
	found := ""
	for _, token := range tokens {
		switch {
		case token.is(command) && !token.is(plain|noise) && found == "":
			found = token.tag
		case !token.is(idle | comma):
			return ""
		}
	}
	return found
}

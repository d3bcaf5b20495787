package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-telegram/bot/models"
)

func TestParseCommand(t *testing.T) {
	for text, want := range map[string]*order{
		"/today":                      {name: "today"},
		"/Today":                      {name: "today"},
		"/today@our_bot":              {name: "today", addressed: true},
		"/today@OUR_bot 下周":           {name: "today", rest: "下周", addressed: true},
		"/find  技能  竞赛 ":              {name: "find", rest: "技能  竞赛"},
		"/find\n第一行\n第二行":             {name: "find", rest: "第一行\n第二行"},
		"/find\u3000全角空格":             {name: "find", rest: "全角空格"},
		"/broadcast 你好 😀 /today":      {name: "broadcast", rest: "你好 😀 /today"},
		"/start ref-123":              {name: "start", rest: "ref-123"},
		"/今天":                         {name: "今天"},
		"/today@other_bot":            nil,
		"/today@our_bot2":             nil,
		"/today@":                     nil,
		"/":                           nil,
		"/ today":                     nil,
		"/@our_bot":                   nil,
		"today":                       nil,
		"你好 /today":                   nil,
		"":                            nil,
		" /today":                     nil,
		"/today@our_bot@our_bot":      nil,
		"/" + strings.Repeat("a", 99): {name: strings.Repeat("a", 99)},
	} {
		got, ok := parseCommand(text, "our_bot")
		if want == nil {
			if ok {
				t.Errorf("%q: got %+v, want no command", text, got)
			}
		} else if !ok || got != *want {
			t.Errorf("%q: got %+v %v, want %+v", text, got, ok, *want)
		}
	}
}

func TestWithoutMention(t *testing.T) {
	for text, want := range map[string]string{ // "-": no mention
		"@our_bot 今天":            "今天",
		"@OUR_Bot 今天":            "今天",
		"今天 @our_bot":            "今天",
		"今天@our_bot有什么":          "今天 有什么",
		"请问@our_bot，今天有什么讲座":     "请问 ，今天有什么讲座",
		"@our_bot":               "",
		"😀 @our_bot 今天":          "😀 今天",
		"İ @our_bot today":       "İ today",
		"@our_bot2 今天":           "-",
		"@our_bott":              "-",
		"@our_bot2 @our_bot 今天":  "@our_bot2 今天",
		"mail@our_bot":           "-",
		"@my_our_bot":            "-",
		"our_bot 今天":             "-",
		"@other_bot 今天":          "-",
		"今天":                     "-",
		"":                       "-",
		"@":                      "-",
		"@our_bo":                "-",
		"＠our_bot":               "-",
		"@our_bot.":              ".",
		"(@our_bot) what is on?": "( ) what is on?",
	} {
		got, mentioned := withoutMention(text, "our_bot")
		if want == "-" {
			if mentioned || got != text {
				t.Errorf("%q: got %q %v, want no mention", text, got, mentioned)
			}
		} else if !mentioned || got != want {
			t.Errorf("%q: got %q %v, want %q", text, got, mentioned, want)
		}
	}
}

func TestAddress(t *testing.T) {
	router := &Router{Username: "our_bot", Table: Table{Commands: []Command{{Name: "today"}}}}
	ours := &models.Message{From: &models.User{IsBot: true, Username: "Our_Bot"}}
	theirs := &models.Message{From: &models.User{Username: "somebody"}}
	for _, c := range []struct {
		text    string
		group   bool
		reply   *models.Message
		want    bool
		command string
		rest    string
	}{
		{text: "今天", want: true, rest: "今天"},
		{text: "/nonsense", want: true, command: "nonsense"},
		{text: "/today@other_bot", want: true, rest: "/today@other_bot"}, // in private it can only be meant for us
		{text: "今天", group: true},
		{text: "/today", group: true, want: true, command: "today"},
		{text: "/today@our_bot", group: true, want: true, command: "today"},
		{text: "/nonsense@our_bot x", group: true, want: true, command: "nonsense", rest: "x"},
		{text: "/nonsense", group: true}, // another bot's
		{text: "/today@other_bot", group: true},
		{text: "/today@other_bot @our_bot", group: true},
		{text: "@our_bot 今天", group: true, want: true, rest: "今天"},
		{text: "@our_bot", group: true, want: true},
		{text: "今天", group: true, reply: ours, want: true, rest: "今天"},
		{text: "", group: true, reply: ours}, // a picture
		{text: "今天", group: true, reply: theirs},
		{text: "今天", group: true, reply: &models.Message{}},
	} {
		request := Request{Text: c.text, Group: c.group}
		got := router.address(&request, &models.Message{ReplyToMessage: c.reply})
		if got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
		if got && (request.Command != c.command || request.Text != c.rest) {
			t.Errorf("%+v: got command %q, text %q", c, request.Command, request.Text)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"/today@our_bot 下周", "@our_bot 今天", "İ@OUR_BOT", "/", "@", "😀/today", "/a@b@c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if order, ok := parseCommand(text, "our_bot"); ok {
			if order.name == "" || strings.ContainsAny(order.name, " \n@") || !strings.HasPrefix(text, "/") {
				t.Errorf("%q: %+v", text, order)
			}
		}
		rest, mentioned := withoutMention(text, "our_bot")
		if !mentioned && rest != text {
			t.Errorf("%q became %q without a mention", text, rest)
		}
		if mentioned && (len(rest) >= len(text) || utf8.ValidString(text) && !utf8.ValidString(rest)) {
			t.Errorf("%q became %q", text, rest)
		}
	})
}

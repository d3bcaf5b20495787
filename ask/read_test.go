package ask_test

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
)

var shanghai = time.FixedZone("CST", 8*60*60)

// sunday is the day of the tables that need only one.
var sunday = time.Date(2026, time.November, 22, 10, 0, 0, 0, shanghai)

func TestReadCorpus(t *testing.T) {
	corpus, err := os.ReadFile("testdata/corpus.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.Trim(string(corpus), "\n"), "\n")[1:]
	if len(lines) < 450 {
		t.Fatalf("corpus has %d cases, want 450", len(lines))
	}
	for _, line := range lines {
		fields := strings.Split(line, "\t")
		now, text := corpusTime(t, fields[0], time.Time{}), fields[1]
		t.Run(fields[0]+" "+text, func(t *testing.T) {
			reading := ask.Read(text, now, nil)
			want := alliance.Span{From: corpusTime(t, fields[2], now), To: corpusTime(t, fields[3], now)}
			if got := reading.Question.Span; !got.From.Equal(want.From) || !got.To.Equal(want.To) {
				t.Errorf("span %v – %v, want %v – %v", got.From, got.To, want.From, want.To)
			}
			if got := joinKinds(reading.Question.Kinds); got != fields[4] {
				t.Errorf("kinds %q, want %q", got, fields[4])
			}
			isNonsense := fields[2] == "-" && fields[3] == "-"
			if len(reading.Question.Words) > 0 && !isNonsense {
				t.Errorf("words %q left over", reading.Question.Words)
			}
			if !reading.Understood && !isNonsense {
				t.Error("not understood")
			}
		})
	}
}

// corpusTime reads a time of the corpus: a date, a date and time, now, or - for an open bound.
func corpusTime(t *testing.T, text string, now time.Time) time.Time {
	t.Helper()
	switch text {
	case "-":
		return time.Time{}
	case "now":
		return now
	}
	layout := "2006-01-02T15:04"[:len(text)]
	found, err := time.ParseInLocation(layout, text, shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func joinKinds(kinds []alliance.Kind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return strings.Join(names, ",")
}

func TestReadWords(t *testing.T) {
	tests := []struct {
		text       string
		words      []string
		understood bool
	}{
		{"明天有什么？", nil, true},
		{"智能制造的讲座", []string{"智能制造"}, true},
		{"近期有色金属加工的讲座", []string{"有色金属加工"}, true},
		{"数控和焊接的培训", []string{"数控", "焊接"}, true},
		{"上海参观", []string{"上海"}, true},
		{"三教改革讲座", []string{"三教改革"}, true},
		{"工业4.0讲座", []string{"工业4.0"}, true},
		{"机械加工", []string{"机械加工"}, false},
		{"会议室", []string{"会议室"}, false},
		{"3号楼", []string{"3号楼"}, false},
		{"课后服务", []string{"课后服务"}, false},
		{"签到和报到", []string{"签到", "报到"}, false},
		{"到年底的培训", nil, true},
		{"十一届技能大赛", []string{"十一届"}, true},
		{"秋季学期的培训", []string{"秋季学期"}, true},
		{"半导体讲座", []string{"半导体"}, true},
		{"三一重工参观", []string{"三一重工"}, true},
		{"2月30日有什么安排", nil, true},
		{"今晚的培训几点结束", nil, true},
		{"请问各位领导，下周有没有参观？", nil, true},
		{"小助手，下周讲座清单", nil, true},
		{"anything interesting tomorrow? where do we go?", nil, true},
		{"领导力培训", []string{"领导力"}, true},
		{"when does tonight's training end", nil, true},
		{"老师您好，明天有什么讲座", nil, true},
		{"想带学生去看比赛", nil, true},
		{"最近有啥好玩的活动", nil, true},
		{"who gives the next lecture", nil, true},
		{"any lectures left this month", nil, true},
		{"<b>讲座</b>", nil, true},
		{"1", nil, false},
		{"能", nil, false},
		{"lecturs next week", nil, true},
		{"lecturer training", []string{"lecturer"}, true},
		{"melting point", []string{"melting", "point"}, false},
		{"学期总结会", []string{"学期总结会"}, true},
		{"数控技能大赛的决赛", []string{"数控", "决赛"}, true},
		{"2月30日", nil, true},
		{"asdf", []string{"asdf"}, false},
		{"项目讲座", []string{"项目"}, true},
		{"就业指导和市场营销的培训", []string{"就业指导", "市场营销"}, true},
		{"节日活动", []string{"节日"}, true},
		{"焊接也有培训吗", []string{"焊接"}, true},
		{"有3场讲座吗", nil, true},
		{"三天的培训", nil, true},
		{"这个讲座", nil, true},
		{"那下周呢？", nil, true},
		{"Feb 30", nil, true},
		{"any lectures about welding or e-commerce?", []string{"welding", "e-commerce"}, true},
		{"Python 3.12 training", []string{"python", "3.12"}, true},
		{"when is the lecture on intelligent manufacturing", []string{"intelligent", "manufacturing"}, true},
		{"", nil, false},
		{"？！……😀", nil, false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			reading := ask.Read(test.text, sunday, nil)
			if got := reading.Question.Words; len(got) != len(test.words) || len(got) > 0 && !reflect.DeepEqual(got, test.words) {
				t.Errorf("words %q, want %q", got, test.words)
			}
			if reading.Understood != test.understood {
				t.Errorf("understood %v, want %v", reading.Understood, test.understood)
			}
		})
	}
}

func TestReadOrder(t *testing.T) {
	tests := map[string]alliance.Order{
		"下一场讲座":                     alliance.Next,
		"下一个培训是什么时候":                alliance.Next,
		"最近的一场比赛":                   alliance.Next,
		"next lecture":              alliance.Next,
		"what's next?":              alliance.Next,
		"第一场讲座":                     alliance.First,
		"first seminar in December": alliance.First,
		"最后一场":                      alliance.Last,
		"the last lecture in May":   alliance.Last,
		"上一场讲座":                     alliance.Last,
		"next week":                 alliance.Earliest,
		"last Friday":               alliance.Earliest,
		"下一个月":                      alliance.Earliest,
		"when was the last lecture": alliance.Last,
	}
	for text, want := range tests {
		if reading := ask.Read(text, sunday, nil); reading.Question.Order != want || !reading.Understood {
			t.Errorf("%s: order %q, understood %v, want %q", text, reading.Question.Order, reading.Understood, want)
		}
	}
}

// TestReadSeveral: an order may be after more than one event.
func TestReadSeveral(t *testing.T) {
	tests := []struct {
		text  string
		order alliance.Order
		most  int
	}{
		{"接下来三场讲座", alliance.Next, 3},
		{"下三场培训", alliance.Next, 3},
		{"最近两次活动", alliance.Next, 2},
		{"the next three lectures", alliance.Next, 3},
		{"first 2 events in December", alliance.First, 2},
		{"the last three lectures", alliance.Last, 3},
		{"下一场讲座", alliance.Next, 0},
		{"下周有三场讲座吗", alliance.Earliest, 0},
		{"接下来三天", alliance.Earliest, 0},
		{"next 100 lectures", alliance.Next, 0},
	}
	for _, test := range tests {
		question := ask.Read(test.text, sunday, nil).Question
		if question.Order != test.order || question.Most != test.most {
			t.Errorf("%s: %q %d, want %q %d", test.text, question.Order, question.Most, test.order, test.most)
		}
	}
}

// TestReadHours: a part of the day beside several days is one of each.
func TestReadHours(t *testing.T) {
	tests := map[string]alliance.Hours{
		"下周上午的活动": {From: 6, To: 12}, "下个月晚上的讲座": {From: 18, To: 24}, "周末下午": {From: 12, To: 18}, "evening events in December": {From: 18, To: 24},
		"下周三上午": {}, "下午有什么": {}, "下周": {}, "下周三下午两点": {}, "从今晚到周五": {},
	}
	for text, want := range tests {
		if got := ask.Read(text, sunday, nil).Question.Hours; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestReadTalk(t *testing.T) {
	tests := map[string]ask.Talk{
		"hello": ask.Greeting, "Hi!": ask.Greeting, "你好": ask.Greeting, "早上好": ask.Greeting, "您好！": ask.Greeting, "晚上好": ask.Greeting,
		"谢谢": ask.Thanks, "謝謝你": ask.Thanks, "Thank you very much": ask.Thanks, "辛苦了": ask.Thanks,
		"再见": ask.Farewell, "拜拜": ask.Farewell, "bye": ask.Farewell, "谢谢，再见": ask.Thanks, "good night": ask.Farewell,
		"好的": ask.Consent, "收到": ask.Consent, "知道了": ask.Consent, "ok": ask.Consent, "好的，谢谢": ask.Thanks, "好的，下周有什么": ask.NoTalk, "老师您好": ask.Greeting,
		"帮助": ask.Help, "幫助": ask.Help, "help": ask.Help, "怎么用？": ask.Help, "what can you do?": ask.Help, "你好，怎么用": ask.Help,
		"共同体的宗旨是什么": ask.About, "怎么加入共同体？": ask.About, "秘书处电话多少": ask.About, "共同体是什么时候成立的": ask.About,
		"How do I join the Community?": ask.About, "Who leads the community?": ask.About, "怎么报名": ask.Help, "How do I sign up?": ask.Help,
		"共同体": ask.NoTalk, "共同体下周的活动": ask.NoTalk, "共同体研讨会的目标": ask.NoTalk, "联系": ask.NoTalk,
		"关于": ask.About, "about": ask.About, "共同体是什么": ask.About, "你是谁": ask.About,
		"你好，今天有什么活动？": ask.NoTalk, "about welding": ask.NoTalk, "thanks, any lectures?": ask.NoTalk, "asdf": ask.NoTalk, "": ask.NoTalk,
	}
	for text, want := range tests {
		if got := ask.Read(text, sunday, nil).Talk; got != want {
			t.Errorf("%s: talk %q, want %q", text, got, want)
		}
	}
}

func TestReadCommand(t *testing.T) {
	tests := []struct {
		text, command string
		understood    bool
	}{
		{"今天", "", true},
		{"本周", "", true},
		{"近期", "", true},
		{"我的", "my", false},
		{"我的活动", "", true},
		{"my events", "", true},
		{"设置", "settings", false},
		{"語言", "language", false},
		{"专家", "experts", false},
		{"单位", "units", false},
		{"查找", "find", false},
		{"取消", "cancel", false},
		{"专家讲座", "", true},
		{"可以取消提醒吗", "settings", false},
		{"好的，取消吧", "cancel", false},
		{"有英文的吗", "", false},
	}
	for _, test := range tests {
		reading := ask.Read(test.text, sunday, nil)
		if reading.Command != test.command || reading.Understood != test.understood {
			t.Errorf("%s: command %q, understood %v, want %q, %v", test.text, reading.Command, reading.Understood, test.command, test.understood)
		}
	}
}

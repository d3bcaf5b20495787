package ask_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
)

func TestReadFocus(t *testing.T) {
	tests := map[string]alliance.Focus{
		"下周的讲座几点开始？": alliance.When, "研讨会是什么时候": alliance.When, "比赛哪天": alliance.When, "When is the next seminar?": alliance.When,
		"what time is tomorrow's lecture": alliance.When, "明天的会在哪开": alliance.Where, "研讨会在什么地方": alliance.Where, "明天讲座的地点": alliance.Where,
		"Where is the competition?": alliance.Where, "which room is the training in": alliance.Where, "明天的讲座谁讲": alliance.Who, "下周讲座是哪位专家": alliance.Who,
		"Who speaks on Friday?": alliance.Who, "这个月有几场讲座": alliance.Count, "本周一共有多少场活动": alliance.Count, "How many lectures are there this month?": alliance.Count,
		"下周有什么讲座": alliance.Whole, "lectures next week": alliance.Whole, "由Wang Gang主讲的讲座": alliance.Whole, "3点有什么": alliance.Whole,
		"几点在哪": alliance.When,
	}
	for text, want := range tests {
		if got := ask.Read(text, sunday, known).Question.Focus; got != want {
			t.Errorf("%s: focus %q, want %q", text, got, want)
		}
	}
}

func TestReadExclusion(t *testing.T) {
	lecture, seminar, training := alliance.Lecture, alliance.Seminar, alliance.Training
	tests := []struct {
		text           string
		kinds, without []alliance.Kind
	}{
		{"除了讲座还有什么活动", nil, []alliance.Kind{lecture}},
		{"下周除了讲座", nil, []alliance.Kind{lecture}},
		{"除了讲座和培训以外的活动", nil, []alliance.Kind{lecture, training}},
		{"除了讲座以外有什么培训", []alliance.Kind{training}, []alliance.Kind{lecture}},
		{"除讲座外还有什么", nil, []alliance.Kind{lecture}},
		{"讲座以外的活动", nil, []alliance.Kind{lecture}},
		{"讲座、研讨会除外", nil, []alliance.Kind{lecture, seminar}},
		{"不要讲座", nil, []alliance.Kind{lecture}},
		{"不是讲座的活动", nil, []alliance.Kind{lecture}},
		{"非讲座类活动", nil, []alliance.Kind{lecture}},
		{"what's on next week except lectures", nil, []alliance.Kind{lecture}},
		{"events other than lectures or seminars", nil, []alliance.Kind{lecture, seminar}},
		{"trainings but no lectures", []alliance.Kind{training}, []alliance.Kind{lecture}},
		{"是不是讲座", []alliance.Kind{lecture}, nil},
		{"有没有讲座", []alliance.Kind{lecture}, nil},
		{"国外的讲座", []alliance.Kind{lecture}, nil},
		{"培训或者讲座", []alliance.Kind{training, lecture}, nil},
	}
	for _, test := range tests {
		question := ask.Read(test.text, sunday, nil).Question
		if !reflect.DeepEqual(question.Kinds, test.kinds) || !reflect.DeepEqual(question.Without, test.without) {
			t.Errorf("%s: kinds %q without %q, want %q without %q", test.text, question.Kinds, question.Without, test.kinds, test.without)
		}
	}
}

func TestReadExcept(t *testing.T) {
	wang, school := alliance.Names{People: []string{"Wang Gang"}}, alliance.Names{Units: []string{"丽水学院"}}
	for text, want := range map[string]alliance.Names{
		"除了Wang Gang的讲座": wang, "不是Wang Gang的讲座": wang, "除了Ye Jun还有谁讲": {People: []string{"Ye Jun"}}, "lectures except Wang Gang": wang, "Wang Gang以外的讲座": wang,
		"除了Wang Gang和Ye Jun": {People: []string{"Wang Gang", "Ye Jun"}}, "除了丽水学院的活动": school, "Wang Gang的讲座": {}, "除了讲座，Wang Gang还讲什么": {},
	} {
		got := ask.Read(text, sunday, known).Question
		if strings.Contains(text, "Wang Gang的讲座") && !reflect.DeepEqual(got.Kinds, []alliance.Kind{alliance.Lecture}) {
			t.Errorf("%s: kinds %v", text, got.Kinds)
		}
		if !reflect.DeepEqual(got.Except, want) || len(got.People) > 0 && len(want.People) > 0 {
			t.Errorf("%s: except %+v, people %v, want %+v", text, got.Except, got.People, want)
		}
	}
}

func TestReadMine(t *testing.T) {
	tests := map[string]bool{
		"我的活动": true, "我报名了哪些": true, "我报名的活动": true, "我下周报名了什么活动": false, "我的下周日程": true, "my events": true, "my schedule next week": true,
		"what did I sign up for?": true, "which events am I signed up for": true, "有什么活动": false, "我想参加讲座": false, "my lecture": true, "我的讲座": true, "我关注的活动": true, "我关注的": true, "events I follow": true, "我的": false,
		"我下周的活动": true, "我想知道下周的活动": false, "我要看下周的活动": false,
	}
	for text, want := range tests {
		if got := ask.Read(text, sunday, nil).Question.Mine; got != want {
			t.Errorf("%s: mine %v, want %v", text, got, want)
		}
	}
}

func TestReadContinues(t *testing.T) {
	tests := map[string]bool{
		"那下周呢？": true, "讲座呢？": true, "下周呢": true, "那下周": true, "那下午有什么？": true, "what about Friday?": true, "How about lectures?": true,
		"and next week?": true, "在哪？": true, "几点": true, "谁讲的？": true, "where?": true, "Who?": true, "王老师呢": true,
		"那周三呢": true, "只看讲座": true, "only lectures": true, "不要会议": true, "有没有王老师的": true, "下午的有吗": true, "换成明天": true, "the first one?": true, "第一场": true, "first lecture": false, "具体几点？": true, "no meetings": true, "除了讲座还有什么": true, "下周不要会议": false, "lectures only next week": false,
		"下周有什么讲座呢": false, "明天有什么呢": false, "什么时候有讲座呢": false, "下周": false, "讲座": false, "明天的讲座在哪": false, "lectures and seminars": false,
		"那天有什么": false, "那谢谢了": false, "那你是谁": false, "and help": false, "": false, "where is the lecture": false,
	}
	for text, want := range tests {
		if got := ask.Read(text, sunday, known).Continues; got != want {
			t.Errorf("%s: continues %v, want %v", text, got, want)
		}
	}
}

func TestContinue(t *testing.T) {
	day := func(month time.Month, day int) alliance.Span {
		return alliance.Day(time.Date(2026, month, day, 0, 0, 0, 0, shanghai), 0)
	}
	nextWeek := alliance.Week(sunday, 1)
	lectures := alliance.Question{Span: nextWeek, Kinds: []alliance.Kind{alliance.Lecture}}
	tests := []struct {
		before alliance.Question
		text   string
		want   alliance.Question
	}{
		{lectures, "那下下周呢？", alliance.Question{Span: alliance.Week(sunday, 2), Kinds: lectures.Kinds}},
		{lectures, "培训呢？", alliance.Question{Span: nextWeek, Kinds: []alliance.Kind{alliance.Training}}},
		{lectures, "那除了讲座呢", alliance.Question{Span: nextWeek, Without: lectures.Kinds}},
		{lectures, "what about Friday?", alliance.Question{Span: day(time.November, 27), Kinds: lectures.Kinds}},
		{lectures, "那活动呢", alliance.Question{Span: nextWeek}},
		{lectures, "那周三呢", alliance.Question{Span: day(time.November, 25), Kinds: lectures.Kinds}},
		{alliance.Question{Span: nextWeek}, "只看讲座", lectures},
		{lectures, "只要上午的", alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 6, To: 12}, Kinds: lectures.Kinds}},
		{alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 6, To: 12}}, "下午呢", alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 12, To: 18}}},
		{alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 6, To: 12}}, "讲座呢", alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 6, To: 12}, Kinds: lectures.Kinds}},
		{alliance.Question{Span: nextWeek, Hours: alliance.Hours{From: 6, To: 12}}, "下下周呢", alliance.Question{Span: alliance.Week(sunday, 2)}},
		{alliance.Question{Span: nextWeek}, "不要讲座", alliance.Question{Span: nextWeek, Without: lectures.Kinds}},
		{lectures, "Wang Gang呢", alliance.Question{Span: nextWeek, Kinds: lectures.Kinds, People: []string{"Wang Gang"}}},
		{alliance.Question{Span: nextWeek, People: []string{"Wang Gang"}}, "Ye Jun呢？", alliance.Question{Span: nextWeek, People: []string{"Ye Jun"}}},
		{lectures, "在哪？", alliance.Question{Span: nextWeek, Kinds: lectures.Kinds, Focus: alliance.Where}},
		{lectures, "关于机器人的呢", alliance.Question{Span: nextWeek, Kinds: lectures.Kinds, Words: []string{"机器人"}}},
		{alliance.Question{Span: day(time.November, 25)}, "那下午呢", alliance.Question{Span: alliance.Span{
			From: time.Date(2026, time.November, 25, 12, 0, 0, 0, shanghai), To: time.Date(2026, time.November, 25, 18, 0, 0, 0, shanghai),
		}}},
		{alliance.Question{Span: alliance.Week(sunday, 2)}, "周五呢", alliance.Question{Span: day(time.December, 4)}},
		{alliance.Question{Kinds: lectures.Kinds, Order: alliance.Next, Focus: alliance.When}, "那培训呢", alliance.Question{
			Kinds: []alliance.Kind{alliance.Training}, Order: alliance.Next, Focus: alliance.When,
		}},
		{alliance.Question{Kinds: lectures.Kinds, Order: alliance.Next}, "下周呢", lectures},
		{lectures, "那2月30日呢", alliance.Question{Kinds: lectures.Kinds}},
	}
	for _, test := range tests {
		reading := ask.Continue(test.before, test.text, sunday, known)
		if !reflect.DeepEqual(reading.Question, test.want) || !reading.Understood {
			t.Errorf("%s: %+v, want %+v", test.text, reading.Question, test.want)
		}
	}
}

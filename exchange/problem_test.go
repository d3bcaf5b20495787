package exchange

import (
	"slices"
	"strings"
	"testing"
)

// TestProblems holds one row of each sort that is refused, with the place and the reason given for it.
func TestProblems(t *testing.T) {
	const header = "标题,类型,开始,结束,名额,链接,编号,说明,报名截止,状态\n"
	tests := []struct {
		name, content string
		want          Problem // Expected holds part of the text
	}{
		{"no columns", "活动,时间\n示例,明天\n", Problem{Row: 1, Found: "活动, 时间", Expected: "missing: 标题/title, 类型/kind, 开始/start"}},
		{"empty file", "", Problem{Row: 1, Expected: "missing: 标题/title"}},
		{"one column missing", "\nTitle;开始\n", Problem{Row: 2, Found: "Title, 开始", Expected: "missing: 类型/kind"}},
		{"column twice", "标题,title,类型,开始\n", Problem{Row: 1, Column: "title", Found: "标题 and title", Expected: "one column"}},
		{"no title", header + " ,讲座,2026-12-01 14:00\n", Problem{Row: 2, Column: "标题", Expected: "a title"}},
		{"long title", header + strings.Repeat("长", 201) + ",讲座,2026-12-01 14:00\n", Problem{Row: 2, Column: "标题", Found: strings.Repeat("长", 201), Expected: "200 characters"}},
		{"unknown kind", header + "示例,派对,2026-12-01 14:00\n", Problem{Row: 2, Column: "类型", Found: "派对", Expected: "讲座/lecture, 研讨会/seminar"}},
		{"no start", header + "示例,讲座,\n", Problem{Row: 2, Column: "开始", Expected: "a date and time such as"}},
		{"no time of day", header + "示例,讲座,2026-12-01\n", Problem{Row: 2, Column: "开始", Found: "2026-12-01", Expected: "a time of day too"}},
		{"no such date", header + "\n,,,\n示例,讲座,2026-02-30 14:00\n", Problem{Row: 4, Column: "开始", Found: "2026-02-30 14:00", Expected: "a date that exists"}},
		{"no such time", header + "示例,讲座,2026-12-01 25:00,16:00\n", Problem{Row: 2, Column: "开始", Found: "2026-12-01 25:00", Expected: "a time of day that exists"}},
		{"serial date in CSV", header + "示例,讲座,46357.5\n", Problem{Row: 2, Column: "开始", Found: "46357.5", Expected: "a date and time"}},
		{"end before start", header + "示例,讲座,2026-12-01 14:00,13:00\n", Problem{Row: 2, Column: "结束", Found: "13:00", Expected: "not before the start"}},
		{"end without time", header + "示例,讲座,2026-12-01 14:00,2026-12-02\n", Problem{Row: 2, Column: "结束", Found: "2026-12-02", Expected: "a time of day too"}},
		{"too long", header + "示例,讲座,2026-12-01 14:00,2028-12-01 14:00\n", Problem{Row: 2, Column: "结束", Found: "2028-12-01 14:00", Expected: "366 days"}},
		{"capacity", header + "示例,讲座,2026-12-01 14:00,,-1\n", Problem{Row: 2, Column: "名额", Found: "-1", Expected: "a whole number"}},
		{"link", header + "示例,讲座,2026-12-01 14:00,,,javascript:alert(1)\n", Problem{Row: 2, Column: "链接", Found: "javascript:alert(1)", Expected: "http://"}},
		{"description", header + "示例,讲座,2026-12-01 14:00,,,,," + strings.Repeat("长", 2001) + "\n", Problem{Row: 2, Column: "说明", Found: strings.Repeat("长", 2001), Expected: "2000 characters"}},
		{"deadline", header + "示例,讲座,2026-12-01 14:00,,,,,,下午2点\n", Problem{Row: 2, Column: "报名截止", Found: "下午2点", Expected: "a date too"}},
		{"status", header + "示例,讲座,2026-12-01 14:00,,,,,,,也许\n", Problem{Row: 2, Column: "状态", Found: "也许", Expected: "计划/planned"}},
		{"id twice", header + "示例,讲座,2026-12-01 14:00,,,,A\n\"另一\n个\",讲座,2026-12-02 14:00,,,,B\n例子,讲座,2026-12-03 14:00,,,,A\n", Problem{Row: 4, Column: "编号", Found: "A", Expected: "row 2 has the same"}},
		{"row twice", header + "示例,讲座,2026-12-01 14:00\n示例,讲座,2026-12-01 14:00\n", Problem{Row: 3, Found: "示例", Expected: "row 2 has the same"}},
		{"open quotation", header + "\"多\n行\",讲座,2026-12-01 14:00\n\"示例,讲座,2026-12-01 14:00\n", Problem{Row: 3, Found: "\"示例,讲座,2026-12-01 14:00", Expected: "closed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.File = "events.csv"
			checkProblem(t, "events.csv", test.content, test.want)
		})
	}
}

// checkProblem reads a file that has one problem; the Expected of want holds part of the text.
func checkProblem(t *testing.T, name, content string, want Problem) {
	t.Helper()
	_, problems, err := Read(name, strings.NewReader(content), zone(t, "Asia/Shanghai"))
	if err != nil || len(problems) != 1 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	got := problems[0]
	expected := got.Expected
	got.Expected = want.Expected
	if got != want || !strings.Contains(expected, want.Expected) {
		t.Errorf("got %q expecting %q, want %q", problems[0], expected, want)
	}
}

func TestProblemsOfJSON(t *testing.T) {
	tests := []struct {
		name, content string
		want          Problem
	}{
		{"no object", `[{"title":"示例","kind":"讲座","start":"2026-12-01 14:00"},7]`, Problem{Row: 2, Found: "7", Expected: "an object"}},
		{"null", `[null]`, Problem{Row: 1, Found: "null", Expected: "an object"}},
		{"no title", `[{"kind":"讲座","start":"2026-12-01 14:00"}]`, Problem{Row: 1, Column: "title", Expected: "a title"}},
		{"object for a text", `[{"title":"示例","kind":"讲座","start":"2026-12-01 14:00","venue":{"a":1}}]`, Problem{Row: 1, Column: "venue", Found: `{"a":1}`, Expected: "a text"}},
		{"two venues", `[{"title":"示例","kind":"讲座","start":"2026-12-01 14:00","地点":["a","b"]}]`, Problem{Row: 1, Column: "地点", Found: `["a","b"]`, Expected: "one text"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.File = "events.json"
			checkProblem(t, "events.json", test.content, test.want)
		})
	}
}

func TestProblemOnOneLine(t *testing.T) {
	problem := Problem{File: "events.csv", Row: 3, Column: "开\n始", Found: "2026\n" + strings.Repeat("长", 100), Expected: "a date that exists"}
	want := `events.csv: row 3, column 开 始: found "2026\n` + strings.Repeat("长", 74) + `…", expected a date that exists`
	if got := problem.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	places := []string{Problem{File: "a.ICS"}.place(), Problem{File: "a.json"}.place(), Problem{File: "a.xlsx"}.place()}
	if !slices.Equal(places, []string{"line", "element", "row"}) {
		t.Error(places)
	}
}

// TestValues reads single cells as Chinese input methods write them.
func TestValues(t *testing.T) {
	entry := file{name: "events.csv", zone: zone(t, "Asia/Shanghai")}.entry(2)
	for found, want := range map[string]int{"": 0, "不限": 0, "Unlimited": 0, "０": 0, "１２０": 120, " 30 ": 30} {
		entry.event.Capacity = 0
		if entry.readCapacity("名额", found); entry.event.Capacity != want {
			t.Errorf("capacity %q is %d, want %d", found, entry.event.Capacity, want)
		}
	}
	for found, want := range map[string][]string{
		"Ye Jun":                       {"Ye Jun"},
		"Lou Haibin；Wang Gang; Ye Jun": {"Lou Haibin", "Wang Gang", "Ye Jun"},
		"Lou Haibin、Wang Gang，Ye Jun,": {"Lou Haibin", "Wang Gang", "Ye Jun"},
		"Lishui Sibot Precision Manufacturing Co., Ltd., Lishui Vocational High School": {
			"Lishui Sibot Precision Manufacturing Co., Ltd.", "Lishui Vocational High School",
		},
		" ; ": nil,
	} {
		if got := entry.names("主讲人", found); !slices.Equal(got, want) {
			t.Errorf("names %q are %q, want %q", found, got, want)
		}
	}
	for _, found := range []string{"取消", "已取消", "Cancelled", "ＣＡＮＣＥＬＬＥＤ", " canceled "} {
		entry.event.Status = ""
		if entry.readStatus("状态", found); entry.event.Status != "cancelled" {
			t.Errorf("status %q is %q", found, entry.event.Status)
		}
	}
	for _, found := range []string{"讲座", " 讲座　", "Ｌｅｃｔｕｒｅ", "报告会", "LECTURE"} {
		entry.event.Kind = ""
		if entry.readKind("类型", found); entry.event.Kind != "lecture" {
			t.Errorf("kind %q is %q", found, entry.event.Kind)
		}
	}
	if len(entry.problems) > 0 {
		t.Error(entry.problems)
	}
}

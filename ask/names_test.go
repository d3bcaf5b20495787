package ask_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/ask"
)

// known are the names of most tests: people in letters and in characters, units and venues in both languages.
var known = ask.NewNames(
	[]string{
		"Lou Haibin", "Wang Gang", "Ye Jun", "Sang Wenyong", "Zhou Zairong", "Dai Meisong", "Chen Haixiang", "Li Lijin", "Zhu Meifen", "Huang Yi",
		"王建国", "单晓明", "欧阳文静", "He Can", "Gao Ji", "Li Na", "曾祥瑞",
	},
	[]string{
		"Lishui Vocational High School", "丽水学院", "Lishui Sibot Precision Manufacturing Co., Ltd.", "丽水思博特精密制造有限公司", "丽水市职业高级中学",
		"缙云县职业中等专业学校", "青田县职业技术学校", "云和县中等职业技术学校", "松阳县职业中等专业学校", "丽水职业技术学院", "浙江工业大学",
		"Zhejiang Cheering Sewing Machine Co., Ltd.", "丽水市智能制造产教融合共同体", "浙江宏泰智能制造有限公司", "庆元县中等专业学校",
	},
	[]string{
		"Lishui Vocational High School", "一号会议室", "二号会议室", "学校报告厅", "实训楼 203", "实训楼 301", "机械实训基地", "教师培训中心", "市会议中心",
		"丽水思博特精密制造有限公司", "线上会议", "Training Building 105", "明德楼多功能厅",
	},
)

func TestReadNames(t *testing.T) {
	table, err := os.ReadFile("testdata/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(table)), "\n")[1:]
	if len(lines) < 150 {
		t.Errorf("the table has %d cases, want 150", len(lines))
	}
	for _, line := range lines {
		fields := append(strings.Split(line, "\t"), "", "", "")
		t.Run(fields[0], func(t *testing.T) {
			question := ask.Read(fields[0], sunday, known).Question
			for i, got := range [][]string{question.People, question.Units, question.Venues} {
				got = slices.Sorted(slices.Values(got))
				if want := listOf(fields[i+1]); !slices.Equal(got, want) {
					t.Errorf("%s %q, want %q", []string{"people", "units", "venues"}[i], got, want)
				}
			}
			if question.Named() && len(question.Words) > 0 {
				t.Errorf("%q left over", question.Words)
			}
		})
	}
}

// listOf reads a list of the table.
func listOf(field string) []string {
	if field == "" {
		return nil
	}
	list := strings.Split(field, "; ")
	slices.Sort(list)
	return list
}

// TestReadNamesOfLists: how names are stored, and what others there are, decides what names them.
func TestReadNamesOfLists(t *testing.T) {
	tests := []struct {
		people, units, venues []string
		text                  string
		want                  []string
	}{
		{people: []string{"王刚", "Wang Gang"}, text: "王刚的讲座", want: []string{"Wang Gang", "王刚"}},
		{people: []string{"王刚", "Wang Gang"}, text: "wanggang", want: []string{"Wang Gang", "王刚"}},
		{people: []string{"王刚", "王钢"}, text: "王刚", want: []string{"王刚"}},
		{people: []string{"王刚"}, text: "王钢", want: []string{"王刚"}},
		{people: []string{"王刚", "汪洋"}, text: "汪老师", want: []string{"汪洋"}},
		{people: []string{"王刚", "汪洋"}, text: "Mr Wang", want: []string{"汪洋", "王刚"}},
		{people: []string{"李莉教授"}, text: "李莉什么时候来", want: []string{"李莉教授"}},
		{people: []string{"李莉（丽水学院）"}, text: "李老师", want: []string{"李莉（丽水学院）"}},
		{people: []string{"Prof. Lou Haibin"}, text: "lou haibin", want: []string{"Prof. Lou Haibin"}},
		{people: []string{"Haibin Lou"}, text: "娄老师", want: []string{"Haibin Lou"}},
		{people: []string{"LOU HAI BIN"}, text: "娄海滨", want: []string{"LOU HAI BIN"}},
		{people: []string{"louhaibin"}, text: "lou haibin", want: []string{"louhaibin"}},
		{people: []string{"Ouyang Nana"}, text: "欧阳老师", want: []string{"Ouyang Nana"}},
		{people: []string{"John Smith"}, text: "a talk by Smith", want: []string{"John Smith"}},
		{people: []string{"樓海濱"}, text: "楼海滨", want: []string{"樓海濱"}},
		{people: []string{"Wang Haibin", "Lou Haibin"}, text: "Haibin", want: []string{"Lou Haibin", "Wang Haibin"}},
		{people: []string{"Lou Haibin"}, text: "海滨"},
		{people: []string{"吕文"}, text: "Lü Wen", want: []string{"吕文"}},
		{people: []string{"吕文"}, text: "lyu wen", want: []string{"吕文"}},
		{people: []string{"Lü Wen"}, text: "吕老师", want: []string{"Lü Wen"}},
		{units: []string{"缙云职专", "缙云职高", "缙云技校", "缙云中学", "缙云学院"}, text: "缙云"},
		{units: []string{"缙云职专", "缙云职高", "缙云技校", "缙云中学", "缙云学院"}, text: "缙云职高", want: []string{"缙云职高"}},
		{units: []string{"丽水市职业高级中学"}, venues: []string{"丽水市职业高级中学报告厅"}, text: "丽水职高的活动", want: []string{"丽水市职业高级中学"}},
		{units: []string{"丽水市职业高级中学"}, venues: []string{"丽水市职业高级中学报告厅"}, text: "职高报告厅", want: []string{"丽水市职业高级中学报告厅"}},
		{venues: []string{"报告厅", "学校报告厅"}, text: "报告厅", want: []string{"报告厅"}},
		{venues: []string{"3号楼报告厅", "5号楼报告厅"}, text: "3号楼报告厅", want: []string{"3号楼报告厅"}},
		{venues: []string{"School Lecture Hall"}, text: "lecture hall", want: []string{"School Lecture Hall"}},
		{venues: []string{"Lecture"}, text: "lecture"},
		{units: []string{"思博特", "思伯特"}, text: "思博特", want: []string{"思博特"}},
		{units: []string{"", "？", " "}, venues: []string{"."}, people: []string{"", "-"}, text: "？"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			question := ask.Read(test.text, sunday, ask.NewNames(test.people, test.units, test.venues)).Question
			got := slices.Sorted(slices.Values(slices.Concat(question.People, question.Units, question.Venues)))
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestReadNobody: what is asked every day names nobody, however many names are known.
func TestReadNobody(t *testing.T) {
	var people []string
	for surname := range strings.FieldsSeq("An Bai Chang Chen Cheng Fang Gao Guan He Jia Jiang Jin Kong Li Lin Long Ren Shan Shi Song Sun Wan Wang Wei Wen Xia Yang Yi You Yu Zhou Can") {
		for given := range strings.FieldsSeq("Can Cheng Du Fang Gang Hong Ji Jian Ke Li Ming Ting Wei Wen Yi You Yu Zhi Haibin Xiaoming") {
			people = append(people, surname+" "+given)
		}
	}
	names := ask.NewNames(people, nil, nil)
	for _, text := range everydayTexts(t) {
		if found := ask.Read(text, sunday, names).Question.People; found != nil {
			t.Errorf("%s: %q", text, found)
		}
		if question := ask.Read(text, sunday, known).Question; question.Named() {
			t.Errorf("%s: %q, %q, %q", text, question.People, question.Units, question.Venues)
		}
	}
}

// everydayTexts are those of the corpus of times and kinds, and those that contain what could be taken for a name.
func everydayTexts(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"testdata/corpus.tsv", "testdata/nobody.txt"} {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
			texts = append(texts, fields[min(1, len(fields)-1)])
		}
	}
	return texts
}

func TestReadNamesOfLongest(t *testing.T) {
	names := ask.NewNames(manyNames(500))
	for _, piece := range []string{"王老师", "王", "楼海", "丽水思博持精", "思博", "丽水", "wang ", "lou haibn ", "chen", "c ", "mr ", "by ", "(", "王 ", "203", "楼1 "} {
		text := strings.Repeat(piece, 4096)[:4096*len(piece)/len([]rune(piece))]
		fastest := time.Hour
		for try := 0; try < 50 && fastest > readDeadline; try++ {
			begin := time.Now()
			ask.Read(text, sunday, names)
			fastest = min(fastest, time.Since(begin))
		}
		if fastest > readDeadline {
			t.Errorf("%q over and over took %v", piece, fastest)
		}
	}
}

// TestReadNamesAsStored: whoever writes a name as it is stored is understood.
func TestReadNamesAsStored(t *testing.T) {
	people, units, venues := manyNames(500)
	names := ask.NewNames(people, units, venues)
	for _, name := range slices.Concat(people, units, venues) {
		question := ask.Read(name+"的讲座", sunday, names).Question
		if !slices.Contains(slices.Concat(question.People, question.Units, question.Venues), name) {
			t.Errorf("%s: %q, %q, %q", name, question.People, question.Units, question.Venues)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Lou Haibin", "louhaibn老师")
	f.Add("王刚（丽水学院）", "wang gang")
	f.Add("丽水思博特精密制造有限公司", "思伯特公司")
	f.Add("实训楼 203", "在203")
	f.Fuzz(func(t *testing.T, name, text string) {
		list := []string{name}
		names := ask.NewNames(list, list, list)
		for _, asked := range []string{text, name, text + name} {
			question := ask.Read(asked, sunday, names).Question
			for _, found := range slices.Concat(question.People, question.Units, question.Venues) {
				if found != name {
					t.Errorf("%q of %q names %q", asked, name, found)
				}
			}
		}
	})
}

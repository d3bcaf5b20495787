package ask_test

import (
	"os"
	"slices"
	"strings"
	"testing"

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

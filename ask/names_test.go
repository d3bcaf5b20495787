package ask_test

import (
	"reflect"
	"testing"

	"alliancebot/ask"
)

var known = ask.NewNames(
	[]string{"Lou Haibin", "Wang Gang", "Ye Jun"},
	[]string{"Lishui Vocational High School", "丽水学院", "Lishui Sibot Precision Manufacturing Co., Ltd."},
	[]string{"Lishui Vocational High School", "一号会议室", "报告厅"},
)

func TestReadNames(t *testing.T) {
	school := []string{"Lishui Vocational High School"}
	tests := []struct {
		text                  string
		people, units, venues []string
	}{
		{"Lou Haibin的讲座", []string{"Lou Haibin"}, nil, nil},
		{"louhaibin", []string{"Lou Haibin"}, nil, nil},
		{"LOU HAIBIN", []string{"Lou Haibin"}, nil, nil},
		{"Lou Hai-bin's lecture", []string{"Lou Haibin"}, nil, nil},
		{"Haibin Lou", []string{"Lou Haibin"}, nil, nil},
		{"Wang Gang and yejun next month", []string{"Wang Gang", "Ye Jun"}, nil, nil},
		{"ＷＡＮＧ　ＧＡＮＧ有讲座吗", []string{"Wang Gang"}, nil, nil},
		{"yejune", nil, nil, nil},
		{"lishui vocational high school", nil, school, school},
		{"在Lishui Vocational High School的活动", nil, nil, school},
		{"events at the Lishui Vocational High School", nil, nil, school},
		{"held by Lishui Vocational High School", nil, school, nil},
		{"麗水學院下周有什么", nil, []string{"丽水学院"}, nil},
		{"一号会议室明天有会议吗", nil, nil, []string{"一号会议室"}},
		{"lishui sibot precision manufacturing co., ltd.的参观", nil, []string{"Lishui Sibot Precision Manufacturing Co., Ltd."}, nil},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			question := ask.Read(test.text, sunday, known).Question
			if !reflect.DeepEqual(question.People, test.people) {
				t.Errorf("people %q, want %q", question.People, test.people)
			}
			if !reflect.DeepEqual(question.Units, test.units) {
				t.Errorf("units %q, want %q", question.Units, test.units)
			}
			if !reflect.DeepEqual(question.Venues, test.venues) {
				t.Errorf("venues %q, want %q", question.Venues, test.venues)
			}
		})
	}
}

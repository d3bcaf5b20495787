package ask_test

import (
	"testing"
	"time"

	"alliancebot/ask"
)

func TestAhead(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"活动前两小时", 2 * time.Hour},
		{"活动前2小时", 2 * time.Hour},
		{"活动开始前三十分钟", 30 * time.Minute},
		{"讲座开始之前半小时", 30 * time.Minute},
		{"提前一天", day},
		{"提前一个半小时", 90 * time.Minute},
		{"提前1小时30分钟", 90 * time.Minute},
		{"会前两天", 2 * day},
		{"前一天", day},
		{"活动前一周", 7 * day},
		{"两个小时前", 2 * time.Hour},
		{"2 hours before the event", 2 * time.Hour},
		{"half an hour before", 30 * time.Minute},
		{"a day ahead", day},
		{"one hour before the lecture", time.Hour},
		{"1 week before", 7 * day},
		{"明早8点", 0},
		{"明天8点前", 0},
		{"周三前", 0},
		{"活动前", 0},
		{"两小时后", 0},
		{"提前一年", 0},
		{"提前100天", 0},
		{"", 0},
	} {
		got, ok := ask.Ahead(c.text)
		if !ok {
			got = 0
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

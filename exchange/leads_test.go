package exchange

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestLeadsColumn(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string][]time.Duration{
		"": nil, "无": {}, "None": {}, "3天、30分钟、 2小时": {3 * day, 2 * time.Hour, 30 * time.Minute}, "１天": {day}, "90m; 1 d，1d": {day, 90 * time.Minute}, "30d": {30 * day},
	} {
		events, problems, err := Read("a.csv", strings.NewReader("标题,类型,开始,提醒\n示例,讲座,2026-12-01 14:00,\""+text+"\"\n"), zone(t, "Asia/Shanghai"))
		if err != nil || len(problems) > 0 || len(events) != 1 || !reflect.DeepEqual(events[0].Leads, want) {
			t.Errorf("%q: %v, want %v; problems %v, error %v", text, events, want, problems, err)
		}
	}
	for _, text := range []string{"明天", "0天", "31天", "3", "3天 2小时", "1m,2m,3m,4m,5m,6m,7m,8m,9m,10m,11m", "、"} {
		_, problems, err := Read("a.csv", strings.NewReader("title,kind,start,reminders\n示例,讲座,2026-12-01 14:00,\""+text+"\"\n"), zone(t, "Asia/Shanghai"))
		if err != nil || len(problems) != 1 || problems[0].Column != "reminders" {
			t.Errorf("%q: problems %v, error %v", text, problems, err)
		}
	}
}

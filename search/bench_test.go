package search_test

import (
	"fmt"
	"runtime"
	"testing"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/search"
)

// stock is a calendar of many events, as many to come as over, with some sixty characters of text each.
func stock(total int) []alliance.Event {
	subjects := []string{"工业机器人", "数控车削", "智能制造", "新能源汽车", "三教改革", "产教融合", "机械制图", "焊接工艺", "PLC编程", "模具设计", "3D打印", "人工智能", "安全生产", "缝纫机装调", "教学设计", "大数据"}
	forms := []string{"操作培训", "专题讲座", "课程建设研讨会", "示范课", "技能大赛", "师资研修", "参观交流"}
	events := make([]alliance.Event, total)
	for i := range events {
		subject, form := subjects[i%len(subjects)], forms[i/3%len(forms)]
		title := fmt.Sprintf("%s%s（第%d期）", subject, form, i)
		events[i] = event(alliance.EventID(fmt.Sprint(i)), i%600-300, title, describing("介绍"+subjects[(i*7+3)%len(subjects)]+"的最新进展与教学案例，欢迎各校教师报名参加并交流经验。"))
		events[i].Speakers, events[i].Units = []string{fmt.Sprintf("Speaker %d", i%500)}, []string{fmt.Sprintf("第%d职业高级中学", i%80)}
		events[i].Venue = fmt.Sprintf("实训楼%d室", i%300)
	}
	return events
}

func BenchmarkFind(b *testing.B) {
	index := indexOf(stock(100_000)...)
	coming := alliance.Query{Span: alliance.Span{From: now, To: now.AddDate(0, 0, 90)}}
	for _, test := range []struct {
		name  string
		query alliance.Query
		words []string
	}{
		{"frequent", alliance.Query{}, []string{"工业机器人"}},
		{"frequent and to come", coming, []string{"机器人"}},
		{"translated", coming, []string{"robots"}},
		{"two words", coming, []string{"机器人", "示范课"}},
		{"cut up", coming, []string{"机器人大赛"}},
		{"a mistake", coming, []string{"工业机气人"}},
		{"a mistake in a word", coming, []string{"speakr"}},
		{"unknown", coming, []string{"量子力学"}},
		{"everywhere", coming, []string{"教学案例"}},
	} {
		b.Run(test.name, func(b *testing.B) {
			found := 0
			for b.Loop() {
				ids, _ := index.Find(test.query, test.words, now)
				found = len(ids)
			}
			b.ReportMetric(float64(found), "events")
		})
	}
}

func BenchmarkPut(b *testing.B) {
	for _, total := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(total), func(b *testing.B) {
			events := stock(total)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var index *search.Index
			for b.Loop() {
				index = search.New(ask.Fold)
				index.Put(events...)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB")
			runtime.KeepAlive(index)
			runtime.KeepAlive(events)
		})
	}
}

// BenchmarkChange changes one event of many.
func BenchmarkChange(b *testing.B) {
	events := stock(100_000)
	index := indexOf(events...)
	for i := 0; b.Loop(); i++ {
		index.Put(events[i%len(events)])
	}
}

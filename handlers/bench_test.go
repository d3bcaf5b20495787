package handlers_test

import (
	"fmt"
	"testing"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// BenchmarkSubject asks for subjects among 100,000 events: reading, index, store and rendering.
func BenchmarkSubject(b *testing.B) {
	d := newDesk(b)
	subjects := []string{"工业机器人", "数控车削", "智能制造", "新能源汽车", "三教改革", "产教融合", "机械制图", "焊接工艺", "模具设计", "人工智能", "安全生产", "缝纫机装调"}
	events := make([]alliance.Event, 100_000)
	for i := range events {
		events[i] = d.event(fmt.Sprint(i), alliance.Kinds()[i%7], i%600-300, 14, fmt.Sprintf("%s第%d期", subjects[i%len(subjects)], i), func(event *alliance.Event) {
			event.Speakers, event.Description = []string{fmt.Sprintf("Speaker %d", i%300)}, "介绍"+subjects[i*7%len(subjects)]+"的最新进展，欢迎各校教师报名参加。"
		})
	}
	d.put(events...)
	for _, text := range []string{"关于机器人的活动", "关于焊接工艺的讲座", "about robots", "下周关于智能制早的讲座"} {
		b.Run(text, func(b *testing.B) {
			var reply bot.Reply
			for b.Loop() {
				request := d.request(alliance.Chinese, alliance.Ordinary)
				request.Text = text
				var err error
				if reply, err = d.say(request); err != nil {
					b.Fatal(err)
				}
			}
			if len(reply.Messages) != 1 {
				b.Fatalf("%d messages", len(reply.Messages))
			}
		})
	}
}
